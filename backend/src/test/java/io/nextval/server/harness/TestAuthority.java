package io.nextval.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority made for one test by {@code openssl}, and what it signs. */
public final class TestAuthority {
    private final Path folder;
    private final String name;

    /** A certificate and its key. */
    public record Issued(Path cert, Path key) {}

    public TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        List<String> command = request(name, "ec", "prime256v1");
        command.addAll(List.of("-x509", "-days", "2", "-out", cert().toString()));
        run(command);
    }

    /** Its own certificate. */
    public Path cert() {
        return folder.resolve(name + ".pem");
    }

    /** A certificate that is valid now, on an elliptic curve. */
    public Issued issue(String subject, String names) {
        return issue(subject, names, "ec", "prime256v1", "2");
    }

    /**
     * A certificate.
     *
     * @param names as subjectAltName, for example {@code DNS:localhost}; empty for none
     * @param days how long from now; negative for one that is over
     */
    public Issued issue(
            String subject, String names, String algorithm, String detail, String days) {
        Path request = folder.resolve(subject + ".csr");
        List<String> command = request(subject, algorithm, detail);
        command.addAll(List.of("-out", request.toString()));
        if (!names.isEmpty()) {
            command.addAll(List.of("-addext", "subjectAltName=" + names));
        }
        run(command);
        Path cert = folder.resolve(subject + ".pem");
        run(
                List.of(
                        "openssl",
                        "x509",
                        "-req",
                        "-in",
                        request.toString(),
                        "-CA",
                        cert().toString(),
                        "-CAkey",
                        key(name).toString(),
                        "-CAcreateserial",
                        "-copy_extensions",
                        "copy",
                        "-days",
                        days,
                        "-out",
                        cert.toString()));
        return new Issued(cert, key(subject));
    }

    private Path key(String subject) {
        return folder.resolve(subject + ".key");
    }

    private List<String> request(String subject, String algorithm, String detail) {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-nodes", "-newkey"));
        switch (algorithm) {
            case "rsa" -> command.add("rsa:" + detail);
            case "ec" -> command.addAll(List.of("ec", "-pkeyopt", "ec_paramgen_curve:" + detail));
            default -> command.add(algorithm);
        }
        command.addAll(List.of("-subj", "/CN=" + subject, "-keyout", key(subject).toString()));
        return command;
    }

    /** Runs a program that must succeed, and returns what it printed. */
    public static String run(List<String> command) {
        try {
            Path output = Files.createTempFile("command", ".out");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            String text = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
