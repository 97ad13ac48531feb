package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * An office.
 *
 * @param id key
 * @param idSekundaer further keys
 * @param uebergeordneteOrganisationseinheitID the office above; {@link XzufiObject.Identifikator#NONE} if absent
 * @param name names
 * @param beschreibung descriptions, HTML
 * @param anschrift addresses
 * @param kommunikation telephone, e-mail and the like
 * @param internetadresse websites
 * @param zustaendigkeit what it is responsible for
 * @param herausgeber whoever publishes it
 * @param versionsinformation who changed it when
 * @param sprachversion languages
 * @param gueltigkeit when it holds
 * @source XZuFi 2.2.0, OrganisationseinheitErweitert; several spellings inferred, see docs/protocol.md
 */
public record XzufiOrganisationseinheit(
        Identifikator id,
        List<Identifikator> idSekundaer,
        Identifikator uebergeordneteOrganisationseinheitID,
        List<Text> name,
        List<Text> beschreibung,
        List<Anschrift> anschrift,
        List<Kommunikation> kommunikation,
        List<Link> internetadresse,
        List<XzufiZustaendigkeit> zustaendigkeit,
        Herausgeber herausgeber,
        Versionsinformation versionsinformation,
        List<Sprachversion> sprachversion,
        List<Zeitraum> gueltigkeit)
        implements XzufiObject {

    /** Copies the lists. {@inheritDoc} */
    public XzufiOrganisationseinheit {
        idSekundaer = List.copyOf(idSekundaer);
        name = List.copyOf(name);
        beschreibung = List.copyOf(beschreibung);
        anschrift = List.copyOf(anschrift);
        kommunikation = List.copyOf(kommunikation);
        internetadresse = List.copyOf(internetadresse);
        zustaendigkeit = List.copyOf(zustaendigkeit);
        sprachversion = List.copyOf(sprachversion);
        gueltigkeit = List.copyOf(gueltigkeit);
    }

    /**
     * An address.
     *
     * @param typ what it is for: 001 house, 002 visitors, 003 post box, 004 large receiver, 005 deliveries, 006 post
     * @param strasse street; empty if absent
     * @param hausnummer number; empty if absent
     * @param postfach post box; empty if absent
     * @param postleitzahl postcode; empty if absent
     * @param ort town; empty if absent
     * @param verwaltungspolitischeKodierung keys of the place in official directories
     */
    public record Anschrift(
            Code typ,
            String strasse,
            String hausnummer,
            String postfach,
            String postleitzahl,
            String ort,
            Kodierung verwaltungspolitischeKodierung) {}

    /**
     * A means of contact.
     *
     * @param kanal what it is
     * @param kennung number or address
     */
    public record Kommunikation(Code kanal, String kennung) {}

    /** {@link XzufiObject.Klasse#ORGANISATIONSEINHEIT}. */
    @Override
    public Klasse klasse() {
        return Klasse.ORGANISATIONSEINHEIT;
    }
}
