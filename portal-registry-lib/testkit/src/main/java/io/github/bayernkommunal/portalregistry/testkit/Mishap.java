package io.github.bayernkommunal.portalregistry.testkit;

/**
 * What the next matching call of a reading interface can suffer.
 *
 * @source docs/protocol.md, "Simulator: what is assumed"; faults that the library must survive
 */
public enum Mishap {
    /** Status 401, although user and password are right. */
    UNAUTHORIZED,
    /** Status 403: the user is known and may not see this. */
    FORBIDDEN,
    /** Status 429 with {@code Retry-After: 7} (seconds). */
    TOO_MANY_REQUESTS,
    /** Status 500 with a German text. */
    INTERNAL_ERROR,
    /** Status 200, and the connection ends in the middle of the announced body. */
    CUT_ANSWER,
    /** Status 200 with the right media type and bytes that are neither JSON nor XML. */
    GARBAGE,
    /** Status 200 with a page for people, as proxies and maintenance servers send it. */
    HTML_PAGE,
    /** Status 200 with a well-formed answer of 64 MiB. */
    HUGE_ANSWER,
    /** The answer waits until {@link PortalSimulator#releaseLateAnswers()}, {@code reset()} or {@code close()}. */
    LATE_ANSWER,
    /** From the next paged list on until {@code reset()}: every page is full and the same, so the list never ends. */
    LOOPING_PAGES,
    /** JSON lists with exactly one element arrive as that element without a list, as after a conversion from XML. */
    SINGLE_OBJECT_FOR_LIST,
    /** The first member of the JSON answer appears twice, with different values. */
    DUPLICATE_JSON_KEYS
}
