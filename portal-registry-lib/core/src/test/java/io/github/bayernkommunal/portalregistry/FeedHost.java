package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.security.cert.X509Certificate;

/** Puts a feed on the web of this machine, as an application would. */
final class FeedHost implements AutoCloseable {

    /** Whatever answers as a feed does. */
    @FunctionalInterface
    interface Answering {
        ServiceFeed.Answer answer(String path, String ifNoneMatch, String authorization);
    }

    private final TestTls tls = TestTls.forName("localhost");
    private final WireMockServer server;

    FeedHost(ServiceFeed feed) {
        this(feed::answer);
    }

    FeedHost(Answering feed) {
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .keystorePath(tls.keyStore().toString())
                .keystorePassword(TestTls.PASSWORD)
                .keyManagerPassword(TestTls.PASSWORD)
                .keystoreType("PKCS12")
                .extensions(new FromFeed(feed)));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    URI address() {
        return URI.create("https://localhost:" + server.httpsPort() + "/portal-feed/");
    }

    X509Certificate certificate() {
        return tls.certificate();
    }

    @Override
    public void close() {
        server.stop();
    }

    private record FromFeed(Answering feed) implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            var request = event.getRequest();
            ServiceFeed.Answer answer = feed.answer(
                    request.getUrl().replaceFirst("^/portal-feed", ""),
                    request.getHeader("If-None-Match"),
                    request.getHeader("Authorization"));
            return aResponse()
                    .withStatus(answer.status())
                    .withHeaders(new HttpHeaders(answer.headers().entrySet().stream()
                            .map(header -> new HttpHeader(header.getKey(), header.getValue()))
                            .toList()))
                    .withBody(answer.body())
                    .build();
        }

        @Override
        public String getName() {
            return "from-feed";
        }
    }
}
