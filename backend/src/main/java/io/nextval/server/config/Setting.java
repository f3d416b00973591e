package io.nextval.server.config;

import java.util.Locale;

/**
 * The settings of a node, one row each. Options of {@code nextval server}, environment variables,
 * keys of the properties file, the help text, {@code docs/configuration.md} and {@code
 * conf/nextval.properties} all come from here.
 */
public enum Setting {
    ID(
            SettingType.NODE_ID,
            "n1",
            "Name of this node in its cluster. It must be one of the peers, and must never be given"
                    + " to another data folder."),
    DATA(
            SettingType.PATH,
            "nextval-data",
            "Folder for this node's log and snapshots; made if it is missing. One process at a time"
                    + " may use it."),
    LISTEN(
            SettingType.ADDRESS,
            "127.0.0.1:7650",
            "Address for clients. Port 0 takes any free port."),
    ADVERTISE(
            SettingType.ADVERTISED,
            "",
            "Address that clients are told to connect to, if it is not that of listen: needed when"
                    + " listen is 0.0.0.0 or [::], or behind address translation. Without a port,"
                    + " that of listen."),
    RAFT(
            SettingType.ADDRESS,
            "127.0.0.1:7651",
            "Address for the other nodes. With peers it is what they say for this node, and may be"
                    + " left out. Port 0 takes any free port, only without peers."),
    HTTP(
            SettingType.ADDRESS,
            "127.0.0.1:7652",
            "Address for health and metrics over HTTP. Port 0 takes any free port."),
    PEERS(
            SettingType.PEERS,
            "",
            "Raft address of every node of the cluster, this one included; the same on every node."
                    + " Empty for a single node."),
    AUTH(
            SettingType.AUTH,
            "trust",
            "How clients show who they are. trust: they do not, and a client that names an existing"
                    + " user acts as that user, any other may do everything. scram: by the password of"
                    + " an existing user, with SCRAM-SHA-256. cert: by a client certificate whose"
                    + " common name is an existing user; needs tls_ca. The same on every node."),
    SUPERUSER(
            SettingType.NAME,
            "nextval",
            "Name of the user that the first start of a cluster with auth=scram or auth=cert"
                    + " creates, and that may do everything. Later starts do not read it."),
    SUPERUSER_PASSWORD_FILE(
            SettingType.PATH,
            "",
            "File whose first line is that user's password. Without it, one node of a new cluster"
                    + " makes a password up and prints it once to standard error. The same on every"
                    + " node."),
    INSECURE(
            SettingType.BOOLEAN,
            "false",
            "true lets a node with auth=trust listen to other machines, and nodes on several"
                    + " machines talk to each other without TLS. Only for networks where everybody"
                    + " may do everything."),
    TLS(
            SettingType.TLS,
            "",
            "Whether clients use TLS. off: they can not. optional: they may. require: who does not"
                    + " is refused. Without it: require if tls_cert is set, else off."),
    TLS_CERT(
            SettingType.PATH,
            "",
            "PEM file with this node's certificate, followed by those between it and the root. Read"
                    + " again when it changes."),
    TLS_KEY(
            SettingType.PATH,
            "",
            "PEM file with the private key of tls_cert, PKCS#8, without a passphrase. Read again"
                    + " when it changes."),
    TLS_CA(
            SettingType.PATH,
            "",
            "PEM file with the certificates that sign those of clients and of the other nodes. With"
                    + " it, tls_cert and tls_key, the nodes talk to each other over TLS only and"
                    + " check each other's certificates. Read again when it changes."),
    BLOCK_VALIDITY(
            SettingType.VALIDITY,
            "10000",
            "Milliseconds for which a block of values of a sequence with CACHE, once reserved by a"
                    + " driver, may be handed out. ALTER, RESTART, SETVAL and DROP of such a sequence"
                    + " wait for as long. The same on every node."),
    CONFIG(
            SettingType.PATH,
            "",
            "Properties file with these settings; not allowed inside such a file.");

    /** First part of the name of every environment variable. */
    public static final String ENVIRONMENT_PREFIX = "NEXTVAL_";

    private final SettingType type;
    private final String defaultValue;
    private final String doc;

    Setting(SettingType type, String defaultValue, String doc) {
        this.type = type;
        this.defaultValue = defaultValue;
        this.doc = doc;
    }

    /** Key in a properties file, for example {@code listen}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Option on the command line, for example {@code --listen}. */
    public String option() {
        return "--" + key();
    }

    /** Environment variable, for example {@code NEXTVAL_LISTEN}. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX + name();
    }

    public SettingType type() {
        return type;
    }

    /** Value when nothing is given, as text; empty for none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What the setting does, in sentences. */
    public String doc() {
        return doc;
    }

    /** True if the setting may stand in a properties file. */
    public boolean allowedInFile() {
        return this != CONFIG;
    }
}
