package io.nextval.wire;

import org.jspecify.annotations.Nullable;

/** The fields of the frames that a server sends, in their order on the wire. */
final class ServerFrames {
    private static final RedirectReason[] REASONS = RedirectReason.values();
    private static final Retry[] RETRIES = Retry.values();

    private ServerFrames() {}

    static void write(Frame frame, WireWriter out) {
        switch (frame.type()) {
            case FrameType.GRANTED -> granted((Granted) frame, out);
            case FrameType.WELCOME -> welcome((Welcome) frame, out);
            case FrameType.PLAN -> PlanFields.write((Plan) frame, out);
            case FrameType.PROGRAM -> ProgramFields.write((Program) frame, out);
            case FrameType.REGISTERED -> out.unsigned(((Registered) frame).registration());
            case FrameType.RESULT -> result((Result) frame, out);
            case FrameType.TOPOLOGY -> TopologyFields.write((Topology) frame, out);
            case FrameType.PONG -> {}
            case FrameType.REDIRECT -> {
                Redirect redirect = (Redirect) frame;
                out.choice(redirect.reason());
                out.unsigned(redirect.group());
                out.string(redirect.leaderNodeId());
            }
            case FrameType.FAILURE -> failure((Failure) frame, out);
            case FrameType.RESERVED -> reserved((Reserved) frame, out);
            case FrameType.AUTHENTICATE ->
                    out.list(((Authenticate) frame).mechanisms(), WireWriter::string);
            case FrameType.SASL_CONTINUE -> out.string(((SaslContinue) frame).data());
            case FrameType.SASL_FINAL -> out.string(((SaslFinal) frame).data());
            case FrameType.GOODBYE -> {
                Goodbye goodbye = (Goodbye) frame;
                out.string(goodbye.sqlState());
                out.string(goodbye.reason());
            }
            default -> throw new AssertionError(frame);
        }
    }

    static Frame read(int type, WireReader in) {
        return switch (type) {
            case FrameType.GRANTED ->
                    new Granted(in.unsigned(), in.signed(), in.count(), in.signed(), wrap(in));
            case FrameType.WELCOME ->
                    new Welcome(
                            in.unsignedInt(),
                            in.uuid(),
                            in.string(),
                            in.string(),
                            in.unsignedInt());
            case FrameType.PLAN -> PlanFields.read(in);
            case FrameType.PROGRAM -> ProgramFields.read(in);
            case FrameType.REGISTERED -> new Registered(in.unsigned());
            case FrameType.RESULT ->
                    new Result(
                            in.list(c -> new ResultColumn(c.string(), c.string())),
                            in.list(WireLimits.ROWS_MAX, row -> row.list(WireReader::value)),
                            in.signed(),
                            in.list(PlanFields::notice));
            case FrameType.TOPOLOGY -> TopologyFields.read(in);
            case FrameType.PONG -> new Pong();
            case FrameType.REDIRECT ->
                    new Redirect(in.choice(REASONS), in.unsignedInt(), in.string());
            case FrameType.FAILURE ->
                    new Failure(
                            in.string(),
                            in.choice(RETRIES),
                            in.string(),
                            in.string(),
                            in.string(),
                            in.unsignedInt());
            case FrameType.RESERVED -> reserved(in);
            case FrameType.AUTHENTICATE -> new Authenticate(in.list(WireReader::string));
            case FrameType.SASL_CONTINUE -> new SaslContinue(in.string());
            case FrameType.SASL_FINAL -> new SaslFinal(in.string());
            case FrameType.GOODBYE -> new Goodbye(in.string(), in.string());
            default -> throw new WireException("unknown frame type 0x" + Integer.toHexString(type));
        };
    }

    private static void granted(Granted granted, WireWriter out) {
        out.unsigned(granted.sequenceId());
        out.signed(granted.first());
        out.unsigned(granted.count());
        out.signed(granted.increment());
        Wrap wrap = granted.wrap();
        out.bool(wrap != null);
        if (wrap != null) {
            out.unsigned(wrap.firstRun());
            out.signed(wrap.restart());
            out.unsigned(wrap.cycleLength());
        }
    }

    private static void reserved(Reserved reserved, WireWriter out) {
        out.unsigned(reserved.sequenceId());
        out.signed(reserved.first());
        out.unsigned(reserved.count());
        out.signed(reserved.increment());
        out.unsigned(reserved.validMillis());
        out.unsigned(reserved.cache());
    }

    private static Reserved reserved(WireReader in) {
        Reserved reserved =
                new Reserved(
                        in.unsigned(),
                        in.signed(),
                        in.unsigned(),
                        in.signed(),
                        in.unsigned(),
                        in.count());
        if (reserved.count() == 0 && reserved.validMillis() > 0) {
            throw new WireException("a block of 0 values");
        }
        return reserved;
    }

    private static @Nullable Wrap wrap(WireReader in) {
        if (!in.bool()) {
            return null;
        }
        Wrap wrap = new Wrap(in.unsigned(), in.signed(), in.unsigned());
        if (wrap.cycleLength() == 0) {
            throw new WireException("cycle of length 0");
        }
        return wrap;
    }

    private static void welcome(Welcome welcome, WireWriter out) {
        out.unsigned(welcome.version());
        out.uuid(welcome.clusterId());
        out.string(welcome.nodeId());
        out.string(welcome.serverVersion());
        out.unsigned(welcome.frameBytesMax());
    }

    private static void result(Result result, WireWriter out) {
        out.list(
                result.columns(),
                (w, column) -> {
                    w.string(column.label());
                    w.string(column.typeName());
                });
        out.list(result.rows(), WireLimits.ROWS_MAX, (w, row) -> w.list(row, WireWriter::value));
        out.signed(result.updateCount());
        out.list(result.notices(), PlanFields::notice);
    }

    private static void failure(Failure failure, WireWriter out) {
        out.string(failure.sqlState());
        out.choice(failure.retry());
        out.string(failure.message());
        out.string(failure.detail());
        out.string(failure.hint());
        out.unsigned(failure.position());
    }
}
