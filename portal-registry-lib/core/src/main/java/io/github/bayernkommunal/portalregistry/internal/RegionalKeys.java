package io.github.bayernkommunal.portalregistry.internal;

import io.github.bayernkommunal.portalregistry.Ars;
import java.util.Optional;

/** Regional keys in data of others, who may be wrong. */
public final class RegionalKeys {

    private RegionalKeys() {}

    /** The area, if the text is a regional key. */
    public static Optional<Ars> of(String text) {
        try {
            return Optional.of(Ars.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
