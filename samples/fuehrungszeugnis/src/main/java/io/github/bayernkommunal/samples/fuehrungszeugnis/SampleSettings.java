package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The few settings of this application itself; those of the libraries are read by the libraries. */
@ApplicationScoped
public class SampleSettings {

    /** Where browsers reach this application: every address that leaves it is built from this one, never from a request. */
    URI address() {
        return URI.create(required("sample.address"));
    }

    /** The administrative service that this application offers online. */
    Leistungsschluessel leistung() {
        return Leistungsschluessel.of(required("sample.leistungsschluessel"));
    }

    /** The municipality that offers it. */
    Ars ars() {
        return Ars.of(required("sample.ars"));
    }

    /** How long to wait before a letter is tried again while the mailbox cannot be reached. */
    Duration letterPause() {
        return duration("sample.letter-pause", Duration.ofSeconds(30));
    }

    /** How often to look whether a payment is due to be asked for. */
    Duration watchPause() {
        return duration("sample.watch-pause", Duration.ofSeconds(20));
    }

    /** How many times faster than the world the clock of payments runs; for tests. */
    int clockSpeed() {
        String speed = optional("sample.clock-speed");
        return speed == null ? 1 : Integer.parseInt(speed);
    }

    /** Origin of the payment pages, for the browser's rule where forms may lead; any port of the platform's hosts. */
    String paymentOrigins() {
        String hosts = optional("epay.redirect-hosts");
        String all = hosts == null ? URI.create(required("epay.address")).getHost() : hosts;
        StringBuilder origins = new StringBuilder();
        for (String host : all.split(",", -1)) {
            origins.append("https://").append(host.strip()).append(":* ");
        }
        return origins.toString().strip();
    }

    private static Duration duration(String name, Duration otherwise) {
        String text = optional(name);
        return text == null ? otherwise : Duration.parse(text);
    }

    private static String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw new IllegalStateException("The setting " + name + " is missing; give it as -D" + name + "=…");
        }
        return value;
    }

    private static @Nullable String optional(String name) {
        String value = System.getProperty(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
