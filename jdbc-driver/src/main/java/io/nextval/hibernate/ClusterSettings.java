package io.nextval.hibernate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** What the persistence properties say about the cluster: a URL or a DataSource, and a login. */
record ClusterSettings(
        String url,
        @Nullable DataSource dataSource,
        @Nullable String user,
        @Nullable String password,
        SchemaAction schemaAction) {
    static final String URL = "nextval.url";
    static final String USER = "nextval.user";
    static final String PASSWORD = "nextval.password";
    static final String DATA_SOURCE = "nextval.datasource";
    static final String NOT_A_CLUSTER =
            URL
                    + " must be jdbc:nextval://HOST:PORT,..., jdbc:nextval:mem:NAME or"
                    + " jdbc:nextval:embedded:DIR";

    private static final List<String> CLUSTERS =
            List.of("jdbc:nextval://", "jdbc:nextval:mem:", "jdbc:nextval:embedded:");
    private static final List<String> ENTITIES_OWN =
            List.of(
                    "jakarta.persistence.nonJtaDataSource",
                    "jakarta.persistence.jtaDataSource",
                    "hibernate.connection.datasource");

    /** Checked: either of both, and nothing is looked up by a name. */
    static ClusterSettings of(Map<String, Object> settings) {
        String url = text(settings.get(URL));
        Object source = settings.get(DATA_SOURCE);
        if ((url == null) == (source == null)) {
            throw ClusterErrors.setting(
                    (url == null ? "neither " : "both ")
                            + URL
                            + (url == null ? " nor " : " and ")
                            + DATA_SOURCE
                            + (url == null ? " is set" : " are set")
                            + "; @NextvalSequence needs one of them to know the cluster");
        }
        String user = text(settings.get(USER));
        String password = text(settings.get(PASSWORD));
        SchemaAction action = SchemaAction.of(settings);
        if (url != null) {
            if (CLUSTERS.stream().noneMatch(url::startsWith)) {
                throw ClusterErrors.setting(NOT_A_CLUSTER);
            }
            return new ClusterSettings(url, null, user, password, action);
        }
        if (!(source instanceof DataSource dataSource)) {
            throw ClusterErrors.setting(
                    DATA_SOURCE
                            + " must be a javax.sql.DataSource object, but is a "
                            + source.getClass().getName()
                            + "; no class is loaded and nothing is looked up by a name");
        }
        if (Stream.of(USER, PASSWORD).anyMatch(settings::containsKey)) {
            throw ClusterErrors.setting(
                    USER
                            + " and "
                            + PASSWORD
                            + " belong to "
                            + URL
                            + "; a DataSource has its own login");
        }
        if (ENTITIES_OWN.stream().anyMatch(each -> settings.get(each) == dataSource)) {
            throw ClusterErrors.setting(
                    DATA_SOURCE
                            + " is the DataSource of the entities; an id is drawn while the"
                            + " entity's connection is held, so a pool that is used for both can"
                            + " lock itself up: use "
                            + URL
                            + ", which needs no pool");
        }
        return new ClusterSettings("", dataSource, null, null, action);
    }

    void putLogin(Properties properties) {
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
    }

    /** Without the password, and without what follows the URL's question mark. */
    @Override
    public String toString() {
        int question = url.indexOf('?');
        return "ClusterSettings[" + (question < 0 ? url : url.substring(0, question)) + ']';
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }
}
