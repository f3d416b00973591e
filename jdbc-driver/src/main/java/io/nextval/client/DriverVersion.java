package io.nextval.client;

/** The driver's own version, from its jar's manifest. */
public final class DriverVersion {
    public static final int MAJOR = 0;
    public static final int MINOR = 1;

    /** As the jar says, else major and minor. */
    public static final String TEXT = text();

    private DriverVersion() {}

    private static String text() {
        String manifest = DriverVersion.class.getPackage().getImplementationVersion();
        return manifest == null ? MAJOR + "." + MINOR : manifest;
    }
}
