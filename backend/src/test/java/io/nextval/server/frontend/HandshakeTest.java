package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nextval.server.harness.AuditLines;
import io.nextval.server.harness.ScramTalk;
import io.nextval.server.session.Identity;
import io.nextval.wire.Authenticate;
import io.nextval.wire.Envelope;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Ping;
import io.nextval.wire.Result;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslFinal;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;
import io.nextval.wire.Welcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The states of a login on a channel without a socket, in order and out of it. */
@Timeout(60)
class HandshakeTest {
    private static final int REQUEST = 5;
    private static final Frame QUERY = new Execute(-1, null, "public", "SELECT 1", List.of());

    private final List<ClientInfo> clients = new ArrayList<>();
    private final FrontEnd frontEnd = FrontEnds.scram();
    private EmbeddedChannel channel = open();
    private final ScramTalk talk = ScramTalk.plain();

    private EmbeddedChannel open() {
        return FrontEnds.channel(frontEnd, this::handle);
    }

    private void handle(Frame request, int requestId, Replies replies) {
        clients.add(replies.client());
        replies.reply(requestId, new Result(List.of(), List.of(), 0, List.of()));
    }

    @AfterEach
    void close() {
        channel.close().awaitUninterruptibly();
    }

    private List<Frame> send(Frame frame) {
        return send(REQUEST, frame);
    }

    private List<Frame> send(int requestId, Frame frame) {
        channel.writeInbound(Unpooled.wrappedBuffer(FrameCodec.encode(requestId, frame)));
        return answers();
    }

    private List<Frame> answers() {
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
        List<Frame> frames = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            ByteBuffer bytes = out.nioBuffer();
            bytes.getInt();
            Envelope envelope = FrameCodec.decode(bytes);
            frames.add(envelope.frame());
            out.release();
        }
        return frames;
    }

    private Frame one(Frame frame) {
        List<Frame> answers = send(frame);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static Hello hello(String user) {
        return new Hello(1, 3, "test", Map.of("user", user, "applicationName", "app"));
    }

    private String challenge(String user) {
        assertThat(one(hello(user))).isEqualTo(new Authenticate(List.of("SCRAM-SHA-256")));
        Frame challenge = one(new SaslInitial("SCRAM-SHA-256", talk.first()));
        assertThat(challenge).isInstanceOf(SaslContinue.class);
        return ((SaslContinue) challenge).data();
    }

    private List<Frame> login(String user, String password) {
        return send(new SaslResponse(talk.proof(challenge(user), password)));
    }

    @Test
    void letsInWhoKnowsThePasswordAndSaysSoInTheAuditLog() {
        try (AuditLines audit = new AuditLines()) {
            String challenge = challenge("anna");
            List<Frame> answers = send(new SaslResponse(talk.proof(challenge, FrontEnds.PASSWORD)));
            assertThat(answers)
                    .hasSize(2)
                    .first()
                    .isEqualTo(new SaslFinal(talk.expectedFinal(challenge, FrontEnds.PASSWORD)));
            assertThat(answers).last().isInstanceOf(Welcome.class);
            assertThat(one(QUERY)).isInstanceOf(Result.class);
            assertThat(clients)
                    .containsExactly(new ClientInfo(3, new Identity(7, "anna"), "app", "embedded"));
            assertThat(audit.with("event=LOGIN"))
                    .containsExactly(
                            "event=LOGIN user=\"anna\" address=\"embedded\" object=\"scram\""
                                    + " outcome=\"ok\"");
        }
    }

    @Test
    void refusesAWrongPasswordAndAStrangerInTheSameWords() {
        try (AuditLines audit = new AuditLines()) {
            assertThat(failing("anna", 100))
                    .containsExactly(
                            new Goodbye(
                                    "28P01", "password authentication failed for user \"anna\""));
            assertThat(audit.with("28P01 wrong password")).hasSize(1);
            channel.close().awaitUninterruptibly();
            channel = open();
            assertThat(failing("zoe", 100))
                    .containsExactly(
                            new Goodbye(
                                    "28P01", "password authentication failed for user \"zoe\""));
            assertThat(audit.with("28P01 no such user")).hasSize(1);
            assertThat(audit.with("wrong\"")).as("no password is in it").isEmpty();
        }
    }

    @Test
    void tellsWhoFailsMoreOftenLaterAndLetsTheRightPasswordInAtOnce() {
        for (long delay : new long[] {100, 200, 400, 800, 1_500, 1_500}) {
            assertThat(failing("anna", delay)).hasSize(1).first().isInstanceOf(Goodbye.class);
            channel.close().awaitUninterruptibly();
            channel = open();
        }
        channel.freezeTime();
        assertThat(login("anna", FrontEnds.PASSWORD)).last().isInstanceOf(Welcome.class);
    }

    /** Else whoever hangs up where a Welcome would have come could guess without waiting. */
    @Test
    void keepsThePlaceOfWhoHangsUpInsteadOfWaiting() {
        channel.freezeTime();
        assertThat(login("anna", "wrong")).isEmpty();
        channel.pipeline().fireChannelInactive();
        assertThat(frontEnd.admission().loginsOf("embedded")).isEqualTo(1);
        channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
        assertThat(answers()).isEmpty();
        assertThat(frontEnd.admission().loginsOf("embedded")).isZero();
    }

    @Test
    void saysNothingMoreInTheAuditLogOfWhoFailedAndGoesOn() {
        try (AuditLines audit = new AuditLines()) {
            channel.freezeTime();
            assertThat(login("anna", "wrong")).isEmpty();
            assertViolation(send(new SaslResponse("c=biws")));
            assertThat(audit.with("event=LOGIN")).hasSize(1);
        }
    }

    /** Fails, and is told after this time and no sooner. */
    private List<Frame> failing(String user, long delayMillis) {
        channel.freezeTime();
        assertThat(login(user, "wrong")).isEmpty();
        channel.advanceTimeBy(delayMillis - 1, TimeUnit.MILLISECONDS);
        assertThat(answers()).isEmpty();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        return answers();
    }

    @Test
    void refusesAnOldDriver() {
        assertThat(send(new Hello(1, 2, "test", Map.of("user", "anna"))))
                .containsExactly(
                        new Goodbye(
                                "28000",
                                "this server wants a login, which needs a driver of protocol 3;"
                                        + " the client speaks 2"));
    }

    @Test
    void refusesAClientWithoutAName() {
        assertThat(one(new Hello(1, 3, "test", Map.of())))
                .isInstanceOfSatisfying(
                        Goodbye.class, e -> assertThat(e.sqlState()).isEqualTo("28000"));
    }

    static Stream<Frame> framesThatAreNoHello() {
        return Stream.of(
                QUERY,
                new Ping(),
                new SaslInitial("SCRAM-SHA-256", "n,,n=*,r=abc"),
                new SaslResponse("c=biws"));
    }

    @ParameterizedTest
    @MethodSource("framesThatAreNoHello")
    void takesNothingBeforeTheHello(Frame frame) {
        assertThat(send(frame))
                .containsExactly(new Goodbye("08P01", "the first frame must be Hello"));
        assertThat(clients).isEmpty();
    }

    static Stream<Frame> framesThatAreNoChoice() {
        return Stream.of(QUERY, new Ping(), hello("anna"), new SaslResponse("c=biws"));
    }

    @ParameterizedTest
    @MethodSource("framesThatAreNoChoice")
    void takesNothingButAChoiceWhenItAwaitsOne(Frame frame) {
        send(hello("anna"));
        assertViolation(send(frame));
    }

    static Stream<Frame> framesThatAreNoProof() {
        return Stream.of(QUERY, hello("anna"), new SaslInitial("SCRAM-SHA-256", "n,,n=*,r=abc"));
    }

    @ParameterizedTest
    @MethodSource("framesThatAreNoProof")
    void takesNothingButAProofWhenItAwaitsOne(Frame frame) {
        challenge("anna");
        assertViolation(send(frame));
    }

    @Test
    void takesNoFrameOfALoginUnderAnotherRequestId() {
        send(hello("anna"));
        assertViolation(send(6, new SaslInitial("SCRAM-SHA-256", talk.first())));
    }

    @Test
    void takesNoSecondLogin() {
        login("anna", FrontEnds.PASSWORD);
        assertViolation(send(hello("anna")));
    }

    @Test
    void takesNoMechanismThatItDidNotOffer() {
        send(hello("anna"));
        assertViolation(send(new SaslInitial("PLAIN", "anna")));
    }

    private void assertViolation(List<Frame> answers) {
        assertThat(answers)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        Goodbye.class, e -> assertThat(e.sqlState()).isEqualTo("08P01"));
        assertThat(clients).isEmpty();
    }
}
