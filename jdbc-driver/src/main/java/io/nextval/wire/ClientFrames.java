package io.nextval.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The fields of the frames that a client sends, in their order on the wire. */
final class ClientFrames {
    private ClientFrames() {}

    static void write(Frame frame, WireWriter out) {
        switch (frame.type()) {
            case FrameType.NEXT -> next((Next) frame, out);
            case FrameType.NEXT_BY_NAME -> nextByName((NextByName) frame, out);
            case FrameType.HELLO -> hello((Hello) frame, out);
            case FrameType.PREPARE -> {
                Prepare prepare = (Prepare) frame;
                out.string(prepare.schema());
                out.string(prepare.sql());
            }
            case FrameType.REGISTER -> {
                Register register = (Register) frame;
                out.unsigned(register.group());
                out.uuid(register.clientId());
            }
            case FrameType.EXECUTE -> execute((Execute) frame, out);
            case FrameType.SET_VALUE -> setValue((SetValue) frame, out);
            case FrameType.COMPILE -> {
                Compile compile = (Compile) frame;
                out.string(compile.schema());
                out.string(compile.sql());
                out.list(
                        compile.names(),
                        (w, name) -> {
                            w.unsigned(name.parameter());
                            w.string(name.text());
                        });
            }
            case FrameType.RESERVE -> reserve((Reserve) frame, out);
            case FrameType.SASL_INITIAL -> {
                SaslInitial initial = (SaslInitial) frame;
                out.string(initial.mechanism());
                out.string(initial.data());
            }
            case FrameType.SASL_RESPONSE -> out.string(((SaslResponse) frame).data());
            case FrameType.GET_TOPOLOGY, FrameType.PING -> {}
            default -> throw new AssertionError(frame);
        }
    }

    static Frame read(int type, WireReader in) {
        return switch (type) {
            case FrameType.NEXT ->
                    new Next(in.unsignedInt(), ticket(in), in.unsigned(), in.count(), in.bool());
            case FrameType.NEXT_BY_NAME ->
                    new NextByName(
                            in.unsignedInt(),
                            ticket(in),
                            in.string(),
                            in.string(),
                            in.count(),
                            in.bool());
            case FrameType.HELLO -> hello(in);
            case FrameType.PREPARE -> new Prepare(in.string(), in.string());
            case FrameType.REGISTER -> new Register(in.unsignedInt(), in.uuid());
            case FrameType.EXECUTE ->
                    new Execute(
                            in.signedInt(),
                            in.bool() ? ticket(in) : null,
                            in.string(),
                            in.string(),
                            in.list(WireReader::value));
            case FrameType.SET_VALUE ->
                    new SetValue(
                            in.unsignedInt(),
                            ticket(in),
                            in.string(),
                            in.string(),
                            in.signed(),
                            in.bool());
            case FrameType.COMPILE ->
                    new Compile(in.string(), in.string(), in.list(ClientFrames::nameArgument));
            case FrameType.RESERVE ->
                    new Reserve(in.unsignedInt(), ticket(in), in.string(), in.string(), in.count());
            case FrameType.SASL_INITIAL -> new SaslInitial(in.string(), in.string());
            case FrameType.SASL_RESPONSE -> new SaslResponse(in.string());
            case FrameType.GET_TOPOLOGY -> new GetTopology();
            case FrameType.PING -> new Ping();
            default -> throw new WireException("unknown frame type 0x" + Integer.toHexString(type));
        };
    }

    private static void next(Next next, WireWriter out) {
        out.unsigned(next.group());
        ticket(next.ticket(), out);
        out.unsigned(next.sequenceId());
        out.unsigned(next.count());
        out.bool(next.atomic());
    }

    private static void nextByName(NextByName next, WireWriter out) {
        out.unsigned(next.group());
        ticket(next.ticket(), out);
        out.string(next.schema());
        out.string(next.name());
        out.unsigned(next.count());
        out.bool(next.atomic());
    }

    private static void setValue(SetValue set, WireWriter out) {
        out.unsigned(set.group());
        ticket(set.ticket(), out);
        out.string(set.schema());
        out.string(set.name());
        out.signed(set.value());
        out.bool(set.called());
    }

    private static void reserve(Reserve reserve, WireWriter out) {
        out.unsigned(reserve.group());
        ticket(reserve.ticket(), out);
        out.string(reserve.schema());
        out.string(reserve.name());
        out.unsigned(reserve.count());
    }

    private static NameArgument nameArgument(WireReader in) {
        int parameter = in.unsignedInt();
        if (parameter == 0) {
            throw new WireException("a name for parameter 0");
        }
        return new NameArgument(parameter, in.string());
    }

    private static void execute(Execute execute, WireWriter out) {
        out.signed(execute.group());
        Ticket ticket = execute.ticket();
        out.bool(ticket != null);
        if (ticket != null) {
            ticket(ticket, out);
        }
        out.string(execute.schema());
        out.string(execute.sql());
        out.list(execute.parameters(), WireWriter::value);
    }

    private static void hello(Hello hello, WireWriter out) {
        out.fixed32(WireLimits.MAGIC);
        out.unsigned(hello.versionMin());
        out.unsigned(hello.versionMax());
        out.string(hello.clientName());
        out.unsigned(hello.properties().size());
        for (Map.Entry<String, String> property : new TreeMap<>(hello.properties()).entrySet()) {
            out.string(property.getKey());
            out.string(property.getValue());
        }
    }

    private static Hello hello(WireReader in) {
        if (in.fixed32() != WireLimits.MAGIC) {
            throw new WireException("Hello does not start with NXTV");
        }
        int versionMin = in.unsignedInt();
        int versionMax = in.unsignedInt();
        String clientName = in.string();
        int count = in.unsignedInt();
        if (count > in.remaining()) {
            throw new WireException("list of " + count + " does not fit");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.string();
            if (properties.put(key, in.string()) != null) {
                throw new WireException("property " + key + " is given twice");
            }
        }
        return new Hello(versionMin, versionMax, clientName, properties);
    }

    private static void ticket(Ticket ticket, WireWriter out) {
        out.unsigned(ticket.registration());
        out.unsigned(ticket.call());
        out.unsigned(ticket.answeredBelow());
    }

    private static Ticket ticket(WireReader in) {
        return new Ticket(in.unsigned(), in.unsigned(), in.unsigned());
    }
}
