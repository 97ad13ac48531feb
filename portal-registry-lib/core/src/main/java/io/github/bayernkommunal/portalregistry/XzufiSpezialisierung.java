package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * What differs from an administrative service in an area: the carrier of regional additions.
 *
 * @param id key of the addition
 * @param leistungID the administrative service that it adds to
 * @param gueltigkeitGebietID where it holds
 * @param modulText texts that take the place of the general ones
 * @param versionsinformation who changed it when
 * @param sprachversion languages
 * @param gueltigkeit when it holds
 * @source XZuFi 2.2.0, LeistungSpezialisierung; parts beyond id and reference inferred
 */
public record XzufiSpezialisierung(
        Identifikator id,
        Identifikator leistungID,
        List<Identifikator> gueltigkeitGebietID,
        List<XzufiLeistung.TextModul> modulText,
        Versionsinformation versionsinformation,
        List<Sprachversion> sprachversion,
        List<Zeitraum> gueltigkeit)
        implements XzufiObject {

    /** Copies the lists. {@inheritDoc} */
    public XzufiSpezialisierung {
        gueltigkeitGebietID = List.copyOf(gueltigkeitGebietID);
        modulText = List.copyOf(modulText);
        sprachversion = List.copyOf(sprachversion);
        gueltigkeit = List.copyOf(gueltigkeit);
    }

    /** {@link XzufiObject.Klasse#SPEZIALISIERUNG}. */
    @Override
    public Klasse klasse() {
        return Klasse.SPEZIALISIERUNG;
    }
}
