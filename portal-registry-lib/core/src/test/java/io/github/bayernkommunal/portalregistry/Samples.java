package io.github.bayernkommunal.portalregistry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Valid things; a test breaks one part. */
public final class Samples {

    public static final Ars MUNICH = Ars.of("091620000000");
    public static final Ars NOERDLINGEN = Ars.of("097790194194");
    public static final Leistungsschluessel PARKING = Leistungsschluessel.of("99108001001000");
    public static final Leistungsschluessel DOG_TAX = Leistungsschluessel.of("99102013104000");

    private Samples() {}

    public static OnlineService.Builder parking() {
        return OnlineService.builder("bewohnerparken")
                .leistung(PARKING)
                .offeredIn(MUNICH)
                .title("Bewohnerparkausweis beantragen")
                .title(Locale.ENGLISH, "Apply for a resident parking permit")
                .description("<p>Für Bewohnerinnen und Bewohner.</p>")
                .address(URI.create("https://antrag.musterstadt.example/parken"))
                .trustLevel(OnlineService.TrustLevel.SUBSTANTIAL)
                .payment(true);
    }

    public static OnlineService.Builder dogTax() {
        return dogTax("hundesteuer");
    }

    public static OnlineService.Builder dogTax(String id) {
        return OnlineService.builder(id)
                .leistung(DOG_TAX)
                .offeredIn(MUNICH)
                .title("Hund anmelden")
                .address(URI.create("https://antrag.musterstadt.example/hund"));
    }

    /** So many services, all in one area. */
    public static List<OnlineService> services(int count, Ars area) {
        List<OnlineService> services = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            services.add(OnlineService.builder("dienst-" + i)
                    .leistung(PARKING)
                    .offeredIn(area)
                    .title("Dienst " + i)
                    .address(URI.create("https://antrag.musterstadt.example/" + i))
                    .build());
        }
        return services;
    }
}
