package io.nextval.server.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/** Why a handshake failed, in words for the operator: "it" is the other side. */
public final class TlsFailures {
    private static final String ALERT = "Received fatal alert: ";

    private TlsFailures() {}

    /** What the exception of a handshake means. */
    public static String describe(Throwable failure) {
        Throwable root = failure;
        for (Throwable e = failure; e != null; e = e.getCause()) {
            root = e;
            if (e instanceof CertificateExpiredException) {
                return "its certificate has expired: " + e.getMessage();
            }
            if (e instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet: " + e.getMessage();
            }
            if (e instanceof CertPathBuilderException || e instanceof CertPathValidatorException) {
                return "its certificate was not signed by tls_ca: " + e.getMessage();
            }
        }
        String message = String.valueOf(root.getMessage());
        if (message.contains("Empty client certificate chain")) {
            return "it has no certificate";
        }
        int alert = message.indexOf(ALERT);
        if (alert >= 0) {
            return "it refused: " + meaning(message.substring(alert + ALERT.length()));
        }
        return message;
    }

    private static String meaning(String alert) {
        return switch (alert) {
            case "certificate_required" -> alert + ", this node showed no certificate";
            case "bad_certificate", "certificate_unknown", "unknown_ca", "certificate_expired" ->
                    alert
                            + ", it does not accept the certificate of this node: was it signed by"
                            + " the other's authority, is it for this host, is it still valid?";
            case "handshake_failure", "protocol_version" ->
                    alert + ", no version of TLS or no cipher in common";
            default -> alert;
        };
    }
}
