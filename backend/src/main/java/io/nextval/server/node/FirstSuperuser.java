package io.nextval.server.node;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Command;
import io.nextval.server.config.Auth;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.StartupException;
import io.nextval.server.observe.AuditLog;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.session.Scram;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.UserInfo;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Gives a cluster without users its first one, from whichever node leads the catalog, and then
 * ends. A node that proposed a user and never heard what became of it looks who is there: only the
 * node whose verifier is in the catalog tells the password, so at most one does.
 */
final class FirstSuperuser implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSuperuser.class);
    private static final long PERIOD_MILLIS = 100;
    private static final long ANSWER_MILLIS_MAX = 6_000;
    private static final int PASSWORD_CHARS = 24;

    /** Letters and digits that nobody takes for another one. */
    private static final String ALPHABET =
            "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SecurityConfig security;
    private final GroupMember catalog;
    private final Consumer<String> announcement;
    private final Consumer<StartupException> fatal;
    private final UUID clientId = UUID.randomUUID();
    private final Thread thread = new Thread(this::run, "first-superuser");
    private @Nullable String password;
    private @Nullable String verifier;

    /**
     * @param announcement is given the one text that holds a password that was made up
     * @param fatal is told if the file with the password is not as it should be
     */
    FirstSuperuser(
            SecurityConfig security,
            ClusterView view,
            Consumer<String> announcement,
            Consumer<StartupException> fatal) {
        this.security = security;
        this.catalog = view.members().get(GroupState.CATALOG_GROUP);
        this.announcement = announcement;
        this.fatal = fatal;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!there()) {
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StartupException e) {
            fatal.accept(e);
        }
    }

    /** One try; true once there are users. */
    private boolean there() throws InterruptedException {
        if (!catalog.leading() && verifier == null) {
            return !catalog.state().users().isEmpty();
        }
        try {
            List<UserInfo> users = users();
            if (users.isEmpty() && catalog.leading()) {
                create();
                users = users();
            }
            users.forEach(this::announceIfOurs);
            return !users.isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the catalog does not answer; the first user is tried again", e);
            return false;
        }
    }

    private List<UserInfo> users()
            throws InterruptedException, ExecutionException, TimeoutException {
        return catalog.read(GroupState::users).get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    private void create() throws InterruptedException, ExecutionException, TimeoutException {
        if (verifier == null && security.auth() == Auth.SCRAM) {
            verifier = Scram.verifier(choosePassword());
        }
        Answer registered = order(new Command.RegisterClient(clientId));
        if (registered instanceof Answer.Registered r) {
            Ticket ticket = new Ticket(r.registration(), 1, 1);
            Answer answer =
                    order(new Command.CreateUser(ticket, security.superuser(), true, verifier));
            LOG.info("the first user, {}: {}", security.superuser(), answer);
        }
    }

    private Answer order(Command command)
            throws InterruptedException, ExecutionException, TimeoutException {
        return catalog.order(command).get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    private String choosePassword() {
        Path file = security.superuserPasswordFile();
        if (file != null) {
            return read(file);
        }
        SecureRandom random = new SecureRandom();
        StringBuilder made = new StringBuilder(PASSWORD_CHARS);
        for (int i = 0; i < PASSWORD_CHARS; i++) {
            made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        password = made.toString();
        return password;
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file).lines().findFirst().orElse("").strip();
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IOException | RuntimeException e) {
            throw refused(file, "can not be read (" + e + ")");
        }
        throw refused(file, "has an empty first line");
    }

    private static StartupException refused(Path file, String why) {
        return new StartupException(
                StartupException.EXIT_USAGE,
                "the file " + file + " of superuser_password_file " + why);
    }

    private void announceIfOurs(UserInfo user) {
        String ours = verifier;
        if (ours == null || !ours.equals(user.verifier())) {
            return;
        }
        AuditLog.write(
                AuditLog.Event.USER,
                "",
                "",
                "CREATE USER " + user.name() + " SUPERUSER, the cluster's first",
                AuditLog.OK);
        String made = password;
        if (made != null) {
            password = null;
            announcement.accept(
                    "The first user of this cluster is "
                            + user.name()
                            + ", its password "
                            + made
                            + System.lineSeparator()
                            + "It is shown this once. Change it with: ALTER USER "
                            + user.name()
                            + " PASSWORD '...'");
        }
        verifier = null;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
