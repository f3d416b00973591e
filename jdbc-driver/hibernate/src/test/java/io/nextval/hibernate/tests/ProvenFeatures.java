package io.nextval.hibernate.tests;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which features were tried in this JVM, and of which a test failed. */
final class ProvenFeatures implements AfterTestExecutionCallback {
    private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();
    private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

    @Override
    public void afterTestExecution(ExtensionContext context) {
        String feature = context.getRequiredTestMethod().getAnnotation(Feature.class).value();
        TRIED.add(feature);
        if (context.getExecutionException().isPresent()) {
            FAILED.add(feature);
        }
    }

    static Set<String> all() {
        Set<String> proven = new TreeSet<>(TRIED);
        proven.removeAll(FAILED);
        return proven;
    }

    /** Features of which a test failed: whoever finds one missing must look at that test. */
    static Set<String> failed() {
        return new TreeSet<>(FAILED);
    }
}
