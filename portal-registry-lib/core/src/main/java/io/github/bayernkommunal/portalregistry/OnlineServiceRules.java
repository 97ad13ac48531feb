package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.Latin;
import io.github.bayernkommunal.portalregistry.internal.Redact;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the portal asks of an online service, checked before anything is published. */
final class OnlineServiceRules {

    // The portal accepts German and English only (rules of the federal collection service).
    private static final Set<String> LANGUAGES = Set.of("de", "en");

    private OnlineServiceRules() {}

    static void check(
            String id,
            Collection<Leistungsschluessel> leistungen,
            Collection<Ars> areas,
            Map<String, String> titles,
            Map<String, String> descriptions,
            @Nullable URI address,
            List<String> problems) {
        if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
            problems.add("id: 1 to 100 letters, digits, '-' and '_' are allowed; got '%s'".formatted(Redact.line(id)));
        }
        if (leistungen.isEmpty()) {
            problems.add(
                    "leistung: at least one Leistungsschluessel is needed, so that the portal knows where to show it");
        }
        for (Leistungsschluessel key : leistungen) {
            if (!key.isRoutable()) {
                problems.add("leistung: %s is not a key of the catalogue; those begin with 99".formatted(key));
            }
        }
        if (areas.isEmpty()) {
            problems.add("offeredIn: at least one area is needed");
        }
        if (!titles.containsKey("de")) {
            problems.add("title: a German title is needed");
        }
        texts("title", titles, 1, OnlineService.LONGEST_TITLE, problems);
        titles.forEach((language, title) -> {
            if (!Html.isPlain(title)) {
                problems.add("title (%s): HTML is not allowed".formatted(Redact.line(language)));
            }
        });
        texts("description", descriptions, 0, OnlineService.LONGEST_DESCRIPTION, problems);
        descriptions.forEach((language, text) -> {
            if (!Html.isAllowed(text)) {
                problems.add(
                        ("description (%s): only plain text or the elements p, br, h1 to h6, b, strong, i, em, sup, sub, ul,"
                                        + " ol, li and a with href are allowed")
                                .formatted(Redact.line(language)));
            }
        });
        address(address, problems);
    }

    private static void texts(String name, Map<String, String> texts, int least, int most, List<String> problems) {
        texts.forEach((language, text) -> {
            if (!LANGUAGES.contains(language)) {
                problems.add("%s: the portal accepts the languages de and en; got '%s'"
                        .formatted(name, Redact.line(language)));
            }
            int length = text.codePointCount(0, text.length());
            if (length < least || length > most) {
                problems.add("%s (%s): %d to %,d characters are allowed; got %,d"
                        .formatted(name, Redact.line(language), least, most, length));
            }
            int forbidden = Latin.firstForbidden(text);
            if (forbidden >= 0) {
                problems.add("%s (%s): the portal accepts Latin letters, digits and common signs; got U+%04X"
                        .formatted(name, Redact.line(language), text.codePointAt(forbidden)));
            }
        });
    }

    private static void address(@Nullable URI address, List<String> problems) {
        if (address == null) {
            problems.add("address: the address of the online service is missing");
            return;
        }
        // The portal links to it from an https page, and citizens enter personal data there.
        if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
            problems.add("address: an absolute https address is needed; got '%s'"
                    .formatted(Redact.line(address.toString())));
        } else if (address.getRawUserInfo() != null) {
            problems.add("address: must not contain a user name or password");
        }
        if (address.toString().length() > OnlineService.LONGEST_ADDRESS) {
            problems.add("address: at most %,d characters are allowed; got %,d"
                    .formatted(OnlineService.LONGEST_ADDRESS, address.toString().length()));
        }
    }
}
