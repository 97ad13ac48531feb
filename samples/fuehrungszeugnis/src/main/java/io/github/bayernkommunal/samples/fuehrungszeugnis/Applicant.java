package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.PartialDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The verified person as this application needs it: read once from the login, never from a form.
 *
 * @param name given name and surname
 * @param birthDate as the identity provider spells it, which may be partial
 * @param address in one line
 * @param postbox the handle of the citizen's mailbox, when the account has one
 */
public record Applicant(String name, String birthDate, String address, Optional<String> postbox) {

    static Applicant of(Citizen citizen) {
        String name = joined(" ", List.of(citizen.givenName(), citizen.surname()));
        String address = citizen.address()
                .map(a ->
                        joined(", ", List.of(a.street(), Optional.of(joined(" ", List.of(a.postalCode(), a.town()))))))
                .orElse("");
        return new Applicant(
                name, citizen.birthDate().map(PartialDate::text).orElse(""), address, citizen.postboxHandle());
    }

    public String getName() {
        return name;
    }

    public String getBirthDate() {
        return birthDate;
    }

    public String getAddress() {
        return address;
    }

    /** Whether no letter can be delivered, as after a login without an account. */
    public boolean isWithoutPostbox() {
        return postbox.isEmpty();
    }

    private static String joined(String separator, List<Optional<String>> parts) {
        return parts.stream()
                .flatMap(Optional::stream)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(separator));
    }

    @Override
    public String toString() {
        return "Applicant[***]";
    }
}
