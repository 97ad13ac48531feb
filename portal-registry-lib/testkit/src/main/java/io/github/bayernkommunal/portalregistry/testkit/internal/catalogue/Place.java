package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

/**
 * A municipality.
 *
 * @param number position in the catalogue, from which the ids of its offices are made
 * @param ars 12-digit region key
 * @param name as people say it
 */
public record Place(int number, String ars, String name) {

    public Place {
        if (!ars.matches("09[1-7]\\d{9}")) {
            throw new IllegalArgumentException(
                    "A municipality of this portal has a 12-digit ARS that begins with 091 to 097; got '%s'"
                            .formatted(ars));
        }
    }

    /** 8-digit municipality key: digits 1-5 and 10-12 of the ARS. */
    public String ags() {
        return ars.substring(0, 5) + ars.substring(9);
    }

    /** Key of the municipality's administration; an opaque text with leading zeros. */
    public String dienststellenschluessel() {
        return "0" + ags();
    }

    /** Id of the municipality's administration as a whole. */
    public long id() {
        return Ids.OFFICES + number * 100L;
    }

    /** Where its mailboxes and pages would be; the top level domain is reserved and never exists. */
    public String domain() {
        return number == 0 ? "musterstadt.example" : "gemeinde-" + ags() + ".example";
    }
}
