package io.nextval.wire;

/** A node and where its clients connect to. */
public record NodeInfo(String id, String host, int port) {}
