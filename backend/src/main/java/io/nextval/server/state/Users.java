package io.nextval.server.state;

import io.nextval.server.command.Command;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The catalog's users. Ids count from 1 and are never used again. Changed by the applying thread
 * only; {@link #list}, {@link #byId} and {@link #byName} are for any thread.
 */
final class Users {
    private static final String NONE = "";

    private final TreeMap<String, UserInfo> byName = new TreeMap<>();
    private final TreeMap<Long, UserInfo> byId = new TreeMap<>();
    private volatile List<UserInfo> list = List.of();
    private volatile List<UserInfo> listById = List.of();
    private long lastId;

    Answer create(Command.CreateUser command, Caller caller) {
        String name = command.name();
        if (name.equals("public") || name.equals("none")) {
            return AccessRefusals.reservedUser(name);
        } else if (!caller.unchecked()) {
            return AccessRefusals.deniedRole(
                    "create", "Only roles with the SUPERUSER attribute may create roles.");
        } else if (reserved(name)) {
            return AccessRefusals.reservedUser(name);
        } else if (byName.containsKey(name)) {
            return AccessRefusals.userExists(name);
        } else if (byName.size() >= StateLimits.USERS_MAX) {
            return AccessRefusals.tooManyUsers();
        }
        lastId = Math.addExact(lastId, 1);
        put(new UserInfo(lastId, name, command.superuser(), command.verifier()));
        publish();
        return Answers.DONE;
    }

    /** True for names that stand for something else, and those that are kept for the system. */
    static boolean reserved(String name) {
        return name.startsWith("pg_") || name.equals("public") || name.equals("none");
    }

    Answer alter(Command.AlterUser command, Caller caller) {
        UserInfo user = byName.get(command.name());
        if (user == null) {
            return AccessRefusals.unknownUser(command.name());
        }
        String denied = caller.unchecked() ? NONE : whyNotAlter(user, command, caller);
        if (!denied.isEmpty()) {
            return AccessRefusals.deniedRole("alter", denied);
        }
        Boolean said = command.superuser();
        boolean superuser = said == null ? user.superuser() : said;
        if (user.superuser() && !superuser && isLastSuperuser(List.of(user))) {
            return AccessRefusals.lastSuperuser(user.name(), "lose the SUPERUSER attribute");
        }
        put(
                new UserInfo(
                        user.id(),
                        user.name(),
                        superuser,
                        command.setVerifier() ? command.verifier() : user.verifier()));
        publish();
        return Answers.DONE;
    }

    /** What is in the way of somebody who is no superuser, empty if nothing is. */
    private static String whyNotAlter(UserInfo user, Command.AlterUser command, Caller caller) {
        if (user.superuser()) {
            return "Only roles with the SUPERUSER attribute may alter roles with the SUPERUSER"
                    + " attribute.";
        } else if (command.superuser() != null) {
            return "Only roles with the SUPERUSER attribute may change the SUPERUSER attribute.";
        } else if (command.setVerifier() && user.id() != caller.id()) {
            return "To change another role's password, the current user must have the SUPERUSER"
                    + " attribute.";
        }
        return NONE;
    }

    /** Whether no superuser would be left without these. */
    private boolean isLastSuperuser(Collection<UserInfo> without) {
        return byName.values().stream()
                .noneMatch(user -> user.superuser() && !without.contains(user));
    }

    Answer drop(Command.DropUser command, Caller caller, List<SchemaInfo> schemas) {
        if (!caller.unchecked()) {
            return AccessRefusals.deniedRole(
                    "drop", "Only roles with the SUPERUSER attribute may drop roles.");
        }
        Set<UserInfo> dropped = new LinkedHashSet<>();
        List<NoticeText> notices = new ArrayList<>();
        for (String name : command.names()) {
            UserInfo user = byName.get(name);
            if (user == null && !command.ifExists()) {
                return AccessRefusals.unknownUser(name);
            } else if (user == null) {
                notices.add(
                        new NoticeText("00000", "role \"" + name + "\" does not exist, skipping"));
            } else if (user.id() == caller.id()) {
                return AccessRefusals.currentUser();
            } else {
                dropped.add(user);
            }
        }
        for (UserInfo user : dropped) {
            List<String> dependents = dependents(user, schemas);
            if (!dependents.isEmpty()) {
                return AccessRefusals.dependents(user.name(), dependents);
            } else if (user.superuser() && isLastSuperuser(dropped)) {
                return AccessRefusals.lastSuperuser(user.name(), "be dropped");
            }
        }
        for (UserInfo user : dropped) {
            byName.remove(user.name());
            byId.remove(user.id());
        }
        publish();
        return new Answer.Done(notices);
    }

    private static List<String> dependents(UserInfo user, List<SchemaInfo> schemas) {
        List<String> dependents = new ArrayList<>();
        for (SchemaInfo schema : schemas) {
            if (schema.owner() == user.id()) {
                dependents.add("owner of schema " + schema.name());
            } else if (schema.grants().stream().anyMatch(g -> g.userId() == user.id())) {
                dependents.add("privileges for schema " + schema.name());
            }
        }
        return dependents.subList(0, Math.min(dependents.size(), StateLimits.DEPENDENTS_NAMED_MAX));
    }

    /** Puts one into its place; {@link #publish} makes it seen. */
    void put(UserInfo user) {
        byName.put(user.name(), user);
        byId.put(user.id(), user);
    }

    void publish() {
        list = List.copyOf(byName.values());
        listById = List.copyOf(byId.values());
    }

    /** By name. Any thread. */
    List<UserInfo> list() {
        return list;
    }

    /** Any thread. */
    @Nullable UserInfo byId(long id) {
        return find(listById, user -> Long.compare(user.id(), id));
    }

    /** Any thread. */
    @Nullable UserInfo byName(String name) {
        return find(list, user -> user.name().compareTo(name));
    }

    private static @Nullable UserInfo find(List<UserInfo> sorted, ToIntFunction<UserInfo> order) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = order.applyAsInt(sorted.get(middle));
            if (compared == 0) {
                return sorted.get(middle);
            } else if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    long lastId() {
        return lastId;
    }

    void setLastId(long id) {
        lastId = id;
    }
}
