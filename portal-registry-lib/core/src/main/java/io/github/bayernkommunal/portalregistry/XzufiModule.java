package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Link;
import io.github.bayernkommunal.portalregistry.XzufiObject.Text;
import io.github.bayernkommunal.portalregistry.XzufiObject.Zeitraum;
import java.util.List;

/**
 * The modules of an administrative service beside its texts. In 2.2.0 most occur at most once; since 2.3.1 they occur once for each
 * channel of access.
 *
 * @param frist deadlines
 * @param kosten fees
 * @param bearbeitungsdauer how long it takes
 * @param begriffImKontext words under which it is looked for
 * @param fachlicheFreigabe who approved it when
 * @param auskunftshinweis notes for those who advise
 * @param dokument documents to bring and to receive
 * @param ursprungsportal page in the portal of origin
 * @source XZuFi 2.2.0 and 2.3.1, modules of Leistung
 */
public record XzufiModule(
        List<FristModul> frist,
        List<KostenModul> kosten,
        List<DauerModul> bearbeitungsdauer,
        List<Begriff> begriffImKontext,
        List<Freigabe> fachlicheFreigabe,
        List<Hinweis> auskunftshinweis,
        List<DokumentModul> dokument,
        List<Ursprungsportal> ursprungsportal) {

    /** No modules. */
    public static final XzufiModule NONE =
            new XzufiModule(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. {@inheritDoc} */
    public XzufiModule {
        frist = List.copyOf(frist);
        kosten = List.copyOf(kosten);
        bearbeitungsdauer = List.copyOf(bearbeitungsdauer);
        begriffImKontext = List.copyOf(begriffImKontext);
        fachlicheFreigabe = List.copyOf(fachlicheFreigabe);
        auskunftshinweis = List.copyOf(auskunftshinweis);
        dokument = List.copyOf(dokument);
        ursprungsportal = List.copyOf(ursprungsportal);
    }

    /**
     * A span or a day.
     *
     * @param typ kind of deadline
     * @param dauer length; empty if it is a day
     * @param einheit unit of the length
     * @param dauerBis longest length; empty if there is no range
     * @param einheitBis unit of the longest length
     * @param von first day, as written; empty if absent
     * @param bis last day, as written; empty if absent
     * @param beschreibung in words
     * @param position where to show it; empty if absent
     * @param gueltigkeit when it holds
     */
    public record Frist(
            Code typ,
            String dauer,
            Code einheit,
            String dauerBis,
            Code einheitBis,
            String von,
            String bis,
            List<Text> beschreibung,
            String position,
            List<Zeitraum> gueltigkeit) {

        /** Copies the lists. {@inheritDoc} */
        public Frist {
            gueltigkeit = List.copyOf(gueltigkeit);
            beschreibung = List.copyOf(beschreibung);
        }
    }

    /**
     * Deadlines.
     *
     * @param zugangskanal channel of access; since 2.3.1
     * @param frist the deadlines
     * @param beschreibung in words
     * @param link links
     */
    public record FristModul(Code zugangskanal, List<Frist> frist, List<Text> beschreibung, List<Link> link) {

        /** Copies the lists. {@inheritDoc} */
        public FristModul {
            frist = List.copyOf(frist);
            beschreibung = List.copyOf(beschreibung);
            link = List.copyOf(link);
        }
    }

    /**
     * How long it takes.
     *
     * @param zugangskanal channel of access; since 2.3.1
     * @param dauer the spans
     * @param beschreibung in words
     */
    public record DauerModul(Code zugangskanal, List<Frist> dauer, List<Text> beschreibung) {

        /** Copies the lists. {@inheritDoc} */
        public DauerModul {
            dauer = List.copyOf(dauer);
            beschreibung = List.copyOf(beschreibung);
        }
    }

    /**
     * An amount of money.
     *
     * @param wert decimal number as written; empty if absent
     * @param waehrung currency; empty if absent
     */
    public record Betrag(String wert, String waehrung) {

        /** No amount. */
        public static final Betrag NONE = new Betrag("", "");
    }

    /**
     * A fee: fixed, free, or within limits.
     *
     * @param typ kind of fee
     * @param betrag fixed amount
     * @param untergrenze lowest amount
     * @param obergrenze highest amount
     * @param vorkasse whether it is paid in advance: {@code true}, {@code false} or empty
     * @param beschreibung why it is free or what it depends on
     * @param linkKostenbildung how it is calculated; only an address before 2.3.1
     */
    public record Kosten(
            Code typ,
            Betrag betrag,
            Betrag untergrenze,
            Betrag obergrenze,
            String vorkasse,
            List<Text> beschreibung,
            List<Link> linkKostenbildung) {

        /** Copies the lists. {@inheritDoc} */
        public Kosten {
            linkKostenbildung = List.copyOf(linkKostenbildung);
            beschreibung = List.copyOf(beschreibung);
        }
    }

    /**
     * Fees.
     *
     * @param zugangskanal channel of access; since 2.3.1
     * @param kosten the fees
     * @param beschreibung in words
     * @param link links
     */
    public record KostenModul(Code zugangskanal, List<Kosten> kosten, List<Text> beschreibung, List<Link> link) {

        /** Copies the lists. {@inheritDoc} */
        public KostenModul {
            kosten = List.copyOf(kosten);
            beschreibung = List.copyOf(beschreibung);
            link = List.copyOf(link);
        }
    }

    /**
     * A word under which the service is looked for.
     *
     * @param begriff the word
     * @param typ kind of word
     */
    public record Begriff(Text begriff, Code typ) {}

    /**
     * Who approved the texts.
     *
     * @param zugangskanal channel of access; since 2.3.1
     * @param am day, as written; empty if absent
     * @param durch by whom
     */
    public record Freigabe(Code zugangskanal, String am, List<Text> durch) {

        /** Copies the list. {@inheritDoc} */
        public Freigabe {
            durch = List.copyOf(durch);
        }
    }

    /**
     * A note for those who advise.
     *
     * @param zugangskanal channel of access; since 2.3.1
     * @param inhalt the note
     * @param link links
     */
    public record Hinweis(Code zugangskanal, List<Text> inhalt, List<Link> link) {

        /** Copies the lists. {@inheritDoc} */
        public Hinweis {
            inhalt = List.copyOf(inhalt);
            link = List.copyOf(link);
        }
    }

    /**
     * A document.
     *
     * @param typ kind of document
     * @param bezeichnung names
     * @param beschreibung in words
     * @param formular keys of forms
     * @param angabeSignatur how it must be signed
     * @param pflichtangabetyp whether it must be brought, 01 or 02; since 2.3.1 and only for documents to bring
     * @param pflichtangabeGrund what that depends on; since 2.3.1 and only for documents to bring
     * @param ausloeser whether it starts the procedure: {@code true}, {@code false} or empty; since 2.3.1 and only for documents to
     *     bring
     */
    public record Dokument(
            Code typ,
            List<Text> bezeichnung,
            List<Text> beschreibung,
            List<Identifikator> formular,
            Code angabeSignatur,
            Code pflichtangabetyp,
            List<Text> pflichtangabeGrund,
            String ausloeser) {

        /** Copies the lists. {@inheritDoc} */
        public Dokument {
            pflichtangabeGrund = List.copyOf(pflichtangabeGrund);
            bezeichnung = List.copyOf(bezeichnung);
            beschreibung = List.copyOf(beschreibung);
            formular = List.copyOf(formular);
        }
    }

    /**
     * Documents.
     *
     * @param zugangskanal channel of access; since 2.3.1
     * @param eingehend to bring
     * @param ausgehend to receive
     * @param beschreibung in words; since 2.3.1 only on documents to bring
     * @param beschreibungAusgehend in words on documents to receive; since 2.3.1
     */
    public record DokumentModul(
            Code zugangskanal,
            List<Dokument> eingehend,
            List<Dokument> ausgehend,
            List<Text> beschreibung,
            List<Text> beschreibungAusgehend) {

        /** Copies the lists. {@inheritDoc} */
        public DokumentModul {
            beschreibungAusgehend = List.copyOf(beschreibungAusgehend);
            eingehend = List.copyOf(eingehend);
            ausgehend = List.copyOf(ausgehend);
            beschreibung = List.copyOf(beschreibung);
        }
    }

    /**
     * The page in the portal of origin.
     *
     * @param sprache its language
     * @param uri the address as written; never fetched by this library unasked
     * @param titel what it is called; empty if absent
     * @param parameter what the caller adds to the address; since 2.3.1
     */
    public record Ursprungsportal(String sprache, String uri, String titel, List<DynamischerParameter> parameter) {

        /** Copies the list. {@inheritDoc} */
        public Ursprungsportal {
            parameter = List.copyOf(parameter);
        }
    }

    /**
     * A part of an address that the caller fills in, such as the area.
     *
     * @param typ what to fill in, 001 to 009 or 100
     * @param parameterName name of the parameter in the address
     */
    public record DynamischerParameter(Code typ, String parameterName) {}
}
