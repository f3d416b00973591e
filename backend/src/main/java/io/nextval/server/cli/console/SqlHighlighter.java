package io.nextval.server.cli.console;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours keywords, quoted text and comments while they are typed. */
final class SqlHighlighter implements Highlighter {
    private static final int CHARS_MAX = 10_000;

    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<comment>--[^\\n]*|/\\*(?s:.*?)(?:\\*/|$))"
                            + "|(?<text>'[^']*+'?)|(?<name>\"[^\"]*+\"?)|(?<word>[A-Za-z_]\\w*+)");

    private static final AttributedStyle KEYWORD =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
    private static final AttributedStyle TEXT =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle COMMENT =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT);

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (buffer.length() > CHARS_MAX || buffer.startsWith("\\")) {
            return new AttributedString(buffer);
        }
        AttributedStringBuilder text = new AttributedStringBuilder(buffer.length());
        Matcher matcher = TOKEN.matcher(buffer);
        int from = 0;
        while (matcher.find()) {
            text.append(buffer.substring(from, matcher.start()));
            text.append(matcher.group(), style(matcher));
            from = matcher.end();
        }
        return text.append(buffer.substring(from)).toAttributedString();
    }

    private static AttributedStyle style(Matcher matcher) {
        if (matcher.group("comment") != null) {
            return COMMENT;
        }
        if (matcher.group("text") != null) {
            return TEXT;
        }
        String word = matcher.group("word");
        return word != null && Keywords.contains(word) ? KEYWORD : AttributedStyle.DEFAULT;
    }
}
