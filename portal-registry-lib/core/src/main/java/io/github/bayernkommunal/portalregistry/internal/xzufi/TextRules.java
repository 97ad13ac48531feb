package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.Latin;
import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.Set;

/** Rules for every text of an object, wherever it stands: languages (R03), HTML (R04), characters (R15). */
final class TextRules {

    private static final Set<String> LANGUAGES = Set.of("de", "en");

    private final Findings findings;
    /** Where the walk is; made to a text only for a finding. */
    private final StringBuilder path = new StringBuilder();

    private TextRules(Findings findings) {
        this.findings = findings;
    }

    static void check(String name, Node node, Findings findings) {
        TextRules rules = new TextRules(findings);
        rules.path.append(name);
        rules.walk(node);
    }

    private void walk(Node node) {
        node.forEach((name, values) -> {
            boolean hasGerman = false;
            boolean localised = false;
            int length = path.length();
            for (Node value : values) {
                path.append('/').append(name);
                // A language is a member: a value without members has none, and needs none but in modules of texts.
                if (!value.hasMembers()) {
                    withoutLanguage(name, value.ownText());
                    path.setLength(length);
                    continue;
                }
                String language = value.first("languageCode").text();
                if (!language.isEmpty() && !value.ownText().isEmpty()) {
                    localised = true;
                    hasGerman |= language.equals("de");
                    text(language, value.ownText());
                } else if (!language.isEmpty()) {
                    language(language);
                }
                walk(value);
                path.setLength(length);
            }
            if (localised && !hasGerman) {
                findings.error(path + "/" + name, "R03", "there is no German text", "Add a text with languageCode de");
            }
        });
    }

    private void text(String language, String text) {
        language(language);
        if (!Html.isAllowed(text)) {
            findings.error(
                    path.toString(),
                    "R04",
                    "the HTML has elements or attributes that are not allowed",
                    "Use p, br, h1 to h6, b, strong, i, em, sup, sub, ul, ol, li and a with href only, or let XzufiFixer reduce it");
        }
        characters(text);
    }

    private void withoutLanguage(String name, String text) {
        characters(text);
        if (name.equals("inhalt")) {
            findings.error(path.toString(), "R03", "a text has no language", "Add languageCode de or en");
        }
    }

    private void characters(String text) {
        int forbidden = Latin.firstForbidden(text);
        if (forbidden >= 0) {
            findings.error(
                    path.toString(),
                    "R15",
                    "the character U+%04X is not in String.Latin".formatted(text.codePointAt(forbidden)),
                    "Replace it, or let XzufiFixer do it");
        }
    }

    private void language(String language) {
        if (!LANGUAGES.contains(language)) {
            findings.error(
                    path.toString(),
                    "R03",
                    "the language '%s' is not accepted".formatted(Redact.line(language)),
                    "Use de or en, two small letters");
        }
    }
}
