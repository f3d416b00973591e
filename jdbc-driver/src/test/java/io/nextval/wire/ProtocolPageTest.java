package io.nextval.wire;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of docs/protocol.md are the golden frames, and every frame is on the page. */
@Timeout(30)
class ProtocolPageTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```\n([a-z-]+): (.*)\n((?:[0-9a-f]{2}[ \n])+)```");

    private final String page = Files.readString(Path.of("../docs/protocol.md"));

    ProtocolPageTest() throws IOException {}

    @Test
    void examplesAreTheGoldenFrames() {
        Map<String, GoldenFrames.Block> golden = new HashMap<>();
        List<GoldenFrames.Block> blocks = GoldenFrames.read();
        blocks.forEach(block -> golden.put(block.name(), block));
        Matcher example = EXAMPLE.matcher(page);
        int count = 0;
        while (example.find()) {
            assertThat(golden).containsKey(example.group(1));
            GoldenFrames.Block block = requireNonNull(golden.get(example.group(1)));
            assertThat(example.group(2)).isEqualTo(block.text());
            assertThat(example.group(3).replaceAll("\\s", "")).isEqualTo(block.hex());
            count++;
        }
        assertThat(count).isGreaterThan(20);
    }

    @Test
    void everyFrameIsDescribed() {
        for (Class<?> frame : Frame.class.getPermittedSubclasses()) {
            assertThat(page)
                    .containsPattern("(?m)^### .*0x[0-9A-F]{2} " + frame.getSimpleName() + "\\b");
        }
    }
}
