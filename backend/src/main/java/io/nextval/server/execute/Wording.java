package io.nextval.server.execute;

import io.nextval.sql.AlterSequence;
import io.nextval.sql.CommentOnSequence;
import io.nextval.sql.DropSequence;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Statement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a client is told what became of its statement. The groups know neither sessions nor schemas,
 * so their messages name a sequence by its schema, unless that is {@code public}; the client is
 * told the name as it wrote it, or that there is no such schema. DROP, and what only passes over a
 * sequence, say no schema, as in PostgreSQL. Immutable.
 */
final class Wording {
    /** For requests that are not texts: what a group says is passed on. */
    static final Wording NONE = new Wording(Map.of());

    private static final String PUBLIC = "public";

    private final Map<String, String> words;

    private Wording(Map<String, String> words) {
        this.words = words;
    }

    /**
     * @param sessionSchema where names without a schema stand
     */
    static Wording of(Statement statement, String sessionSchema, Schemas schemas) {
        Map<String, String> words = new LinkedHashMap<>();
        if (statement instanceof AlterSequence alter) {
            String shown = alter.ifExists() ? alter.name().name() : shown(alter.name());
            put(words, alter.name(), sessionSchema, shown);
        } else if (statement instanceof CommentOnSequence comment) {
            put(words, comment.name(), sessionSchema, shown(comment.name()));
        } else if (statement instanceof DropSequence drop) {
            for (QualifiedName name : drop.names()) {
                if (schemas.has(name)) {
                    put(words, name, sessionSchema, name.name());
                } else {
                    words.put("sequence \"" + shown(name) + '"', "schema \"" + name.schema() + '"');
                }
            }
        }
        return new Wording(words);
    }

    /** For a statement about one sequence. */
    static Wording of(QualifiedName name, String sessionSchema) {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, name, sessionSchema, shown(name));
        return new Wording(words);
    }

    /** For a statement about several sequences. */
    static Wording of(List<QualifiedName> names, String sessionSchema) {
        Map<String, String> words = new LinkedHashMap<>();
        names.forEach(name -> put(words, name, sessionSchema, shown(name)));
        return new Wording(words);
    }

    private static void put(
            Map<String, String> words, QualifiedName name, String sessionSchema, String shown) {
        String schema = Schemas.nameOf(name, sessionSchema);
        String told = schema.equals(PUBLIC) ? name.name() : schema + '.' + name.name();
        words.putIfAbsent('"' + told + '"', '"' + shown + '"');
    }

    /** A name as messages show it, without quotes. */
    static String shown(QualifiedName name) {
        return name.schema() == null ? name.name() : name.schema() + '.' + name.name();
    }

    /** The message for the client. */
    String of(String message) {
        for (Map.Entry<String, String> word : words.entrySet()) {
            int at = message.indexOf(word.getKey());
            if (at >= 0) {
                int end = at + word.getKey().length();
                return message.substring(0, at) + word.getValue() + message.substring(end);
            }
        }
        return message;
    }
}
