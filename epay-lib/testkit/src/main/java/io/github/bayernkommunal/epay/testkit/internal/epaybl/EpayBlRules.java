package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules for everything but the claim itself: tenant, manager, customer, means of payment, mandate, parameters. */
final class EpayBlRules {

    private static final Set<String> MEANS = Set.of(
            "UEBERWEISUNGVOR",
            "UEBERWEISUNGNACH",
            "LASTSCHRIFTMIT",
            "LASTSCHRIFTOHNE",
            "GIROPAY",
            "KREDITKARTE",
            "SEPASDD");
    private static final Map<String, String> CARDS = Map.of(
            "VISA",
            "KREDITKARTE",
            "MASTER",
            "KREDITKARTE",
            "GIROPAY",
            "GIROPAY",
            "SEPASDD",
            "SEPASDD",
            "BARZAHLUNG",
            "BARZAHLUNG");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");

    private EpayBlRules() {}

    static void checkMandant(String number, String known) throws Declined {
        if (number.isBlank()) {
            throw new Declined("-0011", "Mandantennummer fehlt");
        }
        if (!number.equals(known)) {
            throw new Declined("-0012", "Mandant ist nicht bekannt");
        }
    }

    static void checkBewirtschafter(String number, Set<String> known) throws Declined {
        if (number.isBlank()) {
            throw new Declined("-0301", "Bewirtschafter fehlt");
        }
        if (number.length() > 8 || !known.contains(number)) {
            throw new Declined("-0302", "Bewirtschafter ist nicht bekannt");
        }
    }

    /** Checks a customer and returns its number. */
    static String customer(Struct kunde) throws SoapFault, Declined {
        String number = kunde.text("EShopKundenNr");
        if (number.isBlank() || number.length() > 100) {
            throw new Declined("-0199", "EShopKundenNr fehlt oder ist zu lang");
        }
        if (kunde.text("nachname").length() > 27) {
            throw new Declined("-0103", "Nachname ist zu lang");
        }
        if (kunde.text("vorname").length() > 27) {
            throw new Declined("-0104", "Vorname ist zu lang");
        }
        if (kunde.text("EMailAdresse").length() > 100) {
            throw new Declined("-0107", "E-Mail-Adresse ist zu lang");
        }
        for (String phone : List.of("telefonNrPrivat", "telefonNrJob", "telefonNrMobil")) {
            if (kunde.text(phone).length() > 30) {
                throw new Declined("-0109", "Telefonnummer ist zu lang");
            }
        }
        return number;
    }

    static void checkMeans(String means) throws Declined {
        if (!means.isEmpty() && !MEANS.contains(means)) {
            throw new Declined("-0507", "Zahlverfahren ist nicht bekannt");
        }
    }

    static void checkMeansList(Optional<Struct> list, Dialect dialect) throws SoapFault, Declined {
        if (list.isEmpty()) {
            return;
        }
        List<Struct> entries = list.get().children();
        if (dialect == Dialect.V2) {
            checkArray(list.get(), "string", entries.size());
        } else {
            list.get().onlyKnow(Set.of("stringList"));
        }
        for (Struct entry : entries) {
            checkMeans(entry.text());
        }
    }

    static void checkParameterSet(Optional<Struct> set, Dialect dialect) throws SoapFault {
        if (set.isEmpty()) {
            return;
        }
        String name = dialect == Dialect.V2 ? "buchungsListeParameter" : "buchungsListeParameterList";
        set.get().onlyKnow(Set.of(name));
        Optional<Struct> list = set.get().child(name);
        if (list.isEmpty()) {
            return;
        }
        List<Struct> entries = list.get().children();
        if (dialect == Dialect.V3) {
            list.get().onlyKnow(Set.of("buchungslistenParameter"));
        }
        for (Struct entry : entries) {
            entry.onlyKnow(Set.of("name", "wert"));
            if (entry.text("name").isEmpty()
                    || entry.text("name").length() > 100
                    || entry.text("wert").length() > 300) {
                throw SoapFault.client("A parameter has a name of 1 to 100 and a wert of at most 300 characters");
            }
        }
    }

    static void checkMandateReference(String reference) throws Declined {
        if (reference.length() < 24 || reference.length() > 35) {
            throw new Declined("-5126", "Mandatsreferenz ist ungueltig");
        }
    }

    static void checkMandate(Struct mandate) throws SoapFault, Declined {
        checkMandateReference(mandate.text("referenz"));
        Optional<Struct> owner = mandate.child("accountOwner");
        if (owner.isEmpty()) {
            throw new Declined("-5126", "Kontoinhaber ist unvollstaendig");
        }
        String iban = owner.get().text("Iban");
        if (!IBAN.matcher(iban).matches()) {
            throw new Declined("-0440", "IBAN ist ungueltig");
        }
        if (!hasCheckDigits(iban)) {
            throw new Declined("-0443", "Pruefziffer der IBAN ist ungueltig");
        }
    }

    /** The means of payment that an activation with {@code typZahlung} leads to. */
    static String activatedBy(String typZahlung) throws Declined {
        String means = CARDS.get(typZahlung);
        if (means == null) {
            throw new Declined("-0507", "typZahlung ist nicht bekannt");
        }
        return means;
    }

    private static void checkArray(Struct array, String itemType, int items) throws SoapFault {
        int declared = array.arraySize(itemType)
                .orElseThrow(() -> SoapFault.client(array.name() + " must be a soapenc:Array of " + itemType));
        if (declared != items) {
            throw SoapFault.client(
                    String.format(Locale.ROOT, "%s declares %d items and has %d", array.name(), declared, items));
        }
    }

    // ISO 13616: the rearranged number, letters as 10 to 35, leaves 1 modulo 97.
    private static boolean hasCheckDigits(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
