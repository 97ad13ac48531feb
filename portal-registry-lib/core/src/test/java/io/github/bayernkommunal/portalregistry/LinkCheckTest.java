package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.internal.links.LinkProbe;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCheckTest {

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    private LinkCheck check;

    @BeforeEach
    void open() {
        check = check().build();
    }

    @AfterEach
    void close() {
        check.close();
    }

    @ParameterizedTest
    @CsvSource({"200, GOOD", "204, GOOD", "401, GOOD", "403, GOOD", "404, BROKEN", "410, BROKEN", "500, BROKEN"})
    void statusDecides(int status, LinkCheck.State state) {
        answer("/a", status, "");

        LinkCheck.Result result = run("/a");

        assertEquals(state, result.state());
        assertEquals(status, result.status());
        assertEquals(0, result.certificateDays());
    }

    @Test
    void pageThatDoesNotLikeHeadIsAskedOnceMore() {
        service.server()
                .stubFor(head(urlPathEqualTo("/a")).willReturn(aResponse().withStatus(405)));
        service.server()
                .stubFor(get(urlPathEqualTo("/a")).willReturn(aResponse().withStatus(200)));

        assertEquals(LinkCheck.State.GOOD, run("/a").state());
    }

    @Test
    void wayOfRedirectsIsTold() {
        answer("/a", 301, "/b");
        answer("/b", 302, "/c?x=1");
        answer("/c", 200, "");

        LinkCheck.Result result = run("/a");

        assertEquals(LinkCheck.State.REDIRECTED, result.state());
        assertEquals(List.of(service.address("/a"), service.address("/b"), service.address("/c?x=1")), result.way());
    }

    @Test
    void redirectWithoutAnAddressIsBroken() {
        answer("/a/b", 302, "");

        LinkCheck.Result result = run("/a/b");

        assertEquals(LinkCheck.State.BROKEN, result.state());
        assertEquals(List.of(service.address("/a/b")), result.way());
        assertEquals(1, service.server().getAllServeEvents().size());
    }

    @Test
    void pageIsJudgedByItsHeadHoweverLongItIs() {
        service.server()
                .stubFor(head(urlPathEqualTo("/a")).willReturn(aResponse().withStatus(405)));
        service.server()
                .stubFor(get(urlPathEqualTo("/a"))
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withBody("x".repeat(1_000_000))
                                .withChunkedDribbleDelay(1000, 600_000)));

        assertEquals(LinkCheck.State.GOOD, run("/a").state());
    }

    @Test
    void circlesAndEndlessWaysAreBroken() {
        answer("/a", 301, "/b");
        answer("/b", 301, "/a");
        assertEquals(LinkCheck.State.BROKEN, run("/a").state());
        for (int i = 0; i < 10; i++) {
            answer("/n" + i, 301, "/n" + (i + 1));
        }

        assertEquals(6, run("/n0").way().size());
        assertEquals(LinkCheck.State.BROKEN, run("/n0").state());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost/x", "https://internal.example/x", "file:///etc/passwd", "//internal.example/"})
    void redirectIntoTheOwnNetworkIsNotFollowed(String target) {
        answer("/a", 302, target);

        LinkCheck.Result result = run("/a");

        assertEquals(LinkCheck.State.NOT_CALLED, result.state());
        assertEquals(2, result.way().size());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false",
        "10.1.2.3, false",
        "172.16.0.1, false",
        "192.168.1.1, false",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "0.0.0.0, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::1, false",
        "fe80::1, false",
        "fd00::1, false",
        "::ffff:10.0.0.1, false",
        "64:ff9b::a00:1, false",
        "2002:a00:1::, false",
        "::127.0.0.1, false",
        "::a00:1, false",
        "64:ff9b:1::a00:1, false",
        "2001:0:53aa:64c::1, false",
        "2001:db8::1, false",
        "100::1, false",
        "192.0.2.1, false",
        "203.0.113.9, false",
        "198.18.0.1, false",
        "93.184.216.34, true",
        "2606:2800:220:1:248:1893:25c8:1946, true"
    })
    void onlyPublicHostsAreCalled(String address, boolean called) throws Exception {
        assertEquals(called, LinkProbe.isPublic(InetAddress.getByName(address)));
    }

    @Test
    void hostWithOnePrivateAddressAmongOthersIsNotCalled() throws Exception {
        try (LinkCheck twoFaced = check().names(
                        host -> List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("10.0.0.1")))
                .build()) {
            assertEquals(
                    LinkCheck.State.NOT_CALLED, twoFaced.check(online("/a")).state());
        }
    }

    @Test
    void addressThatWasCheckedIsTheOneThatIsCalled() throws Exception {
        answer("/a", 200, "");
        OnlineService elsewhere = Samples.parking()
                .address(URI.create(service.address("/a").toString().replace("localhost", "localhost.example")))
                .build();
        AtomicInteger questions = new AtomicInteger();
        try (LinkCheck pinned = check().names(host -> {
                    questions.incrementAndGet();
                    return List.of(InetAddress.getByName("127.0.0.1"));
                })
                .build()) {
            // Nobody but the check knows this name: it can only be reached by the address that was checked.
            assertEquals(LinkCheck.State.UNTRUSTED, pinned.check(elsewhere).state());
        }
        assertEquals(1, questions.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0177.0.0.1",
                "127.1",
                "127.0.0.1.",
                "0x7f.1",
                "2130706433",
                "93.184.216.034",
                "1.2.3",
                "example.0x1",
                "0x7F000001"
            })
    void hostThatIsANumberInAnOddSpellingIsNotCalled(String host) {
        answer("/a", 302, "https://" + host + "/");
        // Each is looked up as it would be in earnest.
        try (LinkCheck real =
                check().names(name -> List.of(InetAddress.getAllByName(name))).build()) {
            LinkCheck.Result result = real.check(online("/a"));

            assertEquals(LinkCheck.State.NOT_CALLED, result.state(), result::toString);
            assertEquals(2, result.way().size());
        }
    }

    @Test
    void silenceStrangersAndUnknownHostsAreToldApart() throws Exception {
        try (HeldHttps silent = new HeldHttps(200, "");
                LinkCheck quick = LinkCheck.builder()
                        .trust(silent.trust())
                        .names(LinkCheckTest::names)
                        .reach(LinkCheckTest::inReach)
                        .timeout(Duration.ofMillis(300))
                        .build();
                LinkCheck strict = LinkCheck.builder()
                        .names(LinkCheckTest::names)
                        .reach(LinkCheckTest::inReach)
                        .build()) {
            OnlineService late =
                    Samples.parking().address(silent.address("/late")).build();
            assertEquals(LinkCheck.State.UNREACHABLE, quick.check(late).state());
            assertEquals(LinkCheck.State.UNTRUSTED, strict.check(online("/a")).state());
            OnlineService nowhere = Samples.parking()
                    .address(URI.create("https://nowhere.example/"))
                    .build();
            assertEquals(LinkCheck.State.UNREACHABLE, strict.check(nowhere).state());
        }
    }

    @Test
    void directoryIsCheckedInItsOrder() {
        answer("/a", 200, "");

        List<LinkCheck.Result> results = check.check(ServiceDirectory.of(
                online("/a"),
                Samples.dogTax().address(service.address("/missing")).build()));

        assertEquals(
                List.of("bewohnerparken", "hundesteuer"),
                results.stream().map(LinkCheck.Result::serviceId).toList());
        assertEquals(LinkCheck.State.BROKEN, results.get(1).state(), results::toString);
    }

    @Test
    void addressOfSeveralServicesIsCalledOnce() {
        answer("/a", 200, "");

        List<LinkCheck.Result> results = check.check(ServiceDirectory.of(
                online("/a"), Samples.dogTax().address(service.address("/a")).build()));

        assertEquals(
                List.of("bewohnerparken GOOD", "hundesteuer GOOD"),
                results.stream()
                        .map(result -> result.serviceId() + " " + result.state())
                        .toList());
        assertEquals(1, service.server().getAllServeEvents().size());
    }

    @Test
    void interruptionIsNotTakenForABrokenLink() {
        Thread.currentThread().interrupt();

        var ended = assertThrows(PortalRegistryUnavailableException.class, () -> run("/a"));

        assertTrue(Thread.interrupted());
        assertEquals("PORTAL-108", ended.code());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "30, true", "31, false", "-1, false"})
    void certificateThatEndsSoonIsTold(long daysLeft, boolean soon) {
        var result = new LinkCheck.Result("a", LinkCheck.State.GOOD, 200, List.of(), daysLeft, "");

        assertEquals(soon, result.certificateEndsWithin(30));
    }

    @Test
    void timeLimitMustBeMoreThanZero() {
        assertThrows(
                IllegalArgumentException.class,
                () -> LinkCheck.builder().timeout(Duration.ZERO).build());
    }

    private static LinkCheck.Builder check() {
        return LinkCheck.builder()
                .trust(service.trust())
                .names(LinkCheckTest::names)
                .reach(LinkCheckTest::inReach);
    }

    /** The server of the test lives on this machine, so this machine is in reach. */
    private static boolean inReach(InetAddress address) {
        return address.isLoopbackAddress() || LinkProbe.isPublic(address);
    }

    private static List<InetAddress> names(String host) throws UnknownHostException {
        return switch (host) {
            case "localhost" -> List.of(InetAddress.getByName("127.0.0.1"));
            case "internal.example" -> List.of(InetAddress.getByName("10.0.0.1"));
            default -> throw new UnknownHostException(host);
        };
    }

    private LinkCheck.Result run(String path) {
        return check.check(online(path));
    }

    private static OnlineService online(String path) {
        return Samples.parking().address(service.address(path)).build();
    }

    private static void answer(String path, int status, String location) {
        var answer = aResponse().withStatus(status);
        service.server()
                .stubFor(any(urlPathEqualTo(path))
                        .willReturn(location.isEmpty() ? answer : answer.withHeader("Location", location)));
    }
}
