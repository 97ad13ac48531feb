package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.KeyFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real route to a simulated service. */
final class RouteOf {

    private RouteOf() {}

    static BspSoap settings(Map<String, String> settings, Duration timeout) {
        return builder(settings).timeout(timeout).build();
    }

    static BspSoap.Builder builder(Map<String, String> settings) {
        return BspSoap.builder()
                .address(URI.create(settings.get("postfach.address")))
                .clientKey(KeyFiles.readKey(
                        Path.of(settings.get("postfach.client-key.file")),
                        settings.get("postfach.client-key.password").toCharArray(),
                        settings.get("postfach.client-key.alias")))
                .trust(KeyFiles.readCertificates(Path.of(settings.get("postfach.trust.file"))));
    }

    static ZbpRest.Builder zbp(Map<String, String> settings) {
        return ZbpRest.builder()
                .address(URI.create(settings.get("postfach.address")))
                .authorityKey(KeyFiles.readKey(
                        Path.of(settings.get("postfach.client-key.file")),
                        settings.get("postfach.client-key.password").toCharArray(),
                        settings.get("postfach.client-key.alias")))
                .trust(KeyFiles.readCertificates(Path.of(settings.get("postfach.trust.file"))));
    }

    static ZbpFitConnect.Builder fitConnect(Map<String, String> settings) {
        return ZbpFitConnect.builder()
                .address(URI.create(settings.get("postfach.address")))
                .tokenAddress(URI.create(settings.get("postfach.fit-connect.token-address")))
                .destinationAddress(URI.create(settings.get("postfach.fit-connect.destination-address")))
                .destinationId(settings.get("postfach.fit-connect.destination-id"))
                .client(
                        settings.get("postfach.fit-connect.client-id"),
                        settings.get("postfach.fit-connect.client-secret"))
                .authorityKey(KeyFiles.readKey(
                        Path.of(settings.get("postfach.client-key.file")),
                        settings.get("postfach.client-key.password").toCharArray(),
                        settings.get("postfach.client-key.alias")))
                .trust(KeyFiles.readCertificates(Path.of(settings.get("postfach.trust.file"))));
    }
}
