package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations with their parameters; the order is part of the contract. */
enum Operation {
    IS_ALIVE("isAlive", Kind.OTHER, "mandantNr"),
    ANLEGEN_KUNDE("anlegenKunde", Kind.OTHER, "mandantNr", "bewirtschafterNr", "kunde"),
    LESEN_KUNDE("lesenKunde", Kind.OTHER, "mandantNr", "kunde"),
    AENDERN_KUNDE("aendernKunde", Kind.OTHER, "mandantNr", "bewirtschafterNr", "kunde"),
    // the upper-case E is no slip of ours
    LOESCHEN_KUNDE("loeschenKunde", Kind.OTHER, "mandantNr", "bewirtschafterNr", "EShopKundenNr"),
    ANLEGEN_KASSENZEICHEN(
            "anlegenKassenzeichen",
            Kind.OPENING,
            "mandantNr",
            "eShopKundenNr",
            "buchungsListe",
            "lieferAdresse",
            "buchungsText",
            "zahlverfahren"),
    ANLEGEN_KASSENZEICHEN_MIT_BLP(
            "anlegenKassenzeichenMitZahlverfahrenlisteMitBLP",
            Kind.OPENING,
            "mandantNr",
            "eShopKundenNr",
            "buchungsListe",
            "lieferAdresse",
            "buchungsText",
            "zahlverfahrenListe",
            "buchungslisteParameterSet"),
    AKTIVIEREN(
            "aktiviereTempKassenzeichen",
            Kind.OTHER,
            Set.of(Dialect.V3),
            "wId",
            "mandantNr",
            "saferpayReferenzID",
            "typZahlung"),
    AKTIVIEREN_KREDITKARTE(
            "aktiviereTempKreditkartenKassenzeichen",
            Kind.OTHER,
            Set.of(Dialect.V2),
            "wId",
            "mandantNr",
            "saferpayReferenzID",
            "kartenTyp"),
    AKTIVIEREN_GIROPAY(
            "aktiviereTempGiropayKassenzeichen",
            Kind.OTHER,
            Set.of(Dialect.V2),
            "wId",
            "mandantNr",
            "saferpayReferenzID"),
    UEBERWEISEN_VOR(
            "ueberweisenVorLieferungMitBLP",
            Kind.OPENING,
            "mandantNr",
            "eShopKundenNr",
            "buchungsListe",
            "buchungslisteParameterSet"),
    UEBERWEISEN_NACH(
            "ueberweisenNachLieferungMitBLP",
            Kind.OPENING,
            "mandantNr",
            "eShopKundenNr",
            "buchungsListe",
            "lieferAdresse",
            "buchungslisteParameterSet"),
    ABBUCHEN(
            "abbuchenMitSEPAMandatMitBLP",
            Kind.OPENING,
            "mandantNr",
            "eShopKundenNr",
            "mandat",
            "buchungsListe",
            "buchungslisteParameterSet"),
    ABBUCHEN_MIT_REFERENZ(
            "abbuchenMitSEPAMandatreferenzMitBLP",
            Kind.OPENING,
            "mandantNr",
            "eShopKundenNr",
            "mandatReferenz",
            "buchungsListe",
            "pin",
            "buchungslisteParameterSet"),
    ANLEGEN_MIT_MANDAT(
            "anlegenKassenzeichenMitSEPAMandatMitBLP",
            Kind.OPENING,
            "mandantNr",
            "eShopKundenNr",
            "mandat",
            "buchungsListe",
            "lieferAdresse",
            "buchungstext", // here with a small t
            "buchungslisteParameterSet"),
    LESEN_KASSENZEICHEN_INFO("lesenKassenzeichenInfo", Kind.READING, "mandantNr", "kassenzeichen"),
    LESEN_TRANSAKTION("lesenTransaktion", Kind.READING, "mandantNr", "eShopTransaktionsNr"),
    LESE_BANKVERBINDUNG("leseBankverbindungBewirtschafter", Kind.OTHER, "mandantNr", "bewirtschafterNr");

    enum Kind {
        OPENING,
        READING,
        OTHER
    }

    private static final Set<String> MAY_BE_LEFT_OUT = Set.of(
            "lieferAdresse",
            "buchungsText",
            "buchungstext",
            "zahlverfahren",
            "zahlverfahrenListe",
            "buchungslisteParameterSet",
            "pin",
            "kartenTyp");

    private final String wireName;
    private final Kind kind;
    private final boolean in2;
    private final boolean in3;
    private final String order;

    Operation(String wireName, Kind kind, String... parameters) {
        this(wireName, kind, Set.of(Dialect.V2, Dialect.V3), parameters);
    }

    Operation(String wireName, Kind kind, Set<Dialect> dialects, String... parameters) {
        this.wireName = wireName;
        this.kind = kind;
        in2 = dialects.contains(Dialect.V2);
        in3 = dialects.contains(Dialect.V3);
        order = String.join(" ", parameters);
    }

    String wireName() {
        return wireName;
    }

    Kind kind() {
        return kind;
    }

    boolean isPartOf(Dialect dialect) {
        return dialect == Dialect.V2 ? in2 : in3;
    }

    static Optional<Operation> named(String name) {
        for (Operation operation : values()) {
            if (operation.wireName.equals(name)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** The parameters by name; each must stand where the contract has it. */
    Map<String, Struct> parameters(Struct call) throws SoapFault {
        Map<String, Struct> found = new LinkedHashMap<>();
        List<Struct> sent = call.children();
        int next = 0;
        for (String name : order.split(" ", -1)) {
            if (next < sent.size() && sent.get(next).name().equals(name)) {
                found.put(name, sent.get(next++));
            } else if (!MAY_BE_LEFT_OUT.contains(name)) {
                throw SoapFault.client(String.format(
                        Locale.ROOT,
                        "Parameter %d of %s must be %s; the order is: %s",
                        next + 1,
                        wireName,
                        name,
                        order));
            }
        }
        if (next < sent.size()) {
            throw SoapFault.client("%s has no parameter %s in this place; the order is: %s"
                    .formatted(wireName, sent.get(next).name(), order));
        }
        return found;
    }
}
