package io.nextval.examples.fencing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A process that gets the lock, looks at the clock like a careful program, and writes. */
final class Holder {
    public static void main(String[] args) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String[] grant = in.readLine().split(" ", 2);
        long began = System.nanoTime();
        long lease = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(grant[1]));
        if (System.nanoTime() - began < lease) {
            // The lock is held here. Nothing can promise that it still is in the next line.
            if (args[1].equals("stop")) {
                stop(args[0]);
            }
            System.out.println("write " + grant[0] + " value of " + args[0]);
        }
    }

    /** Stands for a long garbage collection, a suspended machine, a process that is paged out. */
    private static void stop(String name) throws IOException, InterruptedException {
        System.out.println(name + " has looked at her lease, and is stopped (SIGSTOP)");
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-STOP", self).start().waitFor();
    }

    private Holder() {}
}
