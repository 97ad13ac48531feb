package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.Link;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.Localized;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.ObjectKey;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.OnlineService;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.Period;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.Responsibility;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The second stage of the judgement: the business rules for one file. One broken rule skips the whole file. */
final class DeliveryRules {

    static final String LEIKA = "urn:de:fim:leika:leistung";

    private static final Set<String> LANGUAGES = Set.of("de", "en");
    private static final Set<String> TRUST_LEVELS = Set.of("00", "10", "15", "20", "30", "40");
    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_ADDRESS = 2000;

    private final Catalogue catalogue;
    private final String ars;
    private final List<Broken> broken = new ArrayList<>();

    /** A rule that an object broke. */
    record Broken(String object, String rule, String text) {}

    private DeliveryRules(Catalogue catalogue, String ars) {
        this.catalogue = catalogue;
        this.ars = ars;
    }

    /** Every rule that this delivery breaks; without a key it is not for one municipality but for those that it names. */
    static List<Broken> judge(Catalogue catalogue, String ars, TransferMessage message) {
        DeliveryRules rules = new DeliveryRules(catalogue, ars);
        if (!ars.isEmpty() && catalogue.placeByArs(ars).isEmpty()) {
            rules.breaks("", "R06", "the portal knows no municipality with the ARS " + ars);
        }
        Set<ObjectKey> seen = new HashSet<>();
        for (OnlineService service : message.services()) {
            if (!seen.add(service.key())) {
                rules.breaks(service.key().id(), "R02", "this id appears more than once in the file");
            }
            rules.judge(service);
        }
        return rules.broken;
    }

    /** The catalogue's service that a responsibility names: by Leistungsschluessel or by the portal's own id. */
    static Optional<Leistung> named(Catalogue catalogue, Responsibility responsibility) {
        String value = responsibility.service().id();
        String key = value.startsWith(LEIKA + ":") ? value.substring(LEIKA.length() + 1) : value;
        if (key.matches("99\\d{12}")) {
            return catalogue.serviceByKey(key);
        }
        boolean own = !responsibility.scheme().equals(LEIKA) && value.matches("\\d{1,18}");
        return own ? catalogue.service(Long.parseLong(value)) : Optional.empty();
    }

    private void judge(OnlineService service) {
        String id = service.key().id();
        if (service.key().agencyId().isEmpty()) {
            breaks(id, "R02", "schemeAgencyID is missing: an id is unique only together with it");
        }
        titles(id, service.titles());
        descriptions(id, service.descriptions());
        links(id, service.links());
        responsibilities(id, service.responsibilities());
        service.periods().forEach(period -> period(id, period));
        if (service.trustLevel() != null && !TRUST_LEVELS.contains(service.trustLevel())) {
            breaks(id, "R16", "unknown vertrauensniveau '%s'".formatted(service.trustLevel()));
        }
    }

    private void titles(String id, List<Localized> titles) {
        languages(id, "bezeichnung", titles);
        if (titles.stream().noneMatch(title -> title.language().equals("de"))) {
            breaks(id, "R03", "bezeichnung in German (languageCode de) is missing");
        }
        for (Localized title : titles) {
            if (title.text().isEmpty() || title.text().length() > LONGEST_TITLE) {
                breaks(
                        id,
                        "R12",
                        "bezeichnung has %d characters; allowed: 1 to %d"
                                .formatted(title.text().length(), LONGEST_TITLE));
            }
            AllowedText.forbiddenInPlain(title.text())
                    .ifPresent(what -> breaks(id, "R04", "bezeichnung contains " + what));
            characters(id, title.text());
        }
    }

    private void descriptions(String id, List<Localized> descriptions) {
        languages(id, "beschreibung", descriptions);
        for (Localized description : descriptions) {
            AllowedText.forbiddenHtml(description.text())
                    .ifPresent(what -> breaks(id, "R04", "beschreibung contains " + what));
            characters(id, description.text());
        }
    }

    private void languages(String id, String element, List<Localized> texts) {
        Set<String> seen = new HashSet<>();
        for (Localized text : texts) {
            if (!LANGUAGES.contains(text.language())) {
                breaks(id, "R03", "%s in language '%s'; allowed: de, en".formatted(element, text.language()));
            } else if (!seen.add(text.language())) {
                breaks(id, "R03", "%s appears twice in language %s".formatted(element, text.language()));
            }
        }
    }

    private void characters(String id, String text) {
        AllowedText.forbiddenCharacter(text)
                .ifPresent(what -> breaks(id, "R15", "character %s is not in String.Latin".formatted(what)));
    }

    private void links(String id, List<Link> links) {
        if (links.stream().noneMatch(link -> link.type().equals("01"))) {
            breaks(id, "R08", "a link of typ 01 (address of the online service) is missing");
        }
        for (Link link : links) {
            if (link.language() != null && !LANGUAGES.contains(link.language())) {
                breaks(id, "R03", "link in language '%s'; allowed: de, en".formatted(link.language()));
            }
            if (link.address().length() > LONGEST_ADDRESS) {
                breaks(id, "R08", "link has more than %d characters".formatted(LONGEST_ADDRESS));
            } else if (!isHttps(link.address())) {
                breaks(id, "R08", "link '%s' is not an absolute https address".formatted(link.address()));
            }
        }
    }

    private void responsibilities(String id, List<Responsibility> responsibilities) {
        if (responsibilities.isEmpty()) {
            breaks(id, "R08", "a zustaendigkeit is missing");
        }
        for (Responsibility responsibility : responsibilities) {
            String value = responsibility.service().id();
            if (responsibility.scheme().equals(LEIKA) && !value.matches("(" + LEIKA + ":)?99\\d{12}")) {
                breaks(id, "R05", "leistungID '%s' is not a Leistungsschluessel (99 and 12 digits)".formatted(value));
            } else if (named(catalogue, responsibility).isEmpty()) {
                breaks(id, "R07", "the portal has no service '%s'".formatted(value));
            }
            for (String area : responsibility.areas()) {
                if (!area.matches("\\d{2}|\\d{3}|\\d{5}|\\d{9}|\\d{12}")) {
                    breaks(id, "R06", "gebietID '%s' is not an ARS of 2, 3, 5, 9 or 12 digits".formatted(area));
                }
            }
            if (ars.isEmpty()) {
                if (responsibility.areas().stream()
                        .noneMatch(area -> catalogue.placeByArs(area).isPresent())) {
                    breaks(id, "R06", "the portal knows none of the municipalities " + responsibility.areas());
                }
            } else if (!responsibility.areas().contains(ars)) {
                breaks(id, "R06", "no gebietID is the municipality of this file (%s)".formatted(ars));
            }
        }
    }

    private void period(String id, Period period) {
        Instant begin = instant(period.begin());
        Instant end = instant(period.end());
        if (begin != null && end != null && begin.isAfter(end)) {
            breaks(id, "R10", "gueltigkeit begins after it ends");
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutZone) {
            // xs:dateTime allows leaving the zone out; the schema has checked the rest.
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException unusual) {
                return null;
            }
        }
    }

    private static boolean isHttps(String address) {
        try {
            URI uri = new URI(address);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void breaks(String object, String rule, String text) {
        broken.add(new Broken(object, rule, text));
    }
}
