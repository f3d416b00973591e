/**
 * Nextval in containers, for tests with <a
 * href="https://java.testcontainers.org">Testcontainers</a>: one node ({@link
 * io.nextval.testcontainers.NextvalContainer}, also by a URL {@code
 * jdbc:tc:nextval:0.1.0:///public}), or a cluster whose nodes a test may kill ({@link
 * io.nextval.testcontainers.NextvalCluster}). The image is made from {@code
 * backend/docker/Dockerfile}.
 */
@NullMarked
package io.nextval.testcontainers;

import org.jspecify.annotations.NullMarked;
