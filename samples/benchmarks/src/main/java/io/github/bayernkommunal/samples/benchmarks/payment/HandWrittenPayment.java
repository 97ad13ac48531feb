package io.github.bayernkommunal.samples.benchmarks.payment;

import io.github.bayernkommunal.samples.benchmarks.soap.Connection;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The same exchange by hand on the JDK's client and Jakarta JSON: the fields that matter are read, nothing is judged. */
public final class HandWrittenPayment implements Callable<Object> {

    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("user:password".getBytes(StandardCharsets.UTF_8));

    private final JsonReaderFactory readers = Json.createReaderFactory(Map.of());
    private final HttpClient client;
    private final URI transactions;
    private final URI first;
    private final boolean opens;

    /** Makes the client, and the payment that is asked for. */
    public HandWrittenPayment(Path fixture, String variant) throws IOException, InterruptedException {
        Connection connection = Connection.of(fixture, "/payments");
        client = HttpClient.newBuilder()
                .sslContext(connection.tls())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        transactions = URI.create(connection.address() + "/paymenttransaction/parken/09162000");
        opens = variant.equals(OurPayment.OPEN);
        first = URI.create(transactions + "/" + open());
    }

    @Override
    public Object call() throws IOException, InterruptedException {
        return opens ? open() : transactionOf(HttpRequest.newBuilder(first).GET());
    }

    private String open() throws IOException, InterruptedException {
        String body = """
                {"requestId":"%s","requestTimestamp":"%s","currency":"EUR","grosAmount":30.70,"purpose":"Bewohnerparken",\
                "redirectUrl":"https://antrag.musterstadt.example/zahlung/f3b1","items":[{"id":"1","reference":"az",\
                "description":"BEWOHNERPARKEN","taxRate":0,"quantity":1,"totalNetAmount":30.70,"totalTaxAmount":0,\
                "singleNetAmount":30.70,"singleTaxAmount":0,"bookingData":{"haushaltsstelle":"1110.1000"}}]}""".formatted(UUID.randomUUID(), Instant.now());
        return transactionOf(HttpRequest.newBuilder(transactions)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String transactionOf(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                request.header("Authorization", LOGIN)
                        .header("Accept", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        try (JsonReader reader = readers.createReader(new ByteArrayInputStream(answer.body()))) {
            JsonObject information = reader.readObject().getJsonObject("paymentInformation");
            if (information.getString("status").isEmpty()) {
                throw new IOException("no status");
            }
            return information.getString("transactionId");
        }
    }
}
