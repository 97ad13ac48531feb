package io.github.bayernkommunal.postfach.internal;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/** The HTML that a mailbox shows: a few elements, and links with https. The operator's own list may be shorter. */
public final class HtmlRules {

    private static final Set<String> ELEMENTS =
            Set.of("p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "h1", "h2", "h3", "a");

    private HtmlRules() {}

    /** Everything that is not allowed, as names such as {@code script} or {@code a onclick}; empty when all is well. */
    public static Set<String> violations(String html) {
        Document parsed = Jsoup.parseBodyFragment(html);
        Set<String> found = new TreeSet<>();
        // Comments, doctypes and the like are no elements, and a head holds what was written before the body.
        for (Element element : parsed.getAllElements()) {
            String name = element.normalName();
            if (name.equals("#root") || name.equals("html") || name.equals("head") || name.equals("body")) {
                continue;
            }
            if (!ELEMENTS.contains(name)) {
                found.add(Redact.line(name));
                continue;
            }
            for (Attribute attribute : element.attributes()) {
                boolean link = name.equals("a")
                        && attribute.getKey().equals("href")
                        && attribute.getValue().toLowerCase(Locale.ROOT).startsWith("https://");
                if (!link) {
                    found.add(Redact.line(name + " " + attribute.getKey()));
                }
            }
        }
        if (html.contains("<!") || html.contains("<?")) {
            found.add("comment or declaration");
        }
        return found;
    }

    /** The same text with everything removed that is not allowed; the words stay. */
    public static String reduced(String html) {
        Safelist allowed = new Safelist()
                .addTags(ELEMENTS.toArray(String[]::new))
                .addAttributes("a", "href")
                .addProtocols("a", "href", "https");
        return Jsoup.clean(html, "", allowed, new Document.OutputSettings().prettyPrint(false));
    }
}
