@NullMarked
package io.nextval.server.catalog;

import org.jspecify.annotations.NullMarked;
