package io.nextval.client;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;

import io.nextval.wire.Authenticate;
import io.nextval.wire.Frame;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslFinal;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's side of a login, right or wrong as a test says. */
final class ScriptedLogin {
    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;

    private final byte[] salt = ScramFunctions.salt(16, new SecureRandom());
    private final AtomicInteger succeeded = new AtomicInteger();
    private final List<String> mechanisms;
    private volatile String password;
    private volatile String iterations = "4096";
    private volatile boolean impostor;
    private volatile byte[] certificateHash = {};

    ScriptedLogin(String password, String... mechanisms) {
        this.password = password;
        this.mechanisms =
                mechanisms.length == 0 ? List.of(Authenticate.SCRAM_SHA_256) : List.of(mechanisms);
    }

    /** What it says; the true number is always 4,096. */
    void iterations(String said) {
        iterations = said;
    }

    void password(String other) {
        password = other;
    }

    /** Lets everybody in, but can not prove that it knows the user. */
    void impostor() {
        impostor = true;
    }

    /** What the server knows of the connection that a login is bound to. */
    void certificateHash(byte[] hash) {
        certificateHash = hash;
    }

    int succeeded() {
        return succeeded.get();
    }

    Session begin() {
        return new Session();
    }

    /** The login of one connection. */
    final class Session {
        private String clientFirst = "";
        private String serverFirst = "";
        private String expectedBinding = "";
        private boolean over;

        boolean isOver() {
            return over;
        }

        private void binding(String header) {
            byte[] start = header.getBytes(StandardCharsets.UTF_8);
            byte[] own = header.startsWith("p=") ? certificateHash : new byte[0];
            byte[] all = Arrays.copyOf(start, start.length + own.length);
            System.arraycopy(own, 0, all, start.length, own.length);
            expectedBinding = Base64.getEncoder().encodeToString(all);
        }

        List<Frame> answer(Frame request, Frame welcome) {
            if (request instanceof Hello) {
                return List.of(new Authenticate(mechanisms));
            }
            if (request instanceof SaslInitial initial) {
                int header = initial.data().indexOf(",,") + 2;
                binding(initial.data().substring(0, header));
                clientFirst = initial.data().substring(header);
                String nonce = clientFirst.substring(clientFirst.indexOf(",r=") + 3);
                String salted = Base64.getEncoder().encodeToString(salt);
                serverFirst = "r=" + nonce + "server,s=" + salted + ",i=" + iterations;
                return List.of(new SaslContinue(serverFirst));
            }
            String clientFinal = ((SaslResponse) request).data();
            int proofAt = clientFinal.indexOf(",p=");
            String all = clientFirst + "," + serverFirst + "," + clientFinal.substring(0, proofAt);
            if (!clientFinal.startsWith("c=" + expectedBinding + ",")) {
                return List.of(new Goodbye("28000", "somebody sits in between"));
            }
            byte[] proof = Base64.getDecoder().decode(clientFinal.substring(proofAt + 3));
            byte[] salted =
                    ScramFunctions.saltedPassword(
                            SHA_256,
                            StringPreparation.POSTGRESQL_PREPARATION,
                            password.toCharArray(),
                            salt,
                            4_096);
            byte[] clientKey = ScramFunctions.clientKey(SHA_256, salted);
            byte[] storedKey = ScramFunctions.storedKey(SHA_256, clientKey);
            if (!impostor && !ScramFunctions.verifyClientProof(SHA_256, proof, storedKey, all)) {
                return List.of(new Goodbye("28P01", "wrong user or password"));
            }
            byte[] serverKey =
                    impostor
                            ? "no such key".getBytes(StandardCharsets.UTF_8)
                            : ScramFunctions.serverKey(SHA_256, salted);
            byte[] signature = ScramFunctions.serverSignature(SHA_256, serverKey, all);
            over = true;
            succeeded.incrementAndGet();
            String proved = "v=" + Base64.getEncoder().encodeToString(signature);
            return List.of(new SaslFinal(proved), welcome);
        }
    }
}
