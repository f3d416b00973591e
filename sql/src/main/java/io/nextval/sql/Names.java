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
            parts.add(part(identifier, i));
        }
        return parts;
    }

    /** Returns one part of an identifier, folded unless quoted, within the limit. */
    String part(SqlIdentifier identifier, int part) throws SqlException {
        String name = identifier.names.get(part);
        int position = position(identifier, part);
        if (name.isEmpty()) {
            throw Errors.syntaxAt("*", "expected a name", position);
        }
        boolean quoted = isQuoted(identifier, part);
        if (!quoted && name.charAt(0) == '$') {
            throw Errors.syntaxAt(name, "a parameter is written ?", position);
        }
        return Identifier.checkLength(quoted ? name : Identifier.fold(name), position);
    }

    String simple(SqlIdentifier identifier) throws SqlException {
        List<String> parts = parts(identifier);
        if (parts.size() != 1) {
            throw tooManyParts("qualified", parts, position(identifier, 0));
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
        if (parts.size() > 3) {
            throw tooManyParts("relation", parts, position);
        }
        return qualified(parts, position);
    }

    /** Returns the name of a sequence of its parts, at least one. */
    static QualifiedName qualified(List<String> parts, int position) throws SqlException {
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
            default -> throw tooManyParts("qualified", parts, position);
        };
    }

    /** PostgreSQL's words differ: a relation name in a string, a qualified name elsewhere. */
    private static SqlException tooManyParts(String kind, List<String> parts, int position) {
        return Errors.error(
                SqlState.SYNTAX_ERROR,
                "improper "
                        + kind
                        + " name (too many dotted names): "
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
