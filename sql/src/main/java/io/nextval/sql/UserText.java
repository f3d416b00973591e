package io.nextval.sql;

import java.util.List;

/** Writes statements about users and privileges as canonical SQL. */
final class UserText {
    private UserText() {}

    static String create(CreateUser create) {
        return "CREATE USER " + Identifier.quoteIfNeeded(create.name()) + options(create.options());
    }

    static String alter(AlterUser alter) {
        return "ALTER USER " + alter.user().toSql() + options(alter.options());
    }

    static String drop(DropUser drop) {
        List<String> names = drop.names().stream().map(Identifier::quoteIfNeeded).toList();
        return (drop.ifExists() ? "DROP USER IF EXISTS " : "DROP USER ") + String.join(", ", names);
    }

    static String owner(AlterSequenceOwner alter) {
        return "ALTER SEQUENCE "
                + (alter.ifExists() ? "IF EXISTS " : "")
                + alter.name().toSql()
                + " OWNER TO "
                + alter.owner().toSql();
    }

    static String grant(Grant grant) {
        boolean all = grant.privileges().equals(grant.target().all());
        List<String> grantees = grant.grantees().stream().map(UserReference::toSql).toList();
        return (grant.revoke() ? "REVOKE " : "GRANT ")
                + (all ? "ALL" : privileges(grant))
                + " ON "
                + target(grant.target())
                + (grant.revoke() ? " FROM " : " TO ")
                + String.join(", ", grantees);
    }

    private static String privileges(Grant grant) {
        List<String> words = grant.privileges().stream().map(Privilege::name).toList();
        return String.join(", ", words);
    }

    private static String target(Grant.Target target) {
        if (target instanceof Grant.Sequences sequences) {
            List<String> names = sequences.names().stream().map(QualifiedName::toSql).toList();
            return "SEQUENCE " + String.join(", ", names);
        } else if (target instanceof Grant.AllSequences all) {
            return "ALL SEQUENCES IN SCHEMA " + schemas(all.schemas());
        }
        return "SCHEMA " + schemas(((Grant.Schemas) target).names());
    }

    private static String schemas(List<String> names) {
        return String.join(", ", names.stream().map(Identifier::quoteIfNeeded).toList());
    }

    private static String options(UserOptions options) {
        StringBuilder text = new StringBuilder();
        if (options.superuser() != null) {
            text.append(options.superuser() ? " SUPERUSER" : " NOSUPERUSER");
        }
        Password password = options.password();
        if (password != null) {
            String said = password.text();
            text.append(" PASSWORD ").append(said == null ? "NULL" : ExpressionText.string(said));
        }
        return text.toString();
    }
}
