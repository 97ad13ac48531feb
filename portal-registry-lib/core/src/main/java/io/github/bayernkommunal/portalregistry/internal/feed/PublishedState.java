package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;

/** The memory of a publication, for every route that keeps one. */
public final class PublishedState {

    private PublishedState() {}

    /** The state as bytes. */
    public static byte[] write(Publication publication) {
        return FeedJson.state(publication);
    }

    /** The state from bytes. */
    public static Publication read(byte[] state) throws UnreadableException {
        return FeedJson.read(state);
    }
}
