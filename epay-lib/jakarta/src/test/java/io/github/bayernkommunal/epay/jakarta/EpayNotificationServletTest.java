package io.github.bayernkommunal.epay.jakarta;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.EpayUnavailableException;
import io.github.bayernkommunal.epay.Journal;
import io.github.bayernkommunal.epay.PmPayment;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpayNotificationServletTest {

    private static EpayClient client(Journal journal) {
        return EpayClient.builder()
                .route(PmPayment.builder()
                        .address(URI.create("https://payment.example"))
                        .ags("09162000")
                        .procedure("GEWERBE")
                        .salts(List.of("demo-salt-0123456789"))
                        .build())
                .journal(journal)
                .build();
    }

    private static HttpServletResponse post(EpayClient client, String body) throws Exception {
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getMethod()).thenReturn("POST");
        when(request.getInputStream()).thenReturn(stream(body));
        HttpServletResponse response = mock(HttpServletResponse.class);
        new EpayNotificationServlet(client).service(request, response);
        return response;
    }

    @ParameterizedTest
    @CsvSource({"ags=09162000&txid=A, 204", "ags=09162001&txid=A, 400", "'', 400"})
    void theAnswerIsAStatusAndNothingElse(String body, int status) throws Exception {
        HttpServletResponse response = post(client(Journal.inMemory()), body);

        verify(response).setStatus(status);
        verify(response, never()).getWriter();
        verify(response, never()).getOutputStream();
    }

    @Test
    void aBodyThatIsTooLargeIsNotReadToItsEnd() throws Exception {
        HttpServletResponse response = post(client(Journal.inMemory()), "ags=09162000&txid=A&x=" + "1".repeat(100_000));

        verify(response).setStatus(400);
    }

    @Test
    void withoutAJournalThePlatformShallCallAgain() throws Exception {
        Journal broken = mock(Journal.class);
        when(broken.byTransaction(any(), any()))
                .thenThrow(new EpayUnavailableException("EPAY-111", "gone", true, null, null));

        verify(post(client(broken), "ags=09162000&txid=A")).setStatus(503);
    }

    private static ServletInputStream stream(String body) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}

            @Override
            public int read() {
                return bytes.read();
            }
        };
    }
}
