package io.github.bayernkommunal.bayernid.jakarta.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The few pages that a person may see between leaving and returning: German, then English, readable without scripts. */
final class Page {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String STYLE = """
            body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}
            main{max-width:46rem;margin:0 auto;padding:1rem}
            h1{font-size:1.6rem;line-height:1.25}
            button,.button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border:2px solid #00507d;background:#00507d;
            color:#fff;display:inline-block;box-sizing:border-box;text-decoration:none;cursor:pointer}
            section{border-top:1px solid #767676;margin-top:1.5rem}
            code{overflow-wrap:anywhere}:focus-visible{outline:4px solid #b35900;outline-offset:2px}
            """;

    private Page() {}

    /** Writes a message with a way on; {@code correlationId} is empty where there is nothing to look up. */
    static void write(HttpServletResponse response, int status, Message message, String wayOn, String correlationId)
            throws IOException {
        String reference = correlationId.isEmpty()
                ? ""
                : "<p>%s <code>%s</code></p>".formatted("Vorgangsnummer / Reference:", correlationId);
        String body = """
                <h1 tabindex="-1" autofocus>%s</h1>
                <p>%s</p>
                <p><a class="button" href="%s">%s</a></p>
                %s
                <section lang="en"><h2>%s</h2><p>%s</p><p><a href="%s">%s</a></p></section>
                """.formatted(
                        message.germanTitle(),
                        message.german(),
                        escape(wayOn),
                        "Neu beginnen",
                        reference,
                        message.englishTitle(),
                        message.english(),
                        escape(wayOn),
                        "Begin again");
        send(response, status, message.germanTitle(), body, "'none'", token());
    }

    /**
     * Writes the page that sends the identity provider's form fields once more, this time from our own site.
     *
     * @param answersTo our public address
     */
    static void writeAgain(HttpServletResponse response, URI answersTo, String samlResponse, String relayState)
            throws IOException {
        String nonce = token();
        String body = """
                <h1>Sie werden angemeldet</h1>
                <form method="post" action="%s">
                <input type="hidden" name="SAMLResponse" value="%s">
                <input type="hidden" name="RelayState" value="%s">
                <input type="hidden" name="%s" value="1">
                <p>Geht es nicht von selbst weiter? <span lang="en">Nothing happens?</span></p>
                <p><button>Weiter <span lang="en">/ Continue</span></button></p>
                </form>
                <script nonce="%s">document.forms[0].submit();document.querySelector('button').disabled=true</script>
                """.formatted(
                        escape(answersTo.toString()), escape(samlResponse), escape(relayState), LoginFlow.AGAIN, nonce);
        String origin = answersTo.getScheme() + "://" + answersTo.getRawAuthority();
        send(response, 200, "Sie werden angemeldet", body, "'self' " + origin, nonce);
    }

    /** Headers of every page of a login. */
    static void protect(HttpServletResponse response, String contentSecurityPolicy) {
        response.setHeader("Content-Security-Policy", contentSecurityPolicy);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/html;charset=UTF-8");
    }

    private static void send(
            HttpServletResponse response, int status, String title, String body, String formTarget, String nonce)
            throws IOException {
        response.setStatus(status);
        protect(
                response,
                ("default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%s'; form-action %s; base-uri 'none';"
                                + " frame-ancestors 'none'")
                        .formatted(nonce, nonce, formTarget));
        response.getWriter().write("""
                        <!DOCTYPE html>
                        <html lang="de">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>%s</title>
                        <style nonce="%s">%s</style>
                        </head>
                        <body>
                        <main>
                        %s
                        </main>
                        </body>
                        </html>
                        """.formatted(title, nonce, STYLE, body));
    }

    /** Random text of 128 bits. */
    static String token() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
