package io.nextval.server.history;

/**
 * A fault that a run planned, how often it is proven to have happened, and the proof. One that
 * never happened makes the verdict {@link Report.Verdict#UNKNOWN}.
 */
public record Fault(String name, int times, String evidence) {}
