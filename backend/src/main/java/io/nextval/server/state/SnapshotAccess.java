package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.CommandLimits;
import io.nextval.server.command.Privileges;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Users, owners and grants of a snapshot, see {@link SnapshotFormat}. Stateless. */
final class SnapshotAccess {
    private SnapshotAccess() {}

    static void write(ByteWriter out, Access access) {
        out.writeUnsigned(access.owner());
        out.writeUnsigned(access.grants().size());
        for (Grant grant : access.grants()) {
            out.writeUnsigned(grant.userId());
            out.writeByte(grant.privileges());
        }
    }

    /**
     * @param all what there is to grant on such an object
     */
    static Access read(ByteReader in, int all) {
        long owner = in.readUpTo(Privileges.USER_ID_MAX, "owner");
        int count = in.readCount(CommandLimits.GRANTS_MAX, 2, "grant count");
        if (count == 0) {
            return Access.ownedBy(owner);
        }
        Grant[] grants = new Grant[count];
        long before = -1;
        for (int i = 0; i < count; i++) {
            long user = in.readUpTo(Privileges.USER_ID_MAX, "user of a grant");
            int privileges = in.readByte("privileges");
            in.require(user > before, "grants out of order");
            boolean own = user != 0 && user == owner;
            in.require(
                    (privileges & ~all) == 0 && privileges != (own ? all : 0),
                    "privileges " + privileges + " that are never kept,");
            grants[i] = new Grant(user, privileges);
            before = user;
        }
        return new Access(owner, Arrays.asList(grants));
    }

    static void writeUsers(ByteWriter out, Users users) {
        out.writeUnsigned(users.lastId());
        out.writeUnsigned(users.list().size());
        for (UserInfo user : users.list()) {
            out.writeText(user.name());
            out.writeUnsigned(user.id());
            out.writeBoolean(user.superuser());
            String verifier = user.verifier();
            out.writeBoolean(verifier != null);
            if (verifier != null) {
                out.writeText(verifier);
            }
        }
    }

    static void readUsers(ByteReader in, Users users) {
        users.setLastId(in.readUpTo(Privileges.USER_ID_MAX, "last user id"));
        int count = in.readCount(StateLimits.USERS_MAX, 4, "user count");
        Set<Long> ids = new HashSet<>();
        String before = null;
        for (int i = 0; i < count; i++) {
            String name = in.readText(CommandLimits.NAME_BYTES_MAX, "user name");
            long id = in.readUpTo(users.lastId(), "user id");
            boolean superuser = in.readBoolean("superuser");
            String verifier =
                    in.readBoolean("has a verifier")
                            ? in.readText(CommandLimits.VERIFIER_BYTES_MAX, "verifier")
                            : null;
            in.require(
                    before == null || before.compareTo(name) < 0,
                    "user \"" + name + "\" is out of order");
            in.require(
                    id != 0 && ids.add(id) && !Users.reserved(name),
                    "user \"" + name + "\" is not one that can be created,");
            users.put(new UserInfo(id, name, superuser, verifier));
            before = name;
        }
        users.publish();
    }
}
