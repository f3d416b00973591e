package io.nextval.server.command;

import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** Bodies of the commands about users, grants, owners and blocks. Stateless. */
final class AccessCodec {
    private static final int GRANT = 0;
    private static final int REVOKE = 1;
    private static final int SUPERUSER_SAID = 1;
    private static final int SUPERUSER_ON = 2;
    private static final int SET_VERIFIER = 4;

    private AccessCodec() {}

    /** The command's tag; 0 for a command of another codec. */
    static int tag(Command.Ticketed command) {
        if (command instanceof Command.Reserve) {
            return CommandTag.RESERVE;
        } else if (command instanceof Command.GrantOnSequence) {
            return CommandTag.GRANT_ON_SEQUENCE;
        } else if (command instanceof Command.SetSequenceOwner) {
            return CommandTag.SET_SEQUENCE_OWNER;
        } else if (command instanceof Command.CreateUser) {
            return CommandTag.CREATE_USER;
        } else if (command instanceof Command.AlterUser) {
            return CommandTag.ALTER_USER;
        } else if (command instanceof Command.DropUser) {
            return CommandTag.DROP_USER;
        } else if (command instanceof Command.GrantOnSchema) {
            return CommandTag.GRANT_ON_SCHEMA;
        } else if (command instanceof Command.GrantOnSchemas) {
            return CommandTag.GRANT_ON_SCHEMAS;
        }
        return 0;
    }

    static void write(ByteWriter out, Command.Ticketed command) {
        if (command instanceof Command.Reserve reserve) {
            out.writeText(reserve.schema());
            out.writeText(reserve.name());
            out.writeSigned(reserve.count());
            out.writeUnsigned(reserve.validMillis());
        } else if (command instanceof Command.GrantOnSequence grant) {
            out.writeText(grant.schema());
            out.writeText(grant.name());
            writeGrant(out, grant.revoke(), grant.privileges(), grant.userIds());
        } else if (command instanceof Command.SetSequenceOwner owner) {
            out.writeText(owner.schema());
            out.writeText(owner.name());
            out.writeUnsigned(owner.userId());
        } else if (command instanceof Command.CreateUser create) {
            out.writeText(create.name());
            out.writeBoolean(create.superuser());
            writeVerifier(out, create.verifier());
        } else if (command instanceof Command.AlterUser alter) {
            writeAlter(out, alter);
        } else if (command instanceof Command.DropUser drop) {
            out.writeUnsigned(drop.names().size());
            drop.names().forEach(out::writeText);
            out.writeBoolean(drop.ifExists());
        } else if (command instanceof Command.GrantOnSchema grant) {
            out.writeText(grant.schema());
            writeGrant(out, grant.revoke(), grant.privileges(), grant.userIds());
        } else if (command instanceof Command.GrantOnSchemas grant) {
            TaskCodec.writeNames(out, grant.schemas());
            writeGrant(out, grant.change());
        }
    }

    private static void writeAlter(ByteWriter out, Command.AlterUser alter) {
        out.writeText(alter.name());
        Boolean superuser = alter.superuser();
        int said = superuser == null ? 0 : SUPERUSER_SAID | (superuser ? SUPERUSER_ON : 0);
        out.writeByte(said | (alter.setVerifier() ? SET_VERIFIER : 0));
        if (alter.setVerifier()) {
            writeVerifier(out, alter.verifier());
        }
    }

    private static void writeGrant(
            ByteWriter out, boolean revoke, int privileges, List<Long> userIds) {
        out.writeByte(revoke ? REVOKE : GRANT);
        out.writeByte(privileges);
        out.writeUnsigned(userIds.size());
        userIds.forEach(out::writeUnsigned);
    }

    static void writeGrant(ByteWriter out, GrantChange change) {
        writeGrant(out, change.revoke(), change.privileges(), change.userIds());
    }

    static GrantChange grant(ByteReader in, int all) {
        boolean revoke = in.readByteUpTo(REVOKE, "grant or revoke") == REVOKE;
        int privileges = privileges(in, all);
        return new GrantChange(revoke, privileges, users(in));
    }

    private static void writeVerifier(ByteWriter out, @Nullable String verifier) {
        out.writeBoolean(verifier != null);
        if (verifier != null) {
            out.writeText(verifier);
        }
    }

    /** The command behind the tag and the ticket. */
    static Command.Ticketed read(ByteReader in, int tag, Ticket ticket) {
        return switch (tag) {
            case CommandTag.RESERVE -> reserve(in, ticket);
            case CommandTag.GRANT_ON_SEQUENCE -> {
                String schema = schema(in);
                String name = sequence(in);
                boolean revoke = in.readByteUpTo(REVOKE, "grant or revoke") == REVOKE;
                int privileges = privileges(in, Privileges.ON_SEQUENCE);
                yield new Command.GrantOnSequence(
                        ticket, schema, name, revoke, privileges, users(in));
            }
            case CommandTag.SET_SEQUENCE_OWNER ->
                    new Command.SetSequenceOwner(ticket, schema(in), sequence(in), user(in));
            case CommandTag.CREATE_USER ->
                    new Command.CreateUser(
                            ticket, userName(in), in.readBoolean("superuser"), verifier(in));
            case CommandTag.ALTER_USER -> alter(in, ticket);
            case CommandTag.DROP_USER -> drop(in, ticket);
            case CommandTag.GRANT_ON_SCHEMA -> {
                String schema = schema(in);
                boolean revoke = in.readByteUpTo(REVOKE, "grant or revoke") == REVOKE;
                int privileges = privileges(in, Privileges.ON_SCHEMA);
                yield new Command.GrantOnSchema(ticket, schema, revoke, privileges, users(in));
            }
            case CommandTag.GRANT_ON_SCHEMAS -> {
                List<String> schemas = TaskCodec.readNames(in);
                GrantChange change = grant(in, Privileges.ON_SCHEMA);
                try {
                    yield new Command.GrantOnSchemas(ticket, schemas, change);
                } catch (CommandFormatException e) {
                    throw in.fail(String.valueOf(e.getMessage()));
                }
            }
            default -> throw in.fail("tag " + tag + " is none of a user's or a grant,");
        };
    }

    private static Command.Ticketed reserve(ByteReader in, Ticket ticket) {
        String schema = schema(in);
        String name = sequence(in);
        long count = in.readSigned("count");
        long validMillis = in.readUpTo(CommandLimits.BLOCK_VALIDITY_MILLIS_MAX, "validity");
        in.require(validMillis >= 1, "a block that is good for no time,");
        return new Command.Reserve(ticket, schema, name, count, validMillis);
    }

    private static Command.Ticketed alter(ByteReader in, Ticket ticket) {
        String name = userName(in);
        int said = in.readByteUpTo(SUPERUSER_SAID | SUPERUSER_ON | SET_VERIFIER, "user flags");
        boolean superuserSaid = (said & SUPERUSER_SAID) != 0;
        boolean superuser = (said & SUPERUSER_ON) != 0;
        in.require(superuserSaid || !superuser, "a superuser that was not said,");
        boolean setVerifier = (said & SET_VERIFIER) != 0;
        return new Command.AlterUser(
                ticket,
                name,
                superuserSaid ? superuser : null,
                setVerifier,
                setVerifier ? verifier(in) : null);
    }

    private static Command.Ticketed drop(ByteReader in, Ticket ticket) {
        int count = in.readCount(CommandLimits.TASK_NAMES_MAX, 1, "user count");
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = userName(in);
        }
        boolean ifExists = in.readBoolean("if exists");
        try {
            return new Command.DropUser(ticket, Arrays.asList(names), ifExists);
        } catch (CommandFormatException e) {
            throw in.fail(String.valueOf(e.getMessage()));
        }
    }

    private static int privileges(ByteReader in, int all) {
        int privileges = in.readByteUpTo(all, "privileges");
        in.require(privileges != 0 && (privileges & ~all) == 0, "unknown privileges,");
        return privileges;
    }

    private static List<Long> users(ByteReader in) {
        int count = in.readCount(CommandLimits.GRANTS_MAX, 1, "user count");
        in.require(count >= 1, "a grant to nobody,");
        Long[] users = new Long[count];
        for (int i = 0; i < count; i++) {
            users[i] = in.readUpTo(Privileges.USER_ID_MAX, "user id");
        }
        return Arrays.asList(users);
    }

    static long user(ByteReader in) {
        long user = in.readUpTo(Privileges.USER_ID_MAX, "user id");
        in.require(user >= 1, "user id 0 is nobody's,");
        return user;
    }

    private static @Nullable String verifier(ByteReader in) {
        return in.readBoolean("has a verifier")
                ? in.readText(CommandLimits.VERIFIER_BYTES_MAX, "verifier")
                : null;
    }

    private static String userName(ByteReader in) {
        return in.readText(CommandLimits.NAME_BYTES_MAX, "user name");
    }

    private static String schema(ByteReader in) {
        return in.readText(CommandLimits.NAME_BYTES_MAX, "schema name");
    }

    private static String sequence(ByteReader in) {
        return in.readText(CommandLimits.NAME_BYTES_MAX, "sequence name");
    }
}
