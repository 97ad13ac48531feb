package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * Who is responsible for what where: an office or an online service for an administrative service in areas.
 *
 * @param id key
 * @param idSekundaer further keys; one with the scheme {@link #DESTINATION} carries the signature of the electronic letter box
 * @param uebergeordnetesObjektID office or online service that it belongs to; {@link XzufiObject.Identifikator#NONE} when it stands inside it
 * @param leistungID the administrative service
 * @param gebietID the areas, by regional keys
 * @param rolle role of the office: 01 responsible, 02 responsible and contact point, 03 contact point
 * @source XZuFi 2.2.0, Zustaendigkeit and ZustaendigkeitTransferObjekt
 */
public record XzufiZustaendigkeit(
        Identifikator id,
        List<Identifikator> idSekundaer,
        Identifikator uebergeordnetesObjektID,
        Identifikator leistungID,
        List<Identifikator> gebietID,
        Code rolle)
        implements XzufiObject {

    /** Scheme of the key that carries the signature of a FIT-Connect destination. */
    public static final String DESTINATION = "urn:de:fitko:fit-connect:xzufi:destination";

    /** Scheme of regional keys. */
    public static final String REGION = "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs";

    /** Copies the lists. {@inheritDoc} */
    public XzufiZustaendigkeit {
        idSekundaer = List.copyOf(idSekundaer);
        gebietID = List.copyOf(gebietID);
    }

    /** {@link XzufiObject.Klasse#ZUSTAENDIGKEIT}. */
    @Override
    public Klasse klasse() {
        return Klasse.ZUSTAENDIGKEIT;
    }
}
