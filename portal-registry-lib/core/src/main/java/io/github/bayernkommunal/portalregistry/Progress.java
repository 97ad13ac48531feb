package io.github.bayernkommunal.portalregistry;

/**
 * Follows a publication and may end it.
 *
 * <p>A publication that is ended leaves what was published before as it was, except on routes that hand over entry by entry: there, what was
 * handed over stays, and {@link PublicationRoute#registered()} knows it. Either way a new plan for the same wanted state holds what is left to do.
 */
@FunctionalInterface
public interface Progress {

    /** Nobody follows, and nobody ends it. */
    Progress UNWATCHED = (done, total) -> true;

    /**
     * Is told that a step is done. Called on the thread of the publication; must not throw.
     *
     * @param done steps that are done, 0 before the first
     * @param total steps of the whole publication; what a step is depends on the route: a file, an area or an entry
     * @return false to end the publication before the next step; after the last one it makes no difference
     */
    boolean goOn(int done, int total);
}
