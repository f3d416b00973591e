package io.nextval.wire;

/** The type byte of each frame: below 0x80 from the client, from 0x80 on from the server. */
public final class FrameType {
    public static final int HELLO = 0x01;
    public static final int PREPARE = 0x02;
    public static final int REGISTER = 0x03;
    public static final int NEXT = 0x04;
    public static final int NEXT_BY_NAME = 0x05;
    public static final int EXECUTE = 0x06;
    public static final int GET_TOPOLOGY = 0x07;
    public static final int PING = 0x08;
    public static final int SET_VALUE = 0x09;
    public static final int COMPILE = 0x0A;
    public static final int SASL_INITIAL = 0x0B;
    public static final int SASL_RESPONSE = 0x0C;
    public static final int RESERVE = 0x0D;
    public static final int WELCOME = 0x81;
    public static final int PLAN = 0x82;
    public static final int REGISTERED = 0x83;
    public static final int GRANTED = 0x84;
    public static final int RESULT = 0x85;
    public static final int TOPOLOGY = 0x86;
    public static final int PONG = 0x87;
    public static final int REDIRECT = 0x88;
    public static final int FAILURE = 0x89;
    public static final int PROGRAM = 0x8A;
    public static final int AUTHENTICATE = 0x8B;
    public static final int SASL_CONTINUE = 0x8C;
    public static final int SASL_FINAL = 0x8D;
    public static final int RESERVED = 0x8E;
    public static final int GOODBYE = 0x8F;

    private FrameType() {}
}
