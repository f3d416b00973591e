package io.nextval.testcontainers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;

import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;

/**
 * A single Nextval node in a container: {@code new NextvalContainer("nextval/nextval:0.1.0")}.
 *
 * <p>Clients log in with {@link #getUsername()} and {@link #getPassword()}, by default {@code
 * nextval} and {@code nextval}, an all-powerful user. The database name is the schema that names
 * without one belong to, by default {@code public}; another one is created. Every setting of a node
 * can be given as a variable: {@code withEnv("NEXTVAL_BLOCK_VALIDITY", "1000")}.
 *
 * <p>Exposed ports: {@value #PORT} for clients, {@value #HEALTH_PORT} for health over HTTP. Clients
 * outside the container's network only ever use the mapped port: the address by which the node is
 * known inside is tried by the driver, and leads nowhere.
 *
 * <p>Not thread-safe before {@code start()}, like all containers.
 */
public final class NextvalContainer extends JdbcDatabaseContainer<NextvalContainer> {
    /** The image without a tag. */
    public static final String IMAGE = "nextval/nextval";

    /** The tag that {@code jdbc:tc:nextval:///} stands for. */
    public static final String DEFAULT_TAG = "0.1.0";

    /** Port for clients, inside the container. */
    public static final int PORT = 7650;

    /** Port for health over HTTP, inside the container. */
    public static final int HEALTH_PORT = 7652;

    /** Where the node keeps its log, inside the container. */
    public static final String DATA_FOLDER = "/var/lib/nextval";

    static final DockerImageName IMAGE_NAME = DockerImageName.parse(IMAGE);
    static final String PASSWORD_FILE = "/opt/nextval/conf/superuser-password";
    static final String READY_LINE = ".*nextval [a-z0-9_-]+ ready: .*\\n";
    private static final String DEFAULT_SCHEMA = "public";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private String schema = DEFAULT_SCHEMA;
    private String username = "nextval";
    private String password = "nextval";

    /**
     * A node from an image.
     *
     * @param image name with tag, for example {@code nextval/nextval:0.1.0}
     */
    public NextvalContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /**
     * A node from an image.
     *
     * @param image {@code nextval/nextval} or a substitute that is declared as compatible with it
     */
    public NextvalContainer(DockerImageName image) {
        super(image);
        image.assertCompatibleWith(IMAGE_NAME);
        addExposedPorts(PORT, HEALTH_PORT);
        waitingFor(Wait.forLogMessage(READY_LINE, 1));
    }

    @Override
    protected void configure() {
        addEnv("NEXTVAL_SUPERUSER", username);
        addEnv("NEXTVAL_SUPERUSER_PASSWORD_FILE", PASSWORD_FILE);
        withCopyToContainer(Transferable.of(password, 0444), PASSWORD_FILE);
    }

    /**
     * The URL for clients outside, with the mapped port: {@code
     * jdbc:nextval://localhost:49153/public} and the parameters of {@link #withUrlParam}. If the
     * containers run on another machine, {@code tls=disable} is added, since the node in the
     * container has no certificate; a parameter {@code tls} of one's own takes its place.
     */
    @Override
    public String getJdbcUrl() {
        String host = getHost();
        if (!isLoopback(host)) {
            urlParameters.putIfAbsent("tls", "disable");
        }
        return "jdbc:nextval://"
                + inUrl(host)
                + ":"
                + getMappedPort(PORT)
                + "/"
                + URLEncoder.encode(schema, StandardCharsets.UTF_8).replace("+", "%20")
                + constructUrlParameters("?", "&");
    }

    /** Whether the driver does without TLS by itself. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    /** With the brackets that an IPv6 address needs. */
    static String inUrl(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    @Override
    public String getDriverClassName() {
        return "io.nextval.jdbc.NextvalDriver";
    }

    /** The schema of names that are written without one. */
    @Override
    public String getDatabaseName() {
        return schema;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    protected String getTestQueryString() {
        return "SELECT 1";
    }

    /** The schema of names that are written without one; it is created if it is not there. */
    @Override
    public NextvalContainer withDatabaseName(String name) {
        schema = Objects.requireNonNull(name, "name");
        return self();
    }

    /** Name of the user that may do everything; used at the first start with a data folder. */
    @Override
    public NextvalContainer withUsername(String name) {
        username = Objects.requireNonNull(name, "name");
        return self();
    }

    /** That user's password, not empty and one line; used at the first start with a data folder. */
    @Override
    public NextvalContainer withPassword(String text) {
        password = Objects.requireNonNull(text, "text");
        return self();
    }

    /**
     * Keeps the data in a named volume of the engine, which outlives the container: the next one
     * with the same volume goes on where this one stopped. One container at a time.
     *
     * @param name of the volume, which is made if it is missing and stays until it is removed
     */
    public NextvalContainer withDataVolume(String name) {
        Bind bind = new Bind(name, new Volume(DATA_FOLDER), AccessMode.rw);
        return withCreateContainerCmdModifier(
                command ->
                        Objects.requireNonNull(command.getHostConfig(), "host configuration")
                                .withBinds(bind));
    }

    @Override
    protected void waitUntilContainerStarted() {
        getWaitStrategy().waitUntilReady(this);
    }

    @Override
    protected void containerIsStarted(InspectContainerResponse info) {
        if (!schema.equals(DEFAULT_SCHEMA)) {
            createSchema();
        }
        super.containerIsStarted(info);
    }

    private void createSchema() {
        try (Connection connection = createConnection("");
                Statement statement = connection.createStatement()) {
            String quoted = '"' + schema.replace("\"", "\"\"") + '"';
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + quoted);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the schema " + schema + " can not be created: " + e.getMessage(), e);
        }
    }
}
