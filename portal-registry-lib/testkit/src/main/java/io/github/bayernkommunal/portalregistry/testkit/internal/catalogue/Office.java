package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

import java.util.Arrays;
import java.util.Optional;

/** One office of a municipality, its building and its contact person. */
public record Office(Place place, Kind kind) {

    /** The offices that every municipality of this portal has. */
    public enum Kind {
        BUERGERBUERO(1, "Bürgerbüro", "Citizens' office", "buergerbuero", "Frau", "Karla", "Beispiel"),
        STANDESAMT(2, "Standesamt", "Registry office", "standesamt", "Herr", "Ole", "Muster"),
        STEUERAMT(3, "Steueramt", "Tax office", "steueramt", "Frau", "Ida", "Probst"),
        VERKEHRSAMT(4, "Straßenverkehrsamt", "Road traffic office", "verkehr", "Herr", "Max", "Exempel"),
        BAUAMT(5, "Bauamt", "Building office", "bauamt", "Frau", "Lea", "Vorlage"),
        GEWERBEAMT(6, "Gewerbeamt", "Trade office", "gewerbe", "Herr", "Tim", "Schablone");

        final int number;
        final String german;
        final String english;
        final String mailbox;
        final String salutation;
        final String givenName;
        final String surname;

        Kind(int number, String de, String en, String mailbox, String salutation, String givenName, String surname) {
            this.number = number;
            this.german = de;
            this.english = en;
            this.mailbox = mailbox;
            this.salutation = salutation;
            this.givenName = givenName;
            this.surname = surname;
        }

        static Optional<Kind> of(long number) {
            return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
        }

        /** Position among the offices of a municipality, from 1. */
        public int number() {
            return number;
        }
    }

    public long id() {
        return place.id() + kind.number;
    }

    public long buildingId() {
        return id() - Ids.OFFICES + Ids.BUILDINGS;
    }

    public long personId() {
        return id() - Ids.OFFICES + Ids.PEOPLE;
    }

    public String name() {
        return place.name() + " – " + kind.german;
    }

    public String name(String language) {
        return place.name() + " – " + (language.equals("en") ? kind.english : kind.german);
    }

    public String email() {
        return kind.mailbox + "@" + place.domain();
    }

    public String website() {
        return "https://www." + place.domain() + "/" + kind.mailbox;
    }

    public String street() {
        return "Marktplatz " + kind.number;
    }

    /** Five digits that stay the same for a municipality; no real postcode is meant. */
    public String postcode() {
        return "%05d".formatted(86000 + place.number() % 1000);
    }

    public String room() {
        return "E.0" + kind.number;
    }

    public String extension() {
        return "1" + (10 + kind.number);
    }

    public String salutation() {
        return kind.salutation;
    }

    public String givenName() {
        return kind.givenName;
    }

    public String surname() {
        return kind.surname;
    }
}
