package io.nextval.wire;

/**
 * One message of the protocol, in either direction. Encoded and decoded by {@link FrameCodec}; the
 * bytes of each are described in docs/protocol.md.
 */
public sealed interface Frame
        permits Hello,
                Prepare,
                Register,
                Next,
                NextByName,
                Execute,
                GetTopology,
                Ping,
                SetValue,
                Compile,
                SaslInitial,
                SaslResponse,
                Reserve,
                Welcome,
                Plan,
                Registered,
                Granted,
                Result,
                Topology,
                Pong,
                Redirect,
                Failure,
                Program,
                Authenticate,
                SaslContinue,
                SaslFinal,
                Reserved,
                Goodbye {
    /** The frame's type byte, one of {@link FrameType}. */
    int type();
}
