package io.nextval.server.raft;

import io.nextval.server.command.Command;
import io.nextval.server.state.Answer;

import java.util.concurrent.CompletableFuture;

/** A command of the node itself on its way through the log, and its answer as a future. */
final class OrderedCommand implements Proposal {
    private final int group;
    private final Command command;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    OrderedCommand(int group, Command command) {
        this.group = group;
        this.command = command;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public void applied(Answer given) {
        answer.complete(given);
    }

    @Override
    public void notLeader() {
        answer.completeExceptionally(
                new GroupUnavailableException(group, "is not led by this node any more"));
    }

    @Override
    public void overloaded() {
        answer.completeExceptionally(
                new GroupUnavailableException(group, "has too many requests waiting"));
    }
}
