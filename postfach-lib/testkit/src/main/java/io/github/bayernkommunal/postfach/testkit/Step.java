package io.github.bayernkommunal.postfach.testkit;

/**
 * The kinds of calls that can go wrong.
 *
 * <p>BSP-Nachrichten know only {@link #DELIVER}; ZBP knows {@link #STATUS} too; the FIT-Connect bridge knows all others.
 *
 * @source docs/protocol.md, section "Simulator: what is assumed"
 */
public enum Step {
    /** The call after which the message lies in the mailbox: SOAP, {@code PUT …/messages}, {@code PUT …/submissions/{id}}. */
    DELIVER,
    /** The status of an application by ZBP REST; through the bridge a status is delivered like a message. */
    STATUS,
    /** FIT-Connect: the access token. */
    TOKEN,
    /** FIT-Connect: the keys of the destination and of the service. */
    KEYS,
    /** FIT-Connect: the announcement that creates a submission. */
    ANNOUNCE,
    /** FIT-Connect: one encrypted attachment. */
    UPLOAD,
    /** FIT-Connect: the event log. */
    EVENTS
}
