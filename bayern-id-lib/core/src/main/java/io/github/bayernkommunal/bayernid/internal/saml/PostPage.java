package io.github.bayernkommunal.bayernid.internal.saml;

import java.net.URI;
import java.util.Map;

/**
 * The page that posts a form by itself, and with a visible button where scripts are off. Loads nothing from anywhere.
 *
 * @param html the whole document
 * @param contentSecurityPolicy value of the header that belongs to it
 */
public record PostPage(String html, String contentSecurityPolicy) {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="de">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>Anmeldung mit der BayernID</title>
            <style nonce="%1$s">
            body { font: 1.125rem/1.5 sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
            button { font: inherit; min-height: 3rem; padding: 0.5rem 1.5rem; }
            </style>
            </head>
            <body>
            <main>
            <h1>Anmeldung mit der BayernID</h1>
            <p>Sie werden zur Anmeldung weitergeleitet. Wenn das nicht von selbst geschieht, wählen Sie „Weiter“.</p>
            <p lang="en">You are being taken to the login. If this does not happen by itself, choose “Weiter” (continue).</p>
            %2$s
            </main>
            <script nonce="%1$s">%3$s</script>
            </body>
            </html>
            """;

    private static final String FORM = """
            <form id="login" method="post" action="%s" accept-charset="utf-8">
            %s<button type="submit">Weiter <span lang="en">(continue)</span></button>
            </form>""";

    private static final String LINK =
            "<p><a id=\"login\" href=\"%s\">Weiter <span lang=\"en\">(continue)</span></a></p>";

    /** A page that posts these fields to {@code target}; {@code nonce} is fresh random text. */
    public static PostPage to(URI target, Map<String, String> fields, String nonce) {
        StringBuilder inputs = new StringBuilder();
        fields.forEach((name, value) -> inputs.append("<input type=\"hidden\" name=\"")
                .append(escape(name))
                .append("\" value=\"")
                .append(escape(value))
                .append("\">\n"));
        String policy = "default-src 'none'; script-src 'nonce-%1$s'; style-src 'nonce-%1$s'; form-action %2$s;"
                + " base-uri 'none'; frame-ancestors 'none'";
        return new PostPage(
                PAGE.formatted(
                        nonce,
                        FORM.formatted(escape(target.toString()), inputs),
                        "document.getElementById(\"login\").submit();"),
                policy.formatted(nonce, origin(target)));
    }

    /** A page that leads to {@code target}, for a redirect that is better not sent as a header. */
    public static PostPage linkTo(URI target, String nonce) {
        String policy = "default-src 'none'; script-src 'nonce-%1$s'; style-src 'nonce-%1$s'; form-action 'none';"
                + " base-uri 'none'; frame-ancestors 'none'";
        return new PostPage(
                PAGE.formatted(
                        nonce,
                        LINK.formatted(escape(target.toString())),
                        "location.replace(document.getElementById(\"login\").href);"),
                policy.formatted(nonce));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
