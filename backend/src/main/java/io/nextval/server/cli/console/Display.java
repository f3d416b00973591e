package io.nextval.server.cli.console;

/** How results are shown; the backslash commands change it. One thread at a time. */
public final class Display {
    private OutputFormat format = OutputFormat.TABLE;
    private boolean expanded;
    private boolean timing;
    private boolean quiet;

    public OutputFormat format() {
        return format;
    }

    public Display format(OutputFormat newFormat) {
        format = newFormat;
        return this;
    }

    /** True if a table has one line for each value instead of one for each row. */
    boolean expanded() {
        return expanded;
    }

    void expanded(boolean on) {
        expanded = on;
    }

    /** True if the time of each statement is printed. */
    boolean timing() {
        return timing;
    }

    public Display timing(boolean on) {
        timing = on;
        return this;
    }

    /** True if a statement without rows prints nothing. */
    boolean quiet() {
        return quiet;
    }

    public Display quiet(boolean on) {
        quiet = on;
        return this;
    }
}
