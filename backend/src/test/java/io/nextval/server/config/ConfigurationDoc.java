package io.nextval.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders {@link Setting} for people. */
final class ConfigurationDoc {
    private static final int WIDTH = 98;

    private ConfigurationDoc() {}

    static String page() {
        StringBuilder page = new StringBuilder();
        page.append("# Configuration of a node\n\n");
        page.append(
                "Every setting of `nextval server`, from the command line, the environment, or");
        page.append(" a properties\nfile (`--config FILE`, UTF-8). The command line wins over the");
        page.append(" environment, the environment over\nthe file, the file over the default.\n");
        page.append(
                "An unknown name or a bad value refuses to start: exit code 2 and one line that");
        page.append(
                " names it, its value\nand what is allowed. Nothing is corrected silently.\n\n");
        page.append("| option | variable | key in the file | value | default |\n");
        page.append("|---|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            page.append(
                    String.format(
                            Locale.ROOT,
                            "| `%s` | `%s` | %s | %s | %s |%n",
                            setting.option(),
                            setting.environmentName(),
                            setting.allowedInFile() ? code(setting.key()) : "",
                            setting.type().allowed(),
                            setting.defaultValue().isEmpty() ? "" : code(setting.defaultValue())));
        }
        page.append('\n');
        for (Setting setting : Setting.values()) {
            page.append("- **").append(setting.key()).append("**: ").append(setting.doc());
            page.append('\n');
        }
        page.append(
                "\nVariables that the launcher reads: `JAVA_HOME`, and `NEXTVAL_JAVA_OPTS` for");
        page.append(" options of the JVM behind those\nof `conf/*.jvm.options`.\n\n");
        page.append(
                "Exit codes: 0 stopped as asked, 2 wrong usage or configuration, 3 data folder");
        page.append(" (in use, unreadable, log\nlost), 4 an address can not be bound, 1 anything");
        page.append(" else.\n");
        return page.toString();
    }

    static String propertiesFile() {
        StringBuilder file = new StringBuilder();
        file.append("# Settings of a Nextval node: bin/nextval server --config THIS_FILE\n");
        file.append(
                "# Each line shows the default. Options and NEXTVAL_* variables win over it.\n");
        for (Setting setting : Setting.values()) {
            if (setting.allowedInFile()) {
                file.append('\n');
                for (String line : wrap(setting.doc())) {
                    file.append("# ").append(line).append('\n');
                }
                file.append("# Allowed: ").append(setting.type().allowed()).append('\n');
                file.append('#').append(setting.key()).append(" = ");
                file.append(setting.defaultValue()).append('\n');
            }
        }
        return file.toString().replace(" = \n", " =\n");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
