package io.nextval.server.state;

/** A remark that comes with success: SQLSTATE (class 01 is a warning) and text. */
public record NoticeText(String sqlState, String message) {}
