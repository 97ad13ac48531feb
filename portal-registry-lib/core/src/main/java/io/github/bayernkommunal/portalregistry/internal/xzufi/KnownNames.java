package io.github.bayernkommunal.portalregistry.internal.xzufi;

import java.util.Set;

/** Every element and attribute that the model has a place for. */
final class KnownNames {

    static final Set<String> ALL = Set.of(
            ("anschrift antwortnummer art begriff begriffImKontext beginn beschreibung beschreibungAusgehend beschreibungEingehend"
                            + " beschreibungKostenfreiheit beschreibungVariabilitaet betrag betragObergrenze betragUntergrenze"
                            + " bearbeitungsdauer bezeichnung bis code currencyCode dauer dauerBis dokument dokumentAusgehend dokumentEingehend"
                            + " durchfuehrbarEinheitlicheStelle einheit einheitBis ende erstelltDatumZeit erstelltDurch"
                            + " fachlichFreigegebenAm fachlichFreigegebenDurch formularReferenz frist geaendertDatumZeit geaendertDurch gebietID"
                            + " gueltigkeit gueltigkeitGebietID hausnummer herausgeber id idLeistungImKontext idProzess idSekundaer"
                            + " individuellesTextmodultyp informationsbereichSDG informationsbereichSDG1 informationsbereicheSDG inhalt"
                            + " internetadresse kanal kategorie kennung kennzeichenEA kennzeichenFormularSchriftformerfordernis"
                            + " kennzeichenMaschinelleUebersetzung kennzeichenSchriftformerfordernis klasse klassifizierung kommunikation kosten"
                            + " languageCode leikaTextmodul leikaTextmodulAbweichendeBezeichnung leistungID leistungImKontextID leistungsadressat"
                            + " leistungsgruppierung leistungsgruppierungLeiKa leistungsobjektID link listURI listVersionID modulAuskunftshinweis"
                            + " modulBearbeitungsdauer modulBegriffImKontext modulDokument modulFachlicheFreigabe modulFrist modulKosten"
                            + " modulText modulTextIndividuell modulUrsprungsportal name ort parameter parameterName positionDarstellung postfach"
                            + " postleitzahl prozessID referenzFormularID referenzLeiKa referenzLeistungsschluessel"
                            + " relevantFuerRechtsform relevantFuerStaatsangehoerigkeit relevantFuerWirtschaftszweig rolle schemeAgencyID"
                            + " schemeAgencyName schemeDataURI schemeID schemeName schemeURI schemeVersionID sprachbezeichnungDeutsch"
                            + " sprachbezeichnungNativ sprachversion staatsangehoerigkeit statusBibliothek statusKatalog strasse struktur titel typ"
                            + " type typisierung uebergeordneteKategorieID uebergeordneteOrganisationseinheitID uebergeordnetesObjektID uri value"
                            + " verrichtung verrichtungLeiKa verrichtungsdetail version versionsinformation versionsinformationen"
                            + " vertrauensniveau von vorkasse waehrung waehrungscode weiterfuehrenderLink wert zugangskanal zusatz zustaendigkeit")
                    .split(" "));

    private KnownNames() {}
}
