package io.github.bayernkommunal.bayernid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads organisation and acting person from the attributes of Mein Unternehmenskonto. */
final class Organisations {

    private static final Pattern GERMAN_DATE = Pattern.compile("(\\d{2})\\.(\\d{2})\\.(\\d{4})");

    // The person who acts for an organisation has parts; a natural person stands at the top.
    private static final Map<Attribute, List<String>> PERSON = Map.of(
            Attribute.GIVEN_NAME, List.of("HandelndePerson/Vorname", "Vorname"),
            Attribute.SURNAME, List.of("HandelndePerson/Nachname", "Name"),
            Attribute.TITLE, List.of("HandelndePerson/AkademischerGrad", "AkademischerGrad"),
            Attribute.BIRTH_DATE, List.of("HandelndePerson/Geburtsdatum", "Geburtsdatum"),
            Attribute.BIRTH_NAME, List.of("Geburtsname"),
            Attribute.PLACE_OF_BIRTH, List.of("Geburtsort"));

    private final Map<String, List<Citizen.Value>> attributes;

    Organisations(Map<String, List<Citizen.Value>> attributes) {
        this.attributes = attributes;
    }

    private Optional<String> text(String name) {
        return attributes.getOrDefault(name, List.of()).stream()
                .map(Citizen.Value::text)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private Optional<String> text(String one, String other) {
        return text(one).or(() -> text(other));
    }

    /** Whether the account is for tests; anything but a plain "no" counts as one. */
    boolean isTestAccount() {
        return !text("IstTestkonto").map("false"::equalsIgnoreCase).orElse(false);
    }

    Organisation organisation() {
        return new Organisation(
                text("DatenuebermittlerPseudonymId"),
                text("Firmenname"),
                text("Rechtsform"),
                text("RechtsformText"),
                text("Taetigkeit"),
                text("TaetigkeitText"),
                register(),
                address(),
                text("OrganizationEmail"),
                text("umsatzsteuerId"),
                date("betriebsGruendungsDatum"),
                date("betriebsEndeDatum"),
                text("PersTyp"),
                text("DatenkranzTyp"));
    }

    private Optional<PartialDate> date(String name) {
        return text(name).map(Organisations::plainDate).map(PartialDate::of);
    }

    private Optional<Organisation.RegisterEntry> register() {
        Organisation.RegisterEntry entry =
                new Organisation.RegisterEntry(text("Registerart"), text("Registernummer"), text("Registergericht"));
        boolean empty = entry.kind().isEmpty()
                && entry.number().isEmpty()
                && entry.court().isEmpty();
        return empty ? Optional.empty() : Optional.of(entry);
    }

    private Optional<Organisation.Address> address() {
        boolean present = attributes.keySet().stream()
                .anyMatch(name -> name.startsWith("Unternehmensanschrift/") || name.startsWith("Anschrift/"));
        return present
                ? Optional.of(new Organisation.Address(
                        address("Strasse"),
                        address("Hausnummer"),
                        address("PLZ"),
                        address("Ort"),
                        address("Ortsteil"),
                        address("Adressergaenzung"),
                        address("Land")))
                : Optional.empty();
    }

    private Optional<String> address(String part) {
        return text("Unternehmensanschrift/" + part, "Anschrift/" + part);
    }

    /** The acting person, under the names that citizens' data have everywhere; the original names stay beside them. */
    Citizen person(TrustLevel level) {
        Map<String, List<Citizen.Value>> values = new LinkedHashMap<>(attributes);
        PERSON.forEach((attribute, names) -> names.stream()
                .filter(name -> text(name).isPresent())
                .findFirst()
                .flatMap(this::text)
                .ifPresent(text ->
                        values.put(attribute.name(), List.of(new Citizen.Value(plainDate(text), Optional.empty())))));
        values.put(
                Attribute.PROVED_BY.name(),
                List.of(new Citizen.Value(AuthenticationMethod.ELSTER.code(), Optional.empty())));
        return Citizen.ofValues(level, values);
    }

    private static String plainDate(String text) {
        Matcher german = GERMAN_DATE.matcher(text);
        return german.matches() ? german.group(3) + "-" + german.group(2) + "-" + german.group(1) : text;
    }
}
