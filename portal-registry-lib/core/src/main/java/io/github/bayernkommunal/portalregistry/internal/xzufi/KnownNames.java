package io.github.bayernkommunal.portalregistry.internal.xzufi;

import java.util.Set;

/** Every element and attribute that the model has a place for. */
final class KnownNames {

    static final Set<String> ALL = Set.of(
            ("angabeSignatur anschrift antwortnummer art bearbeitungsdauer beginn begriff begriffImKontext beschreibung"
                            + " beschreibungAusgehend beschreibungEingehend beschreibungKostenfreiheit beschreibungVariabilitaet betrag"
                            + " betragObergrenze betragUntergrenze bezeichnung bezirk bezugsortTyp bis bundesland code currencyCode dauer"
                            + " dauerBis detailstufe dokument dokumentAusgehend dokumentEingehend durchfuehrbarEinheitlicheStelle"
                            + " dynamischeParameter einheit einheitBis ende erstelltDatumZeit erstelltDurch fachlichFreigegebenAm"
                            + " fachlichFreigegebenDurch formularReferenz frist geaendertDatumZeit geaendertDurch gebietID gemeindeschluessel"
                            + " gemeindeverband gueltigkeit gueltigkeitGebietID hausnummer herausgeber id idLeistungImKontext idProzess"
                            + " idSekundaer individuellesTextmodultyp informationsbereicheSDG informationsbereichSDG informationsbereichSDG1"
                            + " informationsbereichSDG2 inhalt internetadresse kanal kategorie kennung kennzeichenAusloeser kennzeichenEA"
                            + " kennzeichenFormularFormlos kennzeichenFormularPersoenlich kennzeichenFormularSchriftformerfordernis"
                            + " kennzeichenMaschinelleUebersetzung kennzeichenSchriftformerfordernis klasse klassifizierung kommunikation"
                            + " kosten kreis kurzbezeichnung languageCode leikaTextmodul leikaTextmodulAbweichendeBezeichnung leistungID"
                            + " leistungImKontextID leistungsadressat leistungsgruppierung leistungsgruppierungLeiKa leistungsobjektID link"
                            + " linkKostenbildung listURI listVersionID maschinelleUebersetzung modulAuskunftshinweis modulBearbeitungsdauer"
                            + " modulBegriffImKontext modulDokument modulFachlicheFreigabe modulFrist modulKosten modulText"
                            + " modulTextIndividuell modulUrsprungsportal name nation originalID originalSprache ort parameter parameterName"
                            + " pflichtangabeGrundKontextabhaengigkeit pflichtangabetyp piktogrammID positionDarstellung postfach postleitzahl"
                            + " prozessID referenzFormularID referenzLeiKa referenzLeistungsschluessel regionalschluessel"
                            + " relevantFuerRechtsform relevantFuerStaatsangehoerigkeit relevantFuerWirtschaftszweig rolle schemeAgencyID"
                            + " schemeAgencyName schemeDataURI schemeID schemeName schemeURI schemeVersionID spezifischeID"
                            + " sprachbezeichnungDeutsch sprachbezeichnungNativ sprachversion staatengruppe staatsangehoerigkeit"
                            + " standardZustaendigkeitsgebiet statusBibliothek statusKatalog strasse struktur titel typ type typisierung"
                            + " uebergeordneteKategorieID uebergeordneteOrganisationseinheitID uebergeordnetesGebietID uebergeordnetesObjektID"
                            + " uebersetztDurch untergeordneteKategorieID untergeordnetesGebietID uri value verrichtung verrichtungLeiKa"
                            + " verrichtungsdetail version versionsinformation versionsinformationen vertrauensniveau"
                            + " verwaltungspolitischeKodierung von vorkasse waehrung waehrungscode weiterfuehrenderLink wert zugangskanal"
                            + " zusatz zustaendigkeit")
                    .split(" "));

    private KnownNames() {}
}
