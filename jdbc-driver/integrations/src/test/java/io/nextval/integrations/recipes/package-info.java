/**
 * The recipes of docs/recipes.md, and their tests: ids of an application's own database that are
 * drawn over a connection to Nextval beside it.
 */
@NullMarked
package io.nextval.integrations.recipes;

import org.jspecify.annotations.NullMarked;
