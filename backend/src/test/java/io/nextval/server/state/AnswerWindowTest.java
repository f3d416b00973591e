package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

class AnswerWindowTest {

    @Property(tries = 2_000)
    void remembersWhatASortedMapRemembers(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnswerWindow window = new AnswerWindow();
        TreeMap<Long, Answer> model = new TreeMap<>();
        long below = 1;
        for (int step = 0; step < 400; step++) {
            long call = below + random.nextLong(random.nextInt(20) == 0 ? 10_000 : 100);
            if (random.nextInt(10) == 0) {
                below += random.nextInt(random.nextInt(5) == 0 ? 300 : 20);
                int before = model.size();
                model.headMap(below).clear();
                assertThat(window.dropBelow(below)).isEqualTo(before - model.size());
            } else if (call >= below && !model.containsKey(call)) {
                Answer answer = new Answer.Registered(call);
                model.put(call, answer);
                window.put(call, answer);
            }
            assertThat(window.size()).isEqualTo(model.size());
            assertThat(window.find(call)).isSameAs(model.get(call));
        }
        int index = 0;
        for (Map.Entry<Long, Answer> entry : model.entrySet()) {
            assertThat(window.callAt(index)).isEqualTo(entry.getKey());
            assertThat(window.answerAt(index)).isSameAs(entry.getValue());
            index++;
        }
    }

    @Example
    void holdsTheHighestCallThereIs() {
        AnswerWindow window = new AnswerWindow();
        window.put(Long.MAX_VALUE, Answers.DONE);
        window.put(1, Answers.MOVED);

        assertThat(window.find(Long.MAX_VALUE)).isSameAs(Answers.DONE);
        assertThat(window.find(1)).isSameAs(Answers.MOVED);
        assertThat(window.find(2)).isNull();
    }

    @Example
    void noticesASecondAnswerToOneCall() {
        AnswerWindow window = new AnswerWindow();
        window.put(5, Answers.DONE);
        assertThatThrownBy(() -> window.put(5, Answers.DONE))
                .isInstanceOf(BrokenStateException.class);
    }
}
