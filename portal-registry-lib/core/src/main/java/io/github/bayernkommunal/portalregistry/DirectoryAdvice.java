package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.Html;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What could be better about titles, descriptions and addresses before they are published. Nothing of it is an error: what the portal refuses is
 * refused by {@link OnlineService.Builder#build()}.
 *
 * @source our choice, except A01: Bavaria counts interactive procedures only
 */
public final class DirectoryAdvice {

    private static final int LONG_TITLE = 100;
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://|www\\.|\\S@\\S+\\.\\S");
    private static final Pattern SAYS_NOTHING =
            Pattern.compile("(?i)(online-?)?(antrag|formular|dienst|service|verfahren|anwendung|link|hier|mehr)s?");
    private static final Pattern CLICK_HERE = Pattern.compile(
            "(?i)<a\\b[^>]*>\\s*(hier( klicken)?|klicken sie hier|link|mehr|click here|here|more)\\s*</a>");
    private static final Pattern FILE = Pattern.compile("(?i).*\\.(pdf|docx?|odt|rtf|xlsx?|ods|zip|jpe?g|png|txt)");

    private DirectoryAdvice() {}

    /**
     * What could be better. Rules begin with T for titles, D for descriptions, A for addresses; docs/operations.md explains them.
     *
     * @param directory the services to look at
     * @return the findings in the order of the services; empty when there is nothing to say
     */
    public static List<Problem> of(ServiceDirectory directory) {
        List<Problem> found = new ArrayList<>();
        Map<String, String> titles = new HashMap<>();
        Map<URI, String> addresses = new HashMap<>();
        for (OnlineService service : directory.services()) {
            service.titles().forEach((language, title) -> title(service, language, title, found));
            sameTitle(service, titles, found);
            description(service, found);
            address(service, addresses, found);
        }
        return List.copyOf(found);
    }

    /** Whether an address leads to a file, which is read or printed and not an interactive procedure. */
    static boolean isFile(URI address) {
        return FILE.matcher(String.valueOf(address.getPath())).matches();
    }

    private static void title(OnlineService service, String language, String title, List<Problem> found) {
        String field = "title (" + language + ")";
        if (title.length() > 3 && title.equals(title.toUpperCase(Locale.GERMAN)) && title.matches(".*\\p{Lu}{4}.*")) {
            add(found, service, field, "T01", "stands in capitals only, which is hard to read and to listen to");
        }
        if (ADDRESS.matcher(title).find()) {
            add(found, service, field, "T02", "contains an address; the portal makes a link of the title itself");
        }
        if (title.matches(".*[.!:]")) {
            add(found, service, field, "T03", "ends like a sentence; lists show titles without a stop");
        }
        int length = title.codePointCount(0, title.length());
        if (length > LONG_TITLE) {
            add(
                    found,
                    service,
                    field,
                    "T04",
                    "has %d characters; lists on small screens show about %d".formatted(length, LONG_TITLE));
        }
        if (SAYS_NOTHING.matcher(title).matches()) {
            add(found, service, field, "T05", "does not say what can be done; name the matter and the act");
        }
    }

    private static void sameTitle(OnlineService service, Map<String, String> titles, List<Problem> found) {
        for (Ars area : service.areas()) {
            String other = titles.putIfAbsent(area + service.title().toLowerCase(Locale.GERMAN), service.id());
            if (other != null) {
                add(
                        found,
                        service,
                        "title (de)",
                        "T06",
                        "is also the title of '%s' in %s; people cannot tell them apart".formatted(other, area));
                return;
            }
        }
    }

    private static void description(OnlineService service, List<Problem> found) {
        String german = service.descriptions().getOrDefault("de", "");
        if (german.isBlank()) {
            add(
                    found,
                    service,
                    "description (de)",
                    "D01",
                    "is missing; people decide by it whether they are right here");
        }
        service.descriptions().forEach((language, text) -> {
            String field = "description (" + language + ")";
            if (Html.plain(text).equalsIgnoreCase(service.titles().getOrDefault(language, ""))) {
                add(found, service, field, "D02", "only repeats the title");
            }
            if (CLICK_HERE.matcher(text).find()) {
                add(found, service, field, "D03", "has a link whose text does not say where it leads");
            }
        });
        if (service.titles().containsKey("en") && !service.descriptions().containsKey("en") && !german.isBlank()) {
            add(found, service, "description (en)", "D04", "is missing, although there is an English title");
        }
    }

    private static void address(OnlineService service, Map<URI, String> addresses, List<Problem> found) {
        URI address = service.address();
        if (isFile(address)) {
            add(found, service, "address", "A01", "leads to a file; it does not count as an interactive procedure");
        }
        String other = addresses.putIfAbsent(address, service.id());
        if (other != null) {
            add(found, service, "address", "A02", "is also the address of '%s'; both count once".formatted(other));
        }
        boolean startPage = address.getRawPath() == null || address.getRawPath().matches("/?");
        if (startPage && address.getRawQuery() == null) {
            add(found, service, "address", "A03", "is the start page of its host; lead people to the procedure itself");
        }
    }

    private static void add(List<Problem> found, OnlineService service, String field, String rule, String text) {
        found.add(new Problem(service.id(), field, rule, text));
    }
}
