package io.nextval.server.raft;

import io.nextval.server.command.Batch;
import io.nextval.server.command.BatchCodec;
import io.nextval.server.command.Command;
import io.nextval.server.command.CommandFormatException;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.StepAnswers;

import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The little that nodes say to one another over the Raft port beside the log itself: "record me in
 * the catalog", "put this barrier or this step of a task into the log" (writes), and "what do you
 * know of me?" (a read of the peer's own state).
 */
public final class PeerRequests {
    private static final String KNOWN = "known ";
    private static final String UNSURE = "unsure";
    private static final String OK = "ok";

    private PeerRequests() {}

    /** Asks the catalog to record a node; send it as a write. */
    public static Message record(NodeRecord node) {
        return message(BatchCodec.encode(new Batch(0, List.of(new Command.RecordNode(node)))));
    }

    /** Asks a group to apply a barrier or a step of a task; send it as a write. */
    static Message order(Command command) {
        return message(BatchCodec.encode(new Batch(0, List.of(command))));
    }

    /**
     * The answer to {@link #order}.
     *
     * @throws CommandFormatException if it is none
     */
    static Answer answerTo(Command command, Message reply) {
        return isStep(command)
                ? StepAnswers.decode(reply.getContent().toByteArray())
                : new Answer.Done(List.of());
    }

    private static boolean isStep(Command command) {
        return command instanceof Command.PrepareTask || command instanceof Command.FinishTask;
    }

    /** Asks a peer which disk it knows the node {@code id} by; send it as a stale read. */
    public static Message whoIs(String id) {
        return Message.valueOf(id);
    }

    /** The answer of a peer that has entries it does not know to be committed. */
    static Message unsure() {
        return Message.valueOf(UNSURE);
    }

    /** True if the peer could not tell yet. */
    public static boolean isUnsure(Message answer) {
        return answer.getContent().toStringUtf8().equals(UNSURE);
    }

    /** The incarnation in a peer's answer to {@link #whoIs}, empty if it knows none. */
    public static String incarnation(Message answer) {
        String text = answer.getContent().toStringUtf8();
        return text.startsWith(KNOWN) ? text.substring(KNOWN.length()) : "";
    }

    /** What is wrong with a {@link #record} according to the answer, empty if nothing. */
    public static String refusal(Message answer) {
        String text = answer.getContent().toStringUtf8();
        return text.equals(OK) ? "" : text;
    }

    static boolean acceptable(ByteString content) {
        try {
            for (Command command : BatchCodec.decode(content.asReadOnlyByteBuffer()).commands()) {
                if (!(command instanceof Command.RecordNode
                        || command instanceof Command.Barrier
                        || isStep(command))) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    static Message reply(Batch batch, List<Answer> answers) {
        if (answers.size() == 1 && isStep(batch.commands().get(0))) {
            return message(StepAnswers.encode(answers.get(0)));
        }
        for (Answer answer : answers) {
            if (answer instanceof Answer.Rejected rejected) {
                return Message.valueOf(rejected.message());
            }
        }
        return Message.valueOf(OK);
    }

    static Message answer(Message request, GroupState state) {
        String id = request.getContent().toString(StandardCharsets.UTF_8);
        for (NodeRecord node : state.nodes()) {
            if (node.id().equals(id)) {
                return Message.valueOf(KNOWN + node.incarnation());
            }
        }
        return Message.valueOf("");
    }

    static Message message(byte[] bytes) {
        return Message.valueOf(UnsafeByteOperations.unsafeWrap(bytes));
    }
}
