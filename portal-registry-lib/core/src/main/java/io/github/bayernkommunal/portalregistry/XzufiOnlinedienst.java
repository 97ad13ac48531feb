package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * An online service.
 *
 * @param id key
 * @param idSekundaer further keys
 * @param bezeichnung names
 * @param beschreibung descriptions, HTML
 * @param link where it is found
 * @param vertrauensniveau level of identification
 * @param parameter settings for the online service
 * @param zustaendigkeit for which administrative services and areas it holds
 * @param herausgeber whoever publishes it
 * @param versionsinformation who changed it when
 * @param sprachversion languages
 * @param gueltigkeit when it holds
 * @source XZuFi 2.2.0, OnlinedienstErweitert; place of {@code beschreibung} inferred
 */
public record XzufiOnlinedienst(
        Identifikator id,
        List<Identifikator> idSekundaer,
        List<Text> bezeichnung,
        List<Text> beschreibung,
        List<DienstLink> link,
        Code vertrauensniveau,
        List<Parameter> parameter,
        List<XzufiZustaendigkeit> zustaendigkeit,
        Herausgeber herausgeber,
        Versionsinformation versionsinformation,
        List<Sprachversion> sprachversion,
        List<Zeitraum> gueltigkeit)
        implements XzufiObject {

    /** Type of the link that is the online service itself. */
    public static final String LINK_DIENST = "01";

    /** Code list of the types of links. */
    public static final String LINKTYPEN = "urn:xoev-de:fim:codeliste:onlinedienstlinktyp";

    /** Code list of the levels of identification. */
    public static final String VERTRAUENSNIVEAUS = "urn:xoev-de:fim:codeliste:vertrauensniveau";

    /** Copies the lists. {@inheritDoc} */
    public XzufiOnlinedienst {
        idSekundaer = List.copyOf(idSekundaer);
        bezeichnung = List.copyOf(bezeichnung);
        beschreibung = List.copyOf(beschreibung);
        link = List.copyOf(link);
        parameter = List.copyOf(parameter);
        zustaendigkeit = List.copyOf(zustaendigkeit);
        sprachversion = List.copyOf(sprachversion);
        gueltigkeit = List.copyOf(gueltigkeit);
    }

    /**
     * A link with its type.
     *
     * @param sprache language; empty if absent
     * @param typ type; 01 is the online service itself
     * @param link the address as written
     * @param titel what it is called; empty if absent
     */
    public record DienstLink(String sprache, Code typ, String link, String titel) {}

    /**
     * A setting for the online service.
     *
     * @param name name
     * @param wert value
     */
    public record Parameter(String name, String wert) {}

    /** {@link XzufiObject.Klasse#ONLINEDIENST}. */
    @Override
    public Klasse klasse() {
        return Klasse.ONLINEDIENST;
    }
}
