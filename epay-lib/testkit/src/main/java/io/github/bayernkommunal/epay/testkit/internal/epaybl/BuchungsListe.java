package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A claim as ordered, checked with the service's own codes. */
record BuchungsListe(
        String eShopTransaktionsNr,
        BigDecimal betrag,
        String bewirtschafterNr,
        String text,
        List<String> haushaltsstellen) {

    private static final Pattern TRANSACTION = Pattern.compile("[A-Za-z0-9_.-]{1,30}");
    private static final Pattern BUCHUNGSTEXT = Pattern.compile("[A-Z0-9,.:/+& \\-*$%ÄÖÜß]+");
    private static final Pattern BELEG = Pattern.compile("[0-9]{8}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,16}(\\.[0-9]*)?");
    private static final int MOST_ITEMS = 99;

    static BuchungsListe read(Struct list, Dialect dialect, Set<String> bewirtschafter, Set<String> dunningKeys)
            throws SoapFault, Declined {
        list.onlyKnow(Set.of(
                "EShopTransaktionsNr",
                "betrag",
                "bewirtschafterNr",
                "buchungen",
                "faelligkeitsdatum",
                "kassenzeichen",
                "kennzeichenMahnverfahren",
                "waehrungskennzeichen"));
        BigDecimal betrag = amount(list.text("betrag"), "-0503", "-0525");
        if (!list.text("waehrungskennzeichen").equals("EUR")) {
            throw new Declined("-0514", "Waehrungskennzeichen ist nicht EUR");
        }
        checkDate(list.text("faelligkeitsdatum"));
        String manager = list.text("bewirtschafterNr");
        EpayBlRules.checkBewirtschafter(manager, bewirtschafter);
        if (!dunningKeys.contains(list.text("kennzeichenMahnverfahren"))) {
            throw new Declined("-0504", "Kennzeichen Mahnverfahren ist ungueltig");
        }
        if (!list.text("kassenzeichen").isEmpty()) {
            throw new Declined("-0522", "Kassenzeichen darf nicht uebergeben werden");
        }
        String transaction = list.text("EShopTransaktionsNr");
        if (!transaction.isEmpty() && !TRANSACTION.matcher(transaction).matches()) {
            throw new Declined("-0530", "EShopTransaktionsNr ist ungueltig");
        }
        List<Struct> items = items(list.child("buchungen"), dialect);
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw new Declined("-0505", "Anzahl der Buchungen ist ungueltig");
        }
        BigDecimal sum = BigDecimal.ZERO;
        List<String> haushaltsstellen = new ArrayList<>();
        Set<String> belege = new HashSet<>();
        for (Struct item : items) {
            sum = sum.add(checkItem(item, belege));
            haushaltsstellen.add(item.text("haushaltsstelle"));
        }
        if (sum.compareTo(betrag) != 0) {
            throw new Declined("-0506", "Summe der Buchungen weicht vom Betrag ab");
        }
        return new BuchungsListe(
                transaction,
                betrag.setScale(2),
                manager,
                items.get(0).text("buchungstext"),
                List.copyOf(haushaltsstellen));
    }

    private static List<Struct> items(Optional<Struct> buchungen, Dialect dialect) throws SoapFault {
        if (buchungen.isEmpty()) {
            return List.of();
        }
        Struct wrapper = buchungen.get();
        List<Struct> items = wrapper.children();
        if (dialect == Dialect.V3 && wrapper.type().equals("BuchungList")) {
            wrapper.onlyKnow(Set.of("buchungen"));
        } else {
            // The Bavarian client sends the array also to a service that answers like 3.x.
            int declared = wrapper.arraySize("Buchung")
                    .orElseThrow(() -> SoapFault.client(
                            "buchungen must be a soapenc:Array of Buchung, in dialect 3.x a BuchungList"));
            if (declared != items.size()) {
                throw SoapFault.client(
                        String.format(Locale.ROOT, "buchungen declares %d items and has %d", declared, items.size()));
            }
        }
        return items;
    }

    private static BigDecimal checkItem(Struct item, Set<String> belege) throws SoapFault, Declined {
        item.onlyKnow(Set.of("haushaltsstelle", "objektnummer", "buchungstext", "betrag", "belegNr", "href"));
        String haushaltsstelle = item.text("haushaltsstelle");
        if (haushaltsstelle.isBlank() || haushaltsstelle.length() > 10) {
            throw new Declined("-0604", "Haushaltsstelle ist ungueltig");
        }
        if (item.text("objektnummer").length() > 10) {
            throw new Declined("-0605", "Objektnummer ist ungueltig");
        }
        String text = item.text("buchungstext");
        if (text.isEmpty() || text.length() > 120) {
            throw new Declined("-0609", "Laenge des Buchungstexts ist ungueltig");
        }
        if (!BUCHUNGSTEXT.matcher(text).matches()) {
            throw new Declined("-0610", "Buchungstext hat ungueltige Zeichen");
        }
        String beleg = item.text("belegNr");
        if (!beleg.isEmpty() && (!BELEG.matcher(beleg).matches() || !belege.add(beleg))) {
            throw new Declined("-0606", "Belegnummer ist ungueltig");
        }
        if (item.text("href").length() > 100) {
            throw new Declined("-0612", "Laenge von href ist ungueltig");
        }
        return amount(item.text("betrag"), "-0602", "-0603");
    }

    private static BigDecimal amount(String text, String notPositive, String decimals) throws SoapFault, Declined {
        if (!DECIMAL.matcher(text.trim()).matches()) {
            throw SoapFault.client("An amount is not an xsd:decimal");
        }
        BigDecimal amount = new BigDecimal(text.trim());
        if (amount.signum() <= 0) {
            throw new Declined(notPositive, "Betrag ist nicht groesser als 0");
        }
        if (amount.stripTrailingZeros().scale() > 2) {
            throw new Declined(decimals, "Betrag hat mehr als zwei Nachkommastellen");
        }
        return amount;
    }

    private static void checkDate(String text) throws Declined {
        try {
            DateTimeFormatter.ISO_DATE_TIME.parse(text, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw new Declined("-0508", "Faelligkeitsdatum ist ungueltig");
        }
    }
}
