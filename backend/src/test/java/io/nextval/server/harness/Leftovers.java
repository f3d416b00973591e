package io.nextval.server.harness;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Kills every process that tests of this JVM started, at the latest when the JVM ends. */
final class Leftovers {
    private static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> PROCESSES.forEach(Process::destroyForcibly),
                                "kill-test-servers"));
    }

    private Leftovers() {}

    static void watch(Process process) {
        PROCESSES.removeIf(other -> !other.isAlive());
        PROCESSES.add(process);
    }
}
