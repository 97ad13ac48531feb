package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

/** Where the portal's numbers begin. All lie above the range of an int, as the real ones do. */
final class Ids {
    static final long SERVICES = 3_345_512_200L;
    static final long OFFICES = 44_218_600_000L;
    static final long BUILDINGS = 55_218_600_000L;
    static final long PEOPLE = 66_218_600_000L;
    static final long ADDITIONS = 77_000_000_000L;

    private Ids() {}
}
