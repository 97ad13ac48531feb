package io.github.bayernkommunal.portalregistry.internal;

/**
 * How large a complete delivery was before, and how much of it may be missing now.
 *
 * @param objects number of objects of the delivery before
 * @param share the share that may be missing, 0 to 1
 */
public record FormerSize(long objects, double share) {

    /** Nothing to compare with. */
    public static final FormerSize UNKNOWN = new FormerSize(0, 0);

    /** Checks the ranges. */
    public FormerSize {
        if (objects < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A number of objects from 0 and a share from 0 to 1 are needed");
        }
    }

    /** Whether more is missing than may be; exactly the share may. */
    public boolean hasShrunkTo(long now) {
        return now < objects && (double) (objects - now) / objects > share;
    }
}
