package io.github.bayernkommunal.portalregistry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SoapWantsExactlyOneTokenTest {

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private static final String ASKED = "<v:GetBehoerdenRequest xmlns:v='%s'><size>2</size></v:GetBehoerdenRequest>";

    private PortalReader reader;

    @BeforeEach
    void connect() throws Exception {
        reader = new PortalReader(portal);
    }

    @Test
    void oneTokenOpensTheWay() throws Exception {
        HttpResponse<String> answer = call(security(token(password(""))), asked());

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(":GetBehoerdenResponse "), answer.body());
        assertEquals(2, answer.body().split("<behoerde>", -1).length - 1);
    }

    @Test
    void everythingElseInTheHeaderIsRefused() throws Exception {
        String good = security(token(password("")));

        assertFault("wsse:InvalidSecurity", call("", asked()));
        assertFault("wsse:InvalidSecurity", call(good + good, asked()));
        assertFault("wsse:InvalidSecurity", call(good + "<a xmlns='urn:another'/>", asked()));
        assertFault("wsse:InvalidSecurity", call(security(token(password("")) + "<wsse:Timestamp/>"), asked()));
        assertFault("wsse:InvalidSecurityToken", call(security(token(password("#PasswordDigest"))), asked()));
        assertFault("wsse:FailedAuthentication", call(security(token("")), asked()));
    }

    @Test
    void whatIsNotAskedRightIsAFaultOfTheClient() throws Exception {
        String good = security(token(password("")));

        assertFault("soap:Client", call(good, ASKED.formatted("urn:another")));
        assertFault("soap:Client", call(good, asked() + asked()));
        assertFault("soap:Client", call(good, asked().replace("<size>2", "<size>0")));
        assertFault("soap:Client", call(good, asked().replace("GetBehoerden", "GetNichts")));
        assertFault("soap:Client", post("<!DOCTYPE a><a/>"));
        assertFault("soap:Client", post("{}"));
    }

    private static void assertFault(String code, HttpResponse<String> answer) {
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("<faultcode>" + code + "</faultcode>"), answer.body());
    }

    private String asked() {
        return ASKED.formatted(portal.soapSettings().get("portalregistry.soap-namespace"));
    }

    private static String security(String inside) {
        return "<wsse:Security xmlns:wsse='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'>"
                + inside + "</wsse:Security>";
    }

    private String token(String password) {
        return "<wsse:UsernameToken><wsse:Username>" + portal.settings().get("portalregistry.user") + "</wsse:Username>"
                + password + "</wsse:UsernameToken>";
    }

    private String password(String type) {
        return "<wsse:Password Type='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0"
                + (type.isEmpty() ? "#PasswordText" : type) + "'>"
                + portal.settings().get("portalregistry.password") + "</wsse:Password>";
    }

    private HttpResponse<String> call(String header, String body) throws Exception {
        return post("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header>" + header
                + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>");
    }

    private HttpResponse<String> post(String text) throws Exception {
        return reader.send(
                HttpRequest.newBuilder(URI.create(portal.soapSettings().get("portalregistry.address")))
                        .header("Content-Type", "text/xml; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(text)));
    }
}
