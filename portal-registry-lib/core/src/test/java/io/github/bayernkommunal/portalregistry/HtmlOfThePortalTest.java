package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.bayernkommunal.portalregistry.ServiceDescription.Provenance;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Text;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlOfThePortalTest {

    @Test
    void allowedMarkupStays() {
        String html = "<p>Für <b>alle</b>:</p><ul><li><a href=\"https://musterstadt.example/\">hier</a></li></ul>";

        assertEquals(html, new Text(html, Provenance.GENERAL).html());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
                "<a href=\"&#106;avascript:alert(1)\">x</a>",
                "<a href=\"java\nscript:alert(1)\">x</a>",
                "<a href=\" javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
                "<a href=\"vbscript:x\">x</a>",
                "<a href=\"https://ok.example\" onclick=\"alert(1)\" style=\"x\">x</a>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<object data=x></object><embed src=x>",
                "<form action=x><input name=y><button formaction=javascript:alert(1)>z</button></form>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<template><script>alert(1)</script></template>",
                "<base href=\"https://evil.example/\">",
                "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
                "<link rel=stylesheet href=//evil.example/x.css>",
                "<xmp><script>alert(1)</script></xmp>",
                "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<b <script>alert(1)</script>",
                "<<script>alert(1)</script>",
                "<details open ontoggle=alert(1)>",
                "<video><source onerror=alert(1)></video>",
                "<isindex type=image src=1 onerror=alert(1)>"
            })
    void nothingThatRunsOrLoadsSurvives(String attack) {
        String safe = new Text("<p>vorher</p>" + attack, Provenance.GENERAL).html();

        for (Element element : Jsoup.parseBodyFragment(safe).body().getAllElements()) {
            if (element.normalName().equals("body")) {
                continue;
            }
            assertEquals(
                    true,
                    element.normalName().matches("p|br|h[1-6]|b|strong|i|em|sup|sub|ul|ol|li|a"),
                    element.normalName());
            for (Attribute attribute : element.attributes()) {
                assertEquals("href", attribute.getKey());
                assertEquals(
                        true,
                        attribute.getValue().toLowerCase(Locale.ROOT).matches("(https?|mailto|tel):.*"),
                        attribute.getValue());
            }
        }
        assertFalse(safe.toLowerCase(Locale.ROOT).contains("<script"), safe);
    }

    @Test
    void originalIsReachableByItsNameOnly() {
        Text text = new Text("<p onclick='x'>a &amp; b</p>", Provenance.GENERAL);

        assertEquals("<p onclick='x'>a &amp; b</p>", text.unsanitized());
        assertEquals("a & b", text.plain());
        assertEquals("a & b", text.toString());
    }
}
