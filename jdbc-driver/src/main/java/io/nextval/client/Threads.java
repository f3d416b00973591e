package io.nextval.client;

/**
 * The threads of the client: daemons that live as long as one attempt to connect or one lookup.
 * They take over nothing from whoever starts them.
 */
final class Threads {
    private Threads() {}

    static void start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.start();
    }
}
