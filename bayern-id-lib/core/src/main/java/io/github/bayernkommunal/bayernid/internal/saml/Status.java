package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * How the identity provider says the login ended.
 *
 * @param top first status code, without the common prefix
 * @param second second status code, or null
 * @param codes error codes of the status detail
 * @param attributes names of attributes in the status detail
 */
public record Status(String top, @Nullable String second, List<String> codes, List<String> attributes) {

    private static final String PREFIX = "urn:oasis:names:tc:SAML:2.0:status:";
    // The detail is JSON inside XML. Only these two kinds of words in it mean something to us, and they end sentences.
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,10}(?:_[A-Z0-9]{1,20}){1,8}\\b");
    private static final Pattern OID = Pattern.compile("urn:oid:[0-9.]{0,100}[0-9]");

    /** Reads the status of a response. */
    static Status of(Element response) {
        Element status = Dom.child(response, Ns.SAMLP, "Status");
        Element code = status == null ? null : Dom.child(status, Ns.SAMLP, "StatusCode");
        String top = code == null ? null : Dom.attribute(code, "Value");
        if (status == null || code == null || top == null || !top.startsWith(PREFIX)) {
            throw Refusal.of(Check.STATUS, "The answer has no status that SAML knows: %s.", Refusal.quoted(top));
        }
        Element nested = Dom.child(code, Ns.SAMLP, "StatusCode");
        String second = nested == null ? null : Dom.attribute(nested, "Value");
        Element details = Dom.child(status, Ns.SAMLP, "StatusDetail");
        Element detail = details == null ? null : Dom.child(details, Ns.AKDB, "StatusDetail");
        String text = detail == null ? "" : Dom.text(detail);
        return new Status(
                top.substring(PREFIX.length()),
                second != null && second.startsWith(PREFIX) ? second.substring(PREFIX.length()) : second,
                words(CODE, text),
                words(OID, text));
    }

    private static List<String> words(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(100)
                .toList();
    }

    boolean isSuccess() {
        return top.equals("Success") && second == null;
    }

    /** Both codes, safe to print. */
    public String summary() {
        return "status " + Refusal.quoted(top) + (second == null ? "" : " / " + Refusal.quoted(second))
                + (codes.isEmpty() ? "" : ", details " + codes);
    }
}
