package io.github.bayernkommunal.samples.benchmarks.outbox;

import io.github.bayernkommunal.samples.benchmarks.soap.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** A file as the body of a request, and nothing else. The variant is its megabytes. */
public final class RawPost implements Callable<Object> {

    private final Path file;
    private final HttpClient http;
    private final URI address;

    /** Makes file and client. */
    public RawPost(Path fixture, String variant) throws IOException {
        file = LargeFile.of(fixture, Integer.parseInt(variant));
        Connection connection = Connection.of(fixture, "/v6/mailbox/messages");
        address = connection.address();
        http = HttpClient.newBuilder()
                .sslContext(connection.tls())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public Object call() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
