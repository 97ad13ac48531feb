package io.github.bayernkommunal.epay.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.bayernkommunal.epay.Bewirtschafter;
import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.Journal;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.PaymentState;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpayReturnServletTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final List<PaymentState> told = new ArrayList<>();
    private EpayClient epay;
    private EpayReturnServlet servlet;

    @BeforeEach
    void start() throws ServletException {
        epay = EpayClient.configure(platform.settings())
                .onChange(report -> told.add(report.state()))
                .build();
        epay.open(PaymentOrder.builder("az-1")
                .payee(Bewirtschafter.of("1610000000", "42"))
                .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                .build());
        servlet = new EpayReturnServlet(epay);
        servlet.init(config("/antrag/{token}/stand"));
    }

    @AfterEach
    void stop() {
        epay.close();
    }

    @Test
    void aReturnAsksThePlatformAndLeadsOn() throws Exception {
        platform.pay("az-1");

        HttpServletResponse response = get("/f3b1");

        verify(response).setStatus(303);
        verify(response).setHeader("Location", "/app/antrag/f3b1/stand");
        verify(response).setHeader("Cache-Control", "no-store");
        assertEquals(List.of(PaymentState.AUTHORIZED), told);
    }

    @Test
    void whatTheBrowserClaimsIsNotRead() throws Exception {
        HttpServletRequest request = request("/f3b1", "GET");
        when(request.getParameter(any())).thenReturn("PAYED");
        HttpServletResponse response = mock(HttpServletResponse.class);

        servlet.service(request, response);

        verify(request, never()).getParameter(any());
        verify(request, never()).getQueryString();
        assertEquals(List.of(), told);
        assertEquals(PaymentState.PENDING, epay.report("az-1").state());
    }

    @Test
    void aReturnByPostIsTheSame() throws Exception {
        HttpServletResponse response = mock(HttpServletResponse.class);

        servlet.service(request("/f3b1", "POST"), response);

        verify(response).setStatus(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/f3b2", "/", "", "/f3b1%0d", "/<b>"})
    void aTokenOfNobodyIsNotFound(String path) throws Exception {
        HttpServletResponse response = get(path);

        verify(response).sendError(404);
        verify(response, never()).setStatus(anyInt());
    }

    @Test
    void thePlatformsSilenceDoesNotStrandTheCitizen() throws Exception {
        platform.next(Mishap.SERVICE_UNAVAILABLE, Call.REPORT);

        HttpServletResponse response = get("/f3b1");

        verify(response).setStatus(303);
        verify(response).setHeader(eq("Location"), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"antrag", "//evil.example/", "/\\evil.example", "https://evil.example/"})
    void theWayOnStaysInTheApplication(String path) {
        var failure = assertThrows(ServletException.class, () -> new EpayReturnServlet(epay).init(config(path)));

        assertTrue(failure.getMessage().contains("continue-to"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void theProducerFiresEachNewStateOnce() {
        platform.settings().forEach(System::setProperty);
        Event<PaymentChanged> event = mock(Event.class);
        EpayProducer producer = new EpayProducer();
        EpayClient client = producer.epayClient(mock(Instance.class), mock(Instance.class), event);
        try {
            client.open(PaymentOrder.builder("az-2")
                    .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/a"))
                    .build());
            platform.cancel("az-2");

            client.report("az-2");
            var report = client.report("az-2");

            verify(event).fire(any());
            assertEquals("az-2#1#CANCELED", new PaymentChanged(report).key());
        } finally {
            producer.close(client);
            platform.settings().keySet().forEach(System::clearProperty);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @SuppressWarnings("unchecked")
    void theTimeIsReadWhereTheApplicationSays(boolean hasClock) {
        Clock clock = Clock.fixed(Instant.now().plus(Duration.ofDays(400)), ZoneOffset.UTC);
        Journal journal = Journal.inMemory();
        Instance<Journal> journals = mock(Instance.class);
        when(journals.isResolvable()).thenReturn(true);
        when(journals.get()).thenReturn(journal);
        Instance<Clock> clocks = mock(Instance.class);
        when(clocks.isResolvable()).thenReturn(hasClock);
        when(clocks.get()).thenReturn(clock);
        platform.settings().forEach(System::setProperty);
        EpayProducer producer = new EpayProducer();
        EpayClient client = producer.epayClient(journals, clocks, mock(Event.class));
        try {
            client.open(PaymentOrder.builder("az-3")
                    .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/b"))
                    .build());

            Instant created = journal.latest("xbezahldienste/musterstadt/09162000", "az-3")
                    .orElseThrow()
                    .createdAt();
            assertEquals(hasClock, created.equals(clock.instant()));
        } finally {
            producer.close(client);
            platform.settings().keySet().forEach(System::clearProperty);
        }
    }

    private HttpServletResponse get(String path) throws Exception {
        HttpServletResponse response = mock(HttpServletResponse.class);
        servlet.service(request(path, "GET"), response);
        return response;
    }

    private static HttpServletRequest request(String path, String method) {
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getMethod()).thenReturn(method);
        when(request.getContextPath()).thenReturn("/app");
        when(request.getPathInfo()).thenReturn(path);
        return request;
    }

    private static ServletConfig config(String path) {
        ServletConfig config = mock(ServletConfig.class);
        when(config.getInitParameter("continue-to")).thenReturn(path);
        return config;
    }
}
