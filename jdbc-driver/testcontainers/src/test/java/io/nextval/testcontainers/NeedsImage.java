package io.nextval.testcontainers;

import com.github.dockerjava.api.exception.NotFoundException;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Skips a class where the image of this version has not been built, and says how to build it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsImage.Condition.class)
@interface NeedsImage {
    /** The image of the version that is being built. */
    String IMAGE = NextvalContainer.IMAGE + ":" + System.getProperty("nextval.version", "");

    /** Looks for the image; nothing is pulled. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return ConditionEvaluationResult.disabled("there is no engine for containers");
            }
            try {
                DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
                return ConditionEvaluationResult.enabled("the image is there");
            } catch (NotFoundException e) {
                return ConditionEvaluationResult.disabled(
                        "there is no image " + IMAGE + "; .ci/containers builds it");
            }
        }
    }
}
