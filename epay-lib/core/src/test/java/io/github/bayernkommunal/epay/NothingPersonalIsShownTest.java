package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Every log level, exception text and {@code toString} of a busy hour, searched for a person and for secrets. Runs in a
 * process of its own, because the log level is read once per process.
 */
class NothingPersonalIsShownTest {

    private static final List<String> PERSONAL = List.of(
            "Xaveria",
            "Zwirbelhuber",
            "Lindwurmgasse",
            "81371",
            "Pfaffenhofen",
            "GEHEIMTEXT",
            "Verwendungsgeheimnis",
            "rueckkehr-geheim");

    private static String output(String level) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level,
                        "-Djdk.internal.httpclient.debug=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyHour.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));

        assertTrue(process.exitValue() == 0, output);
        return output;
    }

    /** Each step of a payment is one event. Its keys are a promise, see docs/operations.md. */
    @Test
    void infoHasOneEventForEachDecision() throws IOException, InterruptedException {
        List<String> events = output("info")
                .lines()
                .filter(line -> line.contains("decision="))
                .map(line -> line.replaceAll(".*epay\\.audit - ", ""))
                .toList();

        String form =
                "decision=(payment-remembered|state-changed|notification-refused) from=([A-Z]+|none) to=([A-Z]+|none)"
                        + " reason=\\S+ account=\\S+ reference=\\S+ attempt=(\\d+|none) transaction=\\S+";
        events.forEach(event -> assertTrue(event.matches(form), event));
        assertTrue(
                events.get(0)
                        .startsWith(
                                "decision=payment-remembered from=none to=CREATED reason=none account=xbezahldienste/"),
                events.get(0));
        assertTrue(events.get(1).contains("from=CREATED to=SUBMITTED "), events.get(1));
        assertTrue(
                events.stream().anyMatch(event -> event.contains("from=SUBMITTED to=PENDING reason=INITIAL ")),
                String.join("\n", events));
        assertTrue(
                events.stream().anyMatch(event -> event.contains("to=UNKNOWN reason=EPAY-")),
                String.join("\n", events));
    }

    @Test
    void noLevelShowsAPersonOrASecret() throws IOException, InterruptedException {
        String output = output("trace");
        assertTrue(output.contains("open payment az-1 attempt"), output);
        assertTrue(output.contains("EPAY-"), output);
        for (String secret : PERSONAL) {
            assertFalse(output.contains(secret), () -> secret + " in\n" + output);
        }
        assertFalse(output.contains("secret of the platform: leaked"), output);
    }

    /** Opens, asks, fails in every way, and prints everything that an application could print. */
    static final class BusyHour {

        private BusyHour() {}

        public static void main(String... arguments) {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
            try (EpaySimulator platform = EpaySimulator.start(0)) {
                List<EpayClient> clients = new ArrayList<>();
                clients.add(EpayClient.configure(platform.settings())
                        .onChange(out::println)
                        .onExchange(out::println)
                        .build());
                clients.add(EpayClient.builder()
                        .route(EpayBl.builder()
                                .address(platform.epayBlAddress(3))
                                .paypage(platform.paypageAddress())
                                .payee(Bewirtschafter.of("9990000001", "42"))
                                .trust(List.of(platform.certificate()))
                                .build())
                        .onChange(out::println)
                        .build());
                for (EpayClient client : clients) {
                    hour(platform, client, out);
                }
                String text = shown.toString(StandardCharsets.UTF_8);
                System.out.println(text);
                String secret = platform.settings().get("epay.oauth.client-secret");
                System.out.println(
                        text.contains(secret) || text.contains("Bearer ")
                                ? "secret of the platform: leaked"
                                : "secret of the platform: kept");
            }
        }

        private static void hour(EpaySimulator platform, EpayClient client, PrintStream out) {
            PaymentOrder order = PaymentOrder.builder("az-1")
                    .item(LineItem.of("GEHEIMTEXT", Money.euro("30.70"), "1110.1000"))
                    .purpose("Verwendungsgeheimnis")
                    .description("GEHEIMTEXT")
                    .payer(Payer.of("Xaveria", "Zwirbelhuber").at("Lindwurmgasse", "1", "81371", "Pfaffenhofen", "DE"))
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/rueckkehr-geheim"))
                    .build();
            out.println(order);
            out.println(order.items());
            out.println(order.payer());
            for (Mishap mishap : Mishap.values()) {
                for (Call call : List.of(Call.OPEN, Call.REPORT)) {
                    boolean slow =
                            mishap == Mishap.LATE_ANSWER || mishap == Mishap.SLOW_DRIP || mishap == Mishap.HUGE_ANSWER;
                    if (!slow && mishap.canHappenAt(call)) {
                        platform.next(mishap, call);
                        shown(() -> client.open(order), out);
                        shown(() -> client.report("az-1"), out);
                        platform.reset();
                    }
                }
            }
            shown(() -> client.returned("rueckkehr-geheim").map(PaymentReport::changeKey), out);
            shown(
                    () -> client.open(PaymentOrder.builder("az-1")
                            .item(LineItem.of("GEHEIMTEXT", Money.euro("1"), "1"))
                            .purpose("Verwendungsgeheimnis ÄÖÜ")
                            .description("GEHEIMTEXT§")
                            .returnTo(order.returnTo())
                            .build()),
                    out);
            shown(() -> client.reconciler().cashReport().differences(), out);
        }

        private static void shown(java.util.concurrent.Callable<?> step, PrintStream out) {
            try {
                out.println(step.call());
            } catch (Exception e) {
                e.printStackTrace(out);
            }
        }
    }
}
