package io.nextval.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The blocks of frames.golden. */
final class GoldenFrames {
    /** One block: its name, the frame's text, and its bytes in hex with the length in front. */
    record Block(String name, String text, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private GoldenFrames() {}

    static List<Block> read() {
        List<Block> blocks = new ArrayList<>();
        String[] chunks = text().split("(?m)^== ", -1);
        for (int i = 1; i < chunks.length; i++) {
            List<String> lines = chunks[i].lines().toList();
            StringBuilder hex = new StringBuilder();
            for (String line : lines.subList(2, lines.size())) {
                hex.append(line.replaceFirst(";.*", "").replace(" ", ""));
            }
            blocks.add(new Block(lines.get(0), lines.get(1), hex.toString()));
        }
        return blocks;
    }

    private static String text() {
        try (InputStream in = GoldenFrames.class.getResourceAsStream("frames.golden")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
