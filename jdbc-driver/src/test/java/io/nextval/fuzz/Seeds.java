package io.nextval.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What a fuzz test starts from, and a short run of it for every build: the seeds, damaged at
 * random. The long runs are Jazzer's.
 */
public final class Seeds {
    private Seeds() {}

    /** A fuzz test's method. */
    public interface Target {
        void take(byte[] input) throws Exception;
    }

    /** The files of a fuzz test, where Jazzer looks for them too: src/test/resources. */
    public static List<byte[]> files(Class<?> test, String method)
            throws IOException, URISyntaxException {
        String folder = test.getSimpleName() + "Inputs/" + method;
        URL url = test.getResource(folder);
        if (url == null) {
            throw new IllegalStateException("there are no seeds in " + folder);
        }
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    /** Gives the target that many damaged seeds, the same in each run. */
    public static void damaged(List<byte[]> seeds, int tries, Target target) throws Exception {
        SplittableRandom random = new SplittableRandom(tries);
        for (int i = 0; i < tries; i++) {
            byte[] input = damaged(seeds.get(random.nextInt(seeds.size())), random);
            try {
                target.take(input);
            } catch (Throwable e) {
                throw new AssertionError("input " + Arrays.toString(input), e);
            }
        }
    }

    private static byte[] damaged(byte[] seed, SplittableRandom random) {
        byte[] input = seed.clone();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = input.length == 0 ? 0 : random.nextInt(input.length);
            input =
                    switch (input.length == 0 ? 3 : random.nextInt(4)) {
                        case 0 -> changed(input, at, random.nextInt());
                        case 1 -> changed(input, at, input[at] ^ (1 << random.nextInt(8)));
                        case 2 -> spliced(input, at, at + 1 + random.nextInt(4), new byte[0]);
                        default -> spliced(input, at, at, new byte[] {(byte) random.nextInt()});
                    };
        }
        return input;
    }

    private static byte[] changed(byte[] input, int at, int value) {
        input[at] = (byte) value;
        return input;
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
        int end = Math.min(to, input.length);
        byte[] whole = Arrays.copyOf(input, input.length - (end - from) + between.length);
        System.arraycopy(between, 0, whole, from, between.length);
        System.arraycopy(input, end, whole, from + between.length, input.length - end);
        return whole;
    }
}
