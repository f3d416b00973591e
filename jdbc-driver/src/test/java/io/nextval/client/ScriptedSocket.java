package io.nextval.client;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramParseException;

import io.nextval.wire.Authenticate;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslFinal;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;
import io.nextval.wire.Welcome;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * A server's side of a handshake without a network, from a text: one message a line, sent when the
 * client waits for one. {@code $} in it stands for the client's nonce, or for the true signature.
 *
 * <pre>
 * Authenticate MECHANISM,…  |  Continue TEXT  |  Final TEXT  |  Welcome VERSION
 * Goodbye SQLSTATE TEXT  |  anything else: the line's bytes as they are
 * </pre>
 */
final class ScriptedSocket extends Socket {
    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;

    private final Iterator<String> lines;
    private final char[] password;
    private String clientFirst = "";
    private String serverFirst = "";
    private String clientFinal = "";
    private boolean asked;
    private boolean proved;

    ScriptedSocket(List<String> script, String password) {
        this.lines = script.iterator();
        this.password = password.toCharArray();
    }

    /** The script asked for a login. */
    boolean asked() {
        return asked;
    }

    /** The script showed that it knows the user, as only {@code $} can. */
    boolean proved() {
        return proved;
    }

    @Override
    public void setSoTimeout(int millis) {
        // there is nothing to wait for
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("frames are written as a whole");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                took(FrameCodec.decode(ByteBuffer.wrap(bytes, 4, length - 4)).frame());
            }
        };
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            private byte[] line = {};
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException("one byte at a time is too slow");
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                while (at == line.length) {
                    if (!lines.hasNext()) {
                        return -1;
                    }
                    line = message(lines.next());
                    at = 0;
                }
                int count = Math.min(length, line.length - at);
                System.arraycopy(line, at, to, offset, count);
                at += count;
                return count;
            }
        };
    }

    private void took(Frame frame) {
        if (frame instanceof SaslInitial initial) {
            clientFirst = initial.data().substring("n,,".length());
        } else if (frame instanceof SaslResponse response) {
            clientFinal = response.data();
        }
    }

    private byte[] message(String line) {
        int space = line.indexOf(' ');
        String data = line.substring(space + 1);
        Frame frame =
                switch (space < 0 ? "" : line.substring(0, space)) {
                    case "Authenticate" -> authenticate(data);
                    case "Continue" -> challenge(data);
                    case "Final" -> last(data);
                    case "Welcome" -> new Welcome(number(data), new UUID(1, 2), "n", "9", 99);
                    case "Goodbye" -> new Goodbye(data.replaceFirst(" .*", ""), data);
                    default -> null;
                };
        return frame == null
                ? line.getBytes(StandardCharsets.ISO_8859_1)
                : FrameCodec.encode(1, frame);
    }

    private Frame authenticate(String mechanisms) {
        asked = true;
        return new Authenticate(List.of(mechanisms.split(",", 9)));
    }

    private Frame challenge(String data) {
        serverFirst = data.replace("$", nonce());
        return new SaslContinue(serverFirst);
    }

    private Frame last(String data) {
        String signature = clientFinal.isEmpty() ? "" : signature();
        String text = data.replace("$", signature);
        proved |= !signature.isEmpty() && text.contains("v=" + signature);
        return new SaslFinal(text);
    }

    private String nonce() {
        return clientFirst.replaceFirst("^[^=]*=[^=]*r=", "");
    }

    private String signature() {
        ServerFirstMessage first;
        try {
            first = ServerFirstMessage.parseFrom(serverFirst, nonce());
        } catch (ScramParseException e) {
            throw new AssertionError("the client answered " + serverFirst, e);
        }
        byte[] salted =
                ScramFunctions.saltedPassword(
                        SHA_256,
                        StringPreparation.POSTGRESQL_PREPARATION,
                        Arrays.copyOf(password, password.length),
                        Base64.getDecoder().decode(first.getSalt()),
                        first.getIterationCount());
        String proofless = clientFinal.substring(0, clientFinal.lastIndexOf(",p="));
        byte[] signature =
                ScramFunctions.serverSignature(
                        SHA_256,
                        ScramFunctions.serverKey(SHA_256, salted),
                        clientFirst + "," + serverFirst + "," + proofless);
        return Base64.getEncoder().encodeToString(signature);
    }

    private static int number(String text) {
        return text.length() == 1 ? text.charAt(0) & 0xF : 0;
    }
}
