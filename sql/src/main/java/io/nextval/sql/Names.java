package io.nextval.sql;

import org.apache.calcite.sql.SqlIdentifier;

import java.util.ArrayList;
import java.util.List;

/** Names of the tree as names of ours: folded, checked, at most schema and name. */
final class Names {
    private final SourceText source;

    Names(SourceText source) {
        this.source = source;
    }

    /** Returns an identifier's parts, folded unless quoted, each within the limit. */
    List<String> parts(SqlIdentifier identifier) throws SqlException {
        List<String> parts = new ArrayList<>(identifier.names.size());
        for (int i = 0; i < identifier.names.size(); i++) {
            String name = identifier.names.get(i);
            int position = position(identifier, i);
            if (name.isEmpty()) {
                throw Errors.syntaxAt("*", "expected a name", position);
            }
            boolean quoted = isQuoted(identifier, i);
            if (!quoted && name.charAt(0) == '$') {
                throw Errors.syntaxAt(name, "a parameter is written ?", position);
            }
            parts.add(Identifier.checkLength(quoted ? name : Identifier.fold(name), position));
        }
        return parts;
    }

    String simple(SqlIdentifier identifier) throws SqlException {
        List<String> parts = parts(identifier);
        if (parts.size() != 1) {
            throw tooManyParts(parts, position(identifier, 0));
        }
        return parts.get(0);
    }

    /** Returns the name of a sequence as an identifier says it. */
    QualifiedName qualified(SqlIdentifier identifier) throws SqlException {
        return qualified(parts(identifier), position(identifier, 0));
    }

    /** Returns the name of a sequence as the string in {@code nextval('…')} says it. */
    static QualifiedName fromString(String text, int position) throws SqlException {
        List<String> parts = NameString.parts(text, position);
        for (String part : parts) {
            Identifier.checkLength(part, position);
        }
        return qualified(parts, position);
    }

    private static QualifiedName qualified(List<String> parts, int position) throws SqlException {
        return switch (parts.size()) {
            case 1 -> new QualifiedName(null, parts.get(0));
            case 2 -> new QualifiedName(parts.get(0), parts.get(1));
            case 3 ->
                    throw Errors.error(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "cross-database references are not supported: \""
                                    + Errors.shorten(String.join(".", parts))
                                    + '"',
                            "write schema.name",
                            position);
            default -> throw tooManyParts(parts, position);
        };
    }

    private static SqlException tooManyParts(List<String> parts, int position) {
        return Errors.error(
                SqlState.SYNTAX_ERROR,
                "improper qualified name (too many dotted names): "
                        + Errors.shorten(String.join(".", parts)),
                "",
                position);
    }

    /** Unlike Calcite's own method, this holds for a name of one part too. */
    static boolean isQuoted(SqlIdentifier identifier, int part) {
        return identifier.getComponentParserPosition(part).isQuoted();
    }

    private int position(SqlIdentifier identifier, int part) {
        return Positions.of(identifier.getComponentParserPosition(part), source);
    }
}
