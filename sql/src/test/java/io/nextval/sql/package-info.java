@NullMarked
package io.nextval.sql;

import org.jspecify.annotations.NullMarked;
