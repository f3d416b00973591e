package io.nextval.server.config;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes a {@link NodeConfig} of what the operator gave. A setting is taken from the command line,
 * else from the environment, else from the properties file, else it has its default. Whatever is
 * unknown or bad is refused with a {@link StartupException} of exit code 2.
 */
public final class ConfigLoader {
    /** Variables that the launcher and other commands read; they are no settings of a node. */
    private static final List<String> LAUNCHER_VARIABLES =
            List.of(
                    "NEXTVAL_HOME",
                    "NEXTVAL_JAVA_OPTS",
                    "NEXTVAL_URL",
                    "NEXTVAL_PASSWORD",
                    "NEXTVAL_HISTORY");

    /**
     * What a container orchestrator adds for a service whose name starts with "nextval":
     * NEXTVAL_PORT, NEXTVAL_PORT_7650_TCP_ADDR, NEXTVAL_CLIENT_SERVICE_HOST and so on.
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    "NEXTVAL_([A-Z0-9_]+_)?(SERVICE_(HOST|PORT)(_.*)?|PORT(_[0-9]+_(TCP|UDP).*)?)");

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    private ConfigLoader() {}

    /** A value as text, and the name under which the operator gave it. */
    private record Given(String text, String where) {}

    /**
     * Reads and checks everything.
     *
     * @param options what stood on the command line
     * @param environment all variables of the process
     */
    public static NodeConfig load(Map<Setting, String> options, Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader();
        loader.addOptions(options);
        loader.addEnvironment(environment);
        loader.addFile();
        return loader.build();
    }

    private void addOptions(Map<Setting, String> options) {
        options.forEach((setting, text) -> given.put(setting, new Given(text, setting.option())));
    }

    private void addEnvironment(Map<String, String> environment) {
        List<String> known = new ArrayList<>(LAUNCHER_VARIABLES);
        for (Setting setting : Setting.values()) {
            String name = setting.environmentName();
            known.add(name);
            String text = environment.get(name);
            if (text != null) {
                given.putIfAbsent(setting, new Given(text, name));
            }
        }
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(Setting.ENVIRONMENT_PREFIX)
                    && !known.contains(name)
                    && !SERVICE_LINK.matcher(name).matches()) {
                throw refused("unknown environment variable " + name + Nearest.hint(name, known));
            }
        }
    }

    private void addFile() {
        Path file = (Path) value(Setting.CONFIG);
        if (file != null) {
            ConfigFile.read(file)
                    .forEach(
                            (setting, text) ->
                                    given.putIfAbsent(
                                            setting,
                                            new Given(text, setting.key() + " in " + file)));
        }
    }

    private NodeConfig build() {
        String id = (String) required(Setting.ID);
        @SuppressWarnings("unchecked")
        Map<String, HostPort> peers =
                given.containsKey(Setting.PEERS)
                        ? (Map<String, HostPort>) required(Setting.PEERS)
                        : Map.of();
        HostPort raft = raft(id, peers);
        SecurityConfig security = security();
        NodeConfig config;
        try {
            config =
                    new NodeConfig(
                            id,
                            (Path) required(Setting.DATA),
                            (HostPort) required(Setting.LISTEN),
                            (Advertised) value(Setting.ADVERTISE),
                            raft,
                            (HostPort) required(Setting.HTTP),
                            peers,
                            security,
                            (Long) required(Setting.BLOCK_VALIDITY));
        } catch (IllegalArgumentException e) {
            throw bad(Setting.PEERS, e);
        }
        Exposure.check(config);
        return config;
    }

    private SecurityConfig security() {
        Path cert = (Path) value(Setting.TLS_CERT);
        Path key = (Path) value(Setting.TLS_KEY);
        Path ca = (Path) value(Setting.TLS_CA);
        TlsConfig.Mode given = (TlsConfig.Mode) value(Setting.TLS);
        TlsConfig.Mode unsaid = cert == null ? TlsConfig.Mode.OFF : TlsConfig.Mode.REQUIRE;
        try {
            return new SecurityConfig(
                    (Auth) required(Setting.AUTH),
                    (String) required(Setting.SUPERUSER),
                    (Path) value(Setting.SUPERUSER_PASSWORD_FILE),
                    (Boolean) required(Setting.INSECURE),
                    new TlsConfig(given == null ? unsaid : given, cert, key, ca));
        } catch (IllegalArgumentException e) {
            throw new StartupException(
                    StartupException.EXIT_USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private HostPort raft(String id, Map<String, HostPort> peers) {
        HostPort own = peers.get(id);
        return own != null && !given.containsKey(Setting.RAFT)
                ? own
                : (HostPort) required(Setting.RAFT);
    }

    private Object required(Setting setting) {
        Given value = given.get(setting);
        try {
            return setting.type().parse(value == null ? setting.defaultValue() : value.text());
        } catch (IllegalArgumentException e) {
            throw bad(setting, e);
        }
    }

    /** The value, or null where nothing is given or the empty text. */
    private @Nullable Object value(Setting setting) {
        Given value = given.get(setting);
        String text = value == null ? setting.defaultValue() : value.text();
        return text.isEmpty() ? null : required(setting);
    }

    private StartupException bad(Setting setting, IllegalArgumentException cause) {
        Given value = given.get(setting);
        String where = value == null ? setting.option() : value.where();
        String text = value == null ? setting.defaultValue() : value.text();
        return new StartupException(
                StartupException.EXIT_USAGE,
                "bad value '"
                        + text
                        + "' for "
                        + where
                        + ": "
                        + cause.getMessage()
                        + "; allowed: "
                        + setting.type().allowed(),
                cause);
    }

    private static StartupException refused(String message) {
        return new StartupException(StartupException.EXIT_USAGE, message);
    }
}
