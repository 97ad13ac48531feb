package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * A form.
 *
 * @param id key
 * @param idSekundaer further keys
 * @param bezeichnung names
 * @param link where it is found
 * @param versionsinformation who changed it when
 * @param gueltigkeit when it holds
 * @source XZuFi 2.2.0; parts inferred
 */
public record XzufiFormular(
        Identifikator id,
        List<Identifikator> idSekundaer,
        List<Text> bezeichnung,
        List<Link> link,
        Versionsinformation versionsinformation,
        List<Zeitraum> gueltigkeit)
        implements XzufiObject {

    /** Copies the lists. {@inheritDoc} */
    public XzufiFormular {
        idSekundaer = List.copyOf(idSekundaer);
        bezeichnung = List.copyOf(bezeichnung);
        link = List.copyOf(link);
        gueltigkeit = List.copyOf(gueltigkeit);
    }

    /** {@link XzufiObject.Klasse#FORMULAR}. */
    @Override
    public Klasse klasse() {
        return Klasse.FORMULAR;
    }
}
