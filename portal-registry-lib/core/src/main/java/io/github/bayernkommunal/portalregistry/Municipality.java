package io.github.bayernkommunal.portalregistry;

/**
 * A municipality as the official directory has it on one day.
 *
 * @param ars its key
 * @param name its official name, for example {@code Nördlingen, GKSt}
 * @param kind what kind of municipality it is
 * @param district name of its district; empty if not told
 * @param postcode postcode of its administration; empty if not told. Places with several postcodes have more
 */
public record Municipality(Ars ars, String name, Kind kind, String district, String postcode) {

    /**
     * Kind of a municipality; values added later arrive unchanged.
     *
     * @param code two digits (Textkennzeichen); empty if not told
     * @source Destatis, Gemeindeverzeichnis GV100AD, record 60
     */
    public record Kind(String code) {
        /** A market (Markt). */
        public static final Kind MARKET = new Kind("60");
        /** A city that is a district of its own (kreisfreie Stadt). */
        public static final Kind INDEPENDENT_CITY = new Kind("61");
        /** A town in a district (Stadt). */
        public static final Kind TOWN = new Kind("63");
        /** Any other municipality in a district. */
        public static final Kind MUNICIPALITY = new Kind("64");
    }

    /** Name and key. */
    @Override
    public String toString() {
        return name + " " + ars;
    }
}
