package io.nextval.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.command.BatchCodec;
import io.nextval.server.command.Command;
import io.nextval.server.state.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@Timeout(30)
class ProposerTest {
    private record Entry(List<Command> commands, PendingBatch batch) {}

    private static final class Request implements Proposal {
        private final Command command = new Command.RegisterClient(UUID.randomUUID());
        private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Command command() {
            return command;
        }

        @Override
        public void applied(Answer answer) {
            outcomes.add("applied " + answer);
        }

        @Override
        public void notLeader() {
            outcomes.add("not leader");
        }

        @Override
        public void overloaded() {
            outcomes.add("overloaded");
        }
    }

    private final LinkedBlockingQueue<Entry> log = new LinkedBlockingQueue<>();
    private final ExecutorService turns = Executors.newSingleThreadExecutor();
    private final Proposer proposer =
            new Proposer(
                    turns,
                    (bytes, batch) ->
                            log.add(
                                    new Entry(
                                            BatchCodec.decode(ByteBuffer.wrap(bytes)).commands(),
                                            batch)));

    @AfterEach
    void close() {
        proposer.close();
        turns.shutdownNow();
    }

    private Request offer() {
        Request request = new Request();
        proposer.offer(request);
        return request;
    }

    private Entry entry() throws InterruptedException {
        Entry entry = log.poll(40, TimeUnit.SECONDS);
        assertThat(entry).as("an entry reached the log").isNotNull();
        return entry;
    }

    private static List<Answer> answers(int from, int count) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(new Answer.Registered(from + i));
        }
        return answers;
    }

    @Test
    void sendsALoneRequestAtOnce() throws InterruptedException {
        proposer.lead(0);
        Request request = offer();
        Entry entry = entry();
        assertThat(entry.commands()).containsExactly(request.command);
        entry.batch().applied(answers(7, 1));
        assertThat(request.outcomes).containsExactly("applied Registered[registration=7]");
    }

    @Test
    void gathersRequestsInOrderWhileEntriesAreInFlight() throws InterruptedException {
        proposer.lead(0);
        List<Entry> inFlight = new ArrayList<>();
        for (int i = 0; i < Proposer.IN_FLIGHT_MAX; i++) {
            offer();
            inFlight.add(entry());
        }
        List<Request> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(offer());
        }
        assertThat(log).isEmpty();
        inFlight.get(0).batch().applied(answers(1, 1));
        Entry gathered = entry();
        assertThat(gathered.commands())
                .containsExactlyElementsOf(waiting.stream().map(r -> r.command).toList());
        gathered.batch().applied(answers(1_000, 100));
        for (int i = 0; i < 100; i++) {
            assertThat(waiting.get(i).outcomes)
                    .containsExactly("applied Registered[registration=" + (1_000 + i) + "]");
        }
    }

    @Test
    void refusesAtOnceWhileItDoesNotLead() {
        assertThat(offer().outcomes).containsExactly("not leader");
        assertThat(log).isEmpty();
    }

    @Test
    void tellsTheWaitingOnesWhenItStopsLeading() throws InterruptedException {
        proposer.lead(0);
        for (int i = 0; i < Proposer.IN_FLIGHT_MAX; i++) {
            offer();
            entry();
        }
        Request waiting = offer();
        proposer.follow();
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(waiting.outcomes).containsExactly("not leader"));
    }

    @Test
    void tellsTheWaitingOnesWhenTheNodeCloses() throws InterruptedException {
        proposer.lead(0);
        for (int i = 0; i < Proposer.IN_FLIGHT_MAX; i++) {
            offer();
            entry();
        }
        Request waiting = offer();
        turns.shutdownNow();
        proposer.close();
        assertThat(waiting.outcomes).containsExactly("not leader");
        assertThat(offer().outcomes).containsExactly("not leader");
    }

    @Test
    void settlesABatchOnce() throws InterruptedException {
        proposer.lead(0);
        Request request = offer();
        Entry entry = entry();
        entry.batch().lost();
        entry.batch().applied(answers(1, 1));
        entry.batch().lost();
        assertThat(request.outcomes).containsExactly("not leader");
    }

    @Test
    void refusesWhatIsTooMuchAndServesTheRest() throws InterruptedException {
        proposer.lead(0);
        List<Entry> inFlight = new ArrayList<>();
        for (int i = 0; i < Proposer.IN_FLIGHT_MAX; i++) {
            offer();
            inFlight.add(entry());
        }
        for (int i = 0; i < Proposer.WAITING_MAX; i++) {
            offer();
        }
        assertThat(proposer.waiting()).isEqualTo(Proposer.WAITING_MAX);
        assertThat(offer().outcomes).containsExactly("overloaded");
        inFlight.get(0).batch().applied(answers(1, 1));
        entry();
        assertThat(offer().outcomes).isEmpty();
    }
}
