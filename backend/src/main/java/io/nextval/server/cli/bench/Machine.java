package io.nextval.server.cli.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * What one durable write and one message take on this machine, without any database: the floor
 * under the time of a call.
 *
 * @param fsyncNanos median time to append 4 KiB to a file and force it to the disk
 * @param roundTripNanos median time of one byte to another thread and back over a loopback socket
 * @param fileSystem kind of the file system that was measured
 */
public record Machine(long fsyncNanos, long roundTripNanos, String fileSystem) {
    private static final int BLOCK_BYTES = 4096;
    private static final int FSYNCS = 500;
    private static final int ROUND_TRIPS = 20_000;
    private static final int WARM_UP_PARTS = 2;
    private static final long PART_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);

    /** Measures both; takes a few seconds. The file is made in {@code folder} and deleted. */
    public static Machine measure(Path folder) throws IOException {
        return new Machine(
                measureFsync(folder), measureRoundTrip(), Files.getFileStore(folder).type());
    }

    /** The least that a call can take: one fsync on a majority, client to leader to follower. */
    public long floorNanos() {
        return fsyncNanos + 2 * roundTripNanos;
    }

    private static long measureFsync(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "fsync-", ".tmp");
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return median(
                    FSYNCS,
                    () -> {
                        block.clear();
                        while (block.hasRemaining()) {
                            channel.write(block);
                        }
                        channel.force(false);
                    });
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long measureRoundTrip() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket near = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket far = listener.accept()) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread echo = new Thread(() -> echo(far), "echo");
            echo.setDaemon(true);
            echo.start();
            OutputStream out = near.getOutputStream();
            InputStream in = near.getInputStream();
            return median(
                    ROUND_TRIPS,
                    () -> {
                        out.write(1);
                        if (in.read() < 0) {
                            throw new IOException("the loopback connection was closed");
                        }
                    });
        }
    }

    private static void echo(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                out.write(b);
            }
        } catch (IOException e) {
            // The other end is closed when the measurement is over.
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** The median of the last of some equal parts; the ones before warm the code up. */
    private static long median(int times, Step step) throws IOException {
        Histogram histogram = new Histogram(3);
        for (int part = 0; part <= WARM_UP_PARTS; part++) {
            histogram.reset();
            long begin = System.nanoTime();
            for (int i = 0; i < times && System.nanoTime() - begin < PART_NANOS_MAX; i++) {
                long start = System.nanoTime();
                step.run();
                histogram.recordValue(System.nanoTime() - start);
            }
        }
        return histogram.getValueAtPercentile(50);
    }
}
