package io.github.bayernkommunal.portalregistry.internal;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** Reduces HTML to what may be shown on a municipal page. */
public final class Html {

    // The elements that the federal collection service accepts; everything a portal text legitimately contains.
    private static final Safelist ALLOWED = new Safelist()
            .addTags(
                    "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "sup", "sub", "ul", "ol",
                    "li", "a")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https", "mailto", "tel");

    private static final String STARTS_TAG = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/!?";
    private static final Set<String> PLAIN_TAGS = Set.of(
            ("p /p br br/ h1 /h1 h2 /h2 h3 /h3 h4 /h4 h5 /h5 h6 /h6 b /b strong /strong i /i em /em sup /sup sub /sub"
                            + " ul /ul ol /ol li /li /a")
                    .split(" "));

    private Html() {}

    /** The HTML with allowed elements only; links keep http, https, mailto and tel addresses. */
    public static String safe(String html) {
        Document clean = new Cleaner(ALLOWED).clean(Jsoup.parseBodyFragment(html));
        clean.outputSettings().prettyPrint(false);
        return clean.body().html().strip();
    }

    /** Whether the text is plain, or HTML with nothing but allowed elements. */
    public static boolean isAllowed(String html) {
        // Nearly every text passes the plain look at its tags; only the others are worth a parser of HTML.
        return onlyPlainTags(html) || new Cleaner(ALLOWED).isValidBodyHtml(html);
    }

    /** Whether the text has no tag, so that it reads the same as a text and as HTML. */
    public static boolean isPlain(String text) {
        for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', open + 1)) {
            if (startsTag(text, open)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsTag(String html, int open) {
        return open + 1 < html.length() && STARTS_TAG.indexOf(html.charAt(open + 1)) >= 0;
    }

    private static boolean onlyPlainTags(String html) {
        for (int open = html.indexOf('<'); open >= 0; open = html.indexOf('<', open + 1)) {
            int close = html.indexOf('>', open);
            if (startsTag(html, open) && (close < 0 || !PLAIN_TAGS.contains(html.substring(open + 1, close)))) {
                return false;
            }
        }
        return true;
    }

    /** The text without markup, in one line. */
    public static String plain(String html) {
        return html.indexOf('<') < 0 && html.indexOf('&') < 0
                ? html.strip()
                : Jsoup.parseBodyFragment(html).text().strip();
    }
}
