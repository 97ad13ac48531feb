package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.portalregistry.Routing.Destination;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only letter boxes whose signature is genuine and covers the question are handed out, and all of them. */
class RoutingTest {

    private static final String ID = "0b8a4a0e-5a7e-4c55-9d0a-2f1f8f7c6a11";
    private static KeyPair keys;

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    private Routing routing;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator maker = KeyPairGenerator.getInstance("RSA");
        maker.initialize(2048);
        keys = maker.generateKeyPair();
    }

    @BeforeEach
    void open() {
        routing = Routing.at(service.address("/v2/"))
                .signedBy(keys.getPublic())
                .trust(service.trust())
                .build();
    }

    @AfterEach
    void close() {
        routing.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
                "eyJhbGciOiJSUzUxMiJ9.e30.c2ln",
                "eyJhbGciOiJQUzUxMiIsImNyaXQiOlsieCJdfQ.e30.c2ln",
                "eyJhbGciOiJQUzUxMiJ9.e30.c2ln",
                "!.!.!"
            })
    void letterBoxWithoutAGenuineSignatureIsRefused(String signature) {
        page(0, List.of("{\"destinationId\": \"x\", \"destinationSignature\": \"" + signature + "\"}"));

        assertEquals("PORTAL-315", refusal());
    }

    @ParameterizedTest
    @CsvSource({"09162, true", "091620000000, true", "09163, false", "990000000000, false", "098, false", "x, false"})
    void signatureMustCoverTheAreaWhateverElseStandsInIt(String area, boolean covered) {
        service.server().stubFor(get(anyUrl()).willReturn(okJson("{\"routes\": " + route(ID, area) + "}")));

        if (covered) {
            assertEquals(ID, destinations().get(0).destinationId().toString());
        } else {
            assertEquals("PORTAL-315", refusal());
        }
    }

    @Test
    void everyPageIsRead() {
        List<String> boxes = IntStream.range(0, 501)
                .mapToObj(i -> route(new UUID(1, i).toString(), "09162"))
                .toList();
        page(0, boxes.subList(0, 500));
        page(500, boxes.subList(500, 501));

        List<Destination> found = destinations();

        assertEquals(501, found.size());
        assertEquals(501, new HashSet<>(found).size());
    }

    @Test
    void pagesThatRepeatAreAnError() {
        List<String> boxes = IntStream.range(0, 500)
                .mapToObj(i -> route(new UUID(1, i).toString(), "09162"))
                .toList();
        page(0, boxes);
        page(500, boxes);

        assertEquals("PORTAL-311", refusal());
    }

    private List<Destination> destinations() {
        return routing.destinations(Samples.PARKING, Samples.MUNICH);
    }

    private String refusal() {
        return assertThrows(PortalRegistryProtocolException.class, this::destinations)
                .code();
    }

    private static void page(int offset, List<String> routes) {
        service.server()
                .stubFor(get(urlPathEqualTo("/v2/routes"))
                        .withQueryParam("offset", equalTo(String.valueOf(offset)))
                        .willReturn(
                                okJson("{\"routes\": [" + routes.stream().collect(Collectors.joining(",")) + "]}")));
    }

    private static String route(String id, String area) {
        String signed = base64("{\"alg\":\"PS512\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(("{\"destinationId\":\"" + id + "\",\"services\":[{\"gebietIDs\":[\""
                                + XzufiZustaendigkeit.REGION + ":" + area + "\"],\"leistungIDs\":[\""
                                + Samples.PARKING.urn() + "\"]}]}")
                        .getBytes(StandardCharsets.UTF_8));
        return "{\"destinationId\": \"%s\", \"destinationSignature\": \"%s.%s\"}"
                .formatted(id, signed, base64(signature(signed)));
    }

    private static byte[] signature(String signed) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
