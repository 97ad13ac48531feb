package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.Latin;
import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.List;
import java.util.Set;

/** Rules for every text of an object, wherever it stands: languages (R03), HTML (R04), characters (R15). */
final class TextRules {

    private static final Set<String> LANGUAGES = Set.of("de", "en");

    private TextRules() {}

    static void check(String path, Node node, Findings findings) {
        for (String name : node.names()) {
            List<Node> values = node.all(name);
            String below = path + "/" + name;
            boolean hasGerman = false;
            boolean localised = false;
            for (Node value : values) {
                String language = value.text("languageCode");
                if (!language.isEmpty() && !value.ownText().isEmpty()) {
                    localised = true;
                    hasGerman |= language.equals("de");
                    text(below, language, value.ownText(), findings);
                } else if (!language.isEmpty()) {
                    language(below, language, findings);
                }
                if (value.hasMembers()) {
                    check(below, value, findings);
                }
            }
            if (localised && !hasGerman) {
                findings.error(below, "R03", "there is no German text", "Add a text with languageCode de");
            }
        }
    }

    private static void text(String path, String language, String text, Findings findings) {
        language(path, language, findings);
        if (!Html.isAllowed(text)) {
            findings.error(
                    path,
                    "R04",
                    "the HTML has elements or attributes that are not allowed",
                    "Use p, br, h1 to h6, b, strong, i, em, sup, sub, ul, ol, li and a with href only, or let XzufiFixer reduce it");
        }
        int forbidden = Latin.firstForbidden(text);
        if (forbidden >= 0) {
            findings.error(
                    path,
                    "R15",
                    "the character U+%04X is not in String.Latin".formatted(text.codePointAt(forbidden)),
                    "Replace it, or let XzufiFixer do it");
        }
    }

    private static void language(String path, String language, Findings findings) {
        if (!LANGUAGES.contains(language)) {
            findings.error(
                    path,
                    "R03",
                    "the language '%s' is not accepted".formatted(Redact.line(language)),
                    "Use de or en, two small letters");
        }
    }
}
