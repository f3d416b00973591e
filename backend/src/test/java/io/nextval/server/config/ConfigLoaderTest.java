package io.nextval.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

@Timeout(30)
final class ConfigLoaderTest {
    private static final String PEERS = "n1=a:1,n2=b:1,n3=c:1";

    @Test
    void hasDefaultsForEverything() {
        NodeConfig config = ConfigLoader.load(Map.of(), Map.of());
        assertThat(config)
                .isEqualTo(
                        new NodeConfig(
                                "n1",
                                Path.of("nextval-data"),
                                new HostPort("127.0.0.1", 7650),
                                null,
                                new HostPort("127.0.0.1", 7651),
                                new HostPort("127.0.0.1", 7652),
                                Map.of()));
        assertThat(config.single()).isTrue();
        assertThat(config.clientAddress(1)).hasToString("127.0.0.1:1");
    }

    @Test
    void prefersCommandLineToEnvironmentToFile(@TempDir Path folder) throws IOException {
        Path file =
                file(
                        folder,
                        """
                        id = of-file
                        listen = file:1
                        http = file:2
                        raft = file:3
                        insecure = true
                        """);
        NodeConfig config =
                ConfigLoader.load(
                        Map.of(Setting.CONFIG, file.toString(), Setting.ID, "of-option"),
                        Map.of("NEXTVAL_ID", "of-env", "NEXTVAL_LISTEN", "env:1", "PATH", "/bin"));
        assertThat(config.id()).isEqualTo("of-option");
        assertThat(config.listen()).hasToString("env:1");
        assertThat(config.http()).hasToString("file:2");
        assertThat(config.raft()).hasToString("file:3");
    }

    @Test
    void takesTheFileFromTheEnvironment(@TempDir Path folder) throws IOException {
        Path file = file(folder, "advertise = example.org\n");
        NodeConfig config = ConfigLoader.load(Map.of(), Map.of("NEXTVAL_CONFIG", file.toString()));
        assertThat(config.clientAddress(1)).hasToString("example.org:1");
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.org, db.example.org:7650",
        "db.example.org:17650, db.example.org:17650",
        "::1, [::1]:7650",
        "[::1]:17650, [::1]:17650"
    })
    void tellsClientsTheAdvertisedAddress(String advertise, String expected) {
        NodeConfig config = ConfigLoader.load(Map.of(Setting.ADVERTISE, advertise), Map.of());
        assertThat(config.clientAddress(7650)).hasToString(expected);
        assertThat(config.advertised()).hasToString(advertise);
    }

    @Test
    void takesTheRaftAddressFromThePeers() {
        NodeConfig config =
                ConfigLoader.load(
                        Map.of(Setting.ID, "n2", Setting.PEERS, PEERS, Setting.INSECURE, "true"),
                        Map.of());
        assertThat(config.raft()).hasToString("b:1");
        assertThat(config.peers())
                .containsExactly(
                        Map.entry("n1", new HostPort("a", 1)),
                        Map.entry("n2", new HostPort("b", 1)),
                        Map.entry("n3", new HostPort("c", 1)));
        assertThat(config.single()).isFalse();
    }

    @Test
    void readsNoPeersAsASingleNode() {
        assertThat(ConfigLoader.load(Map.of(Setting.PEERS, ""), Map.of()).single()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ID     | N1             | 'N1' is no name of a node: allowed are 1 to 32 of a-z",
                "ID     | ''             | '' is no name of a node",
                "DATA   | ''             | the path is empty",
                "LISTEN | 127.0.0.1      | bad value '127.0.0.1' for --listen: the port is missing;"
                        + " allowed: HOST:PORT",
                "LISTEN | ''             | bad value '' for --listen: the port is missing",
                "HTTP   | h:70000        | port 70000 is not in 0…65535",
                "RAFT   | h              | for --raft: the port is missing",
                "ADVERTISE | a b         | ' ' is not allowed in a host name",
                "ADVERTISE | a:0         | nobody can connect to port 0",
                "ADVERTISE | a:b         | port 'b' is not a number",
                "ADVERTISE | [::1]       | the port is missing",
                "AUTH   | md5            | there is no such choice; allowed: trust, scram or cert",
                "AUTH   | SCRAM          | there is no such choice",
                "TLS    | on             | there is no such choice; allowed: off, optional or"
                        + " require",
                "INSECURE | yes          | it is neither true nor false",
                "SUPERUSER | ''          | it is empty, or too long",
                "BLOCK_VALIDITY | 999    | it is no number of milliseconds",
                "BLOCK_VALIDITY | 60001  | it is too small or too large; allowed: 1000 to 60000",
                "PEERS  | n1             | 'n1' is not of the form ID=HOST:PORT",
                "PEERS  | n1=a           | 'n1=a': the port is missing",
                "PEERS  | n1=a:1,        | '' is not of the form ID=HOST:PORT",
                "PEERS  | n1=a:1,n1=b:1  | the node n1 stands there twice",
                "PEERS  | n1=a:1,N2=b:1  | 'N2' is no name of a node",
                "PEERS  | n1=a:1,n2=a:1  | n1 and n2 have the same address a:1",
                "PEERS  | n1=a:1,n2=b:0  | n2 has port 0, which the other nodes could not find",
                "PEERS  | n2=a:1,n3=b:1  | this node's id n1 is not among them: [n2, n3]"
            })
    void refusesABadValueWithItsNameAndWhatIsAllowed(Setting setting, String value, String why) {
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(setting, value), Map.of()))
                .isInstanceOfSatisfying(
                        StartupException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining("for " + setting.option())
                .hasMessageContaining(why)
                .hasMessageContaining("; allowed: " + setting.type().allowed());
    }

    @Test
    void refusesARaftAddressThatThePeersContradict() {
        assertThatThrownBy(
                        () ->
                                ConfigLoader.load(
                                        Map.of(Setting.PEERS, PEERS, Setting.RAFT, "a:2"),
                                        Map.of()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("they say a:1 for n1, but its Raft address is a:2");
    }

    @Test
    void saysWhereABadValueCameFrom(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(), Map.of("NEXTVAL_HTTP", "x")))
                .hasMessageContaining("bad value 'x' for NEXTVAL_HTTP");
        Path file = file(folder, "http=y");
        assertThatThrownBy(
                        () -> ConfigLoader.load(Map.of(Setting.CONFIG, file.toString()), Map.of()))
                .hasMessageContaining("bad value 'y' for http in " + file);
    }

    @Test
    void refusesAnUnknownVariableAndNamesTheNearest() {
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(), Map.of("NEXTVAL_LISTN", "h:1")))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "unknown environment variable NEXTVAL_LISTN; did you mean NEXTVAL_LISTEN?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEXTVAL_JAVA_OPTS",
                "NEXTVAL_URL",
                "NEXTVAL_PASSWORD",
                "NEXTVAL_PORT",
                "NEXTVAL_SERVICE_HOST",
                "NEXTVAL_SERVICE_PORT_CLIENT",
                "NEXTVAL_PORT_7650_TCP_ADDR",
                "NEXTVAL_CLIENTS_SERVICE_PORT"
            })
    void passesOverVariablesOfTheLauncherAndOfContainerOrchestrators(String name) {
        assertThat(ConfigLoader.load(Map.of(), Map.of(name, "whatever")).id()).isEqualTo("n1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lisen = h:1       | unknown key 'lisen' in | ; did you mean listen?",
                "config = other    | unknown key 'config'   | known are id, data, listen",
                "id = a\\nid = b   | the key 'id' stands twice in | file.properties"
            })
    void refusesABadFile(String content, String why, String more, @TempDir Path folder)
            throws IOException {
        Path file = file(folder, content.replace("\\n", "\n"));
        assertThatThrownBy(
                        () -> ConfigLoader.load(Map.of(Setting.CONFIG, file.toString()), Map.of()))
                .isInstanceOfSatisfying(
                        StartupException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(why)
                .hasMessageContaining(more);
    }

    @Test
    void refusesAFileThatIsMissingOrNotText(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(
                        () ->
                                ConfigLoader.load(
                                        Map.of(Setting.CONFIG, missing.toString()), Map.of()))
                .hasMessage("the configuration file " + missing + " does not exist");
        assertThatThrownBy(
                        () ->
                                ConfigLoader.load(
                                        Map.of(Setting.CONFIG, folder.toString()), Map.of()))
                .hasMessageContaining("can not read the configuration file " + folder);
    }

    private static Path file(Path folder, String content) throws IOException {
        return Files.writeString(folder.resolve("file.properties"), content);
    }

    @Test
    void demandsTlsOnceThereIsACertificate() {
        SecurityConfig security =
                ConfigLoader.load(
                                Map.of(Setting.TLS_CERT, "c.pem", Setting.TLS_KEY, "k.pem"),
                                Map.of())
                        .security();
        assertThat(security.tls())
                .isEqualTo(
                        new TlsConfig(
                                TlsConfig.Mode.REQUIRE, Path.of("c.pem"), Path.of("k.pem"), null));
        assertThat(security.tls().mutualBetweenNodes()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLS=require                | set tls_cert and tls_key",
                "TLS_CERT=c                 | tls_key is missing",
                "TLS_KEY=k                  | tls_cert is missing",
                "AUTH=cert                  | set tls_cert, tls_key and tls_ca",
                "AUTH=cert TLS_CERT=c TLS_KEY=k            | set tls_cert, tls_key and tls_ca",
                "AUTH=cert TLS=off TLS_CERT=c TLS_KEY=k TLS_CA=a | set tls_cert",
                "LISTEN=0.0.0.0:7650        | everybody who reaches 0.0.0.0:7650",
                "LISTEN=[::]:7650           | --auth scram",
                "LISTEN=192.0.2.1:1         | --insecure true if that is meant",
                "LISTEN=no-such-host.invalid:1 | beyond this machine",
                "PEERS=n1=192.0.2.1:1,n2=192.0.2.2:1 | could act as a node of this cluster",
                "PEERS=n1=192.0.2.1:1 TLS_CERT=c TLS_KEY=k | --tls_ca"
            })
    void refusesToBeOpenToOthersUnlessToldSo(String given, String why) {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        for (String option : given.strip().split(" ", -1)) {
            String[] parts = option.split("=", 2);
            options.put(Setting.valueOf(parts[0]), parts[1]);
        }
        assertThatThrownBy(() -> ConfigLoader.load(options, Map.of()))
                .isInstanceOfSatisfying(
                        StartupException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(why);
    }

    @Test
    void isOpenToOthersWithALoginOrIfThatIsMeant() {
        String open = "0.0.0.0:7650";
        Map<Setting, String> login = Map.of(Setting.LISTEN, open, Setting.AUTH, "scram");
        assertThat(ConfigLoader.load(login, Map.of()).security().auth()).isEqualTo(Auth.SCRAM);
        Map<Setting, String> meant =
                Map.of(
                        Setting.LISTEN,
                        open,
                        Setting.PEERS,
                        "n1=192.0.2.1:1,n2=192.0.2.2:1",
                        Setting.INSECURE,
                        "true");
        assertThat(ConfigLoader.load(meant, Map.of()).security().insecure()).isTrue();
        Map<Setting, String> proven =
                Map.of(
                        Setting.PEERS,
                        "n1=192.0.2.1:1,n2=192.0.2.2:1",
                        Setting.TLS_CERT,
                        "c",
                        Setting.TLS_KEY,
                        "k",
                        Setting.TLS_CA,
                        "a");
        assertThat(ConfigLoader.load(proven, Map.of()).security().tls().mutualBetweenNodes())
                .isTrue();
    }
}
