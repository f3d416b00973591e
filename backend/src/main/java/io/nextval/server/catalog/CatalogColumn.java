package io.nextval.server.catalog;

/**
 * A column of a view.
 *
 * @param name its label
 * @param typeName our short name of its type
 */
record CatalogColumn(String name, String typeName) {}
