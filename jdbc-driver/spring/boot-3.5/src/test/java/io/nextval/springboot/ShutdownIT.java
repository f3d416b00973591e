package io.nextval.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A graceful shutdown: requests that are under way still draw their numbers. */
@Timeout(60)
final class ShutdownIT {
    @Test
    void finishesARequestThatIsUnderWay() throws Exception {
        ConfigurableApplicationContext context =
                Application.startWeb(
                        List.of(SlowController.class),
                        "server.shutdown=graceful",
                        "spring.datasource.url=jdbc:nextval:mem:ShutdownIT",
                        "spring.sql.init.mode=always",
                        "spring.sql.init.schema-locations=classpath:sequences.sql");
        SlowController controller = context.getBean(SlowController.class);
        CompletableFuture<HttpResponse<String>> answer = new Web(context).begin("/slow");
        assertThat(controller.entered.await(30, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(context::close, "closing");
        closing.start();
        await("the shutdown").until(() -> context.isClosed() || !context.isActive());
        controller.go.countDown();
        assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("1");
        closing.join();
        assertThat(context.isActive()).isFalse();
    }

    @RestController
    static class SlowController {
        private final JdbcClient client;
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        SlowController(JdbcClient client) {
            this.client = client;
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            entered.countDown();
            go.await();
            return client.sql("SELECT nextval('orders')").query(Long.class).single().toString();
        }
    }
}
