package io.nextval.wire;

/** Why a request was not executed. Encoded by position: new reasons are added at the end. */
public enum RedirectReason {
    /** Another node leads the group. */
    NOT_LEADER,
    /** The slot belongs to another group: ask for the topology. */
    MOVED,
    /** The group does not know the registration: register anew, send under a new ticket. */
    EXPIRED,
    /** This node leads but can not serve yet: try again shortly. */
    NOT_READY
}
