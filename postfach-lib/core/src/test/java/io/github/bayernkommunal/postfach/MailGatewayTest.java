package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.internal.Tls;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The road by e-mail, before a server that speaks just enough SMTP. */
class MailGatewayTest {

    private static final KeyStore.PrivateKeyEntry KEY = Certificates.ec(
            "CN=localhost",
            "localhost",
            Instant.now().minusSeconds(60),
            Instant.now().plusSeconds(3600));

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private ServerSocket server;
    private MailGateway route;

    @BeforeEach
    void start() throws IOException {
        server = Tls.context(KEY, List.of())
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        serve(server);
        route = aRoute(server.getLocalPort()).tlsFromTheStart().build();
    }

    @AfterEach
    void stop() throws IOException {
        stopped.countDown();
        server.close();
    }

    @Test
    void handsOverAndNeverSaysMore() throws Exception {
        Message notice = Fixtures.aNotice()
                .subject("Ihr Bescheid für Straße 5")
                .attach(Attachment.pdf("Übersicht.pdf", Fixtures.PDF))
                .build();

        Delivery delivery = send(notice);

        assertEquals(DeliveryState.HANDED_OVER, delivery.state());
        assertFalse(delivery.state().isFinal());
        MimeMessage mail = parsed(mails.get(0));
        assertEquals(
                "<" + io.github.bayernkommunal.postfach.testkit.PostfachSimulator.TEST_HANDLE + "@postkorb.example>",
                mail.getHeader("To", null));
        assertEquals(
                "[" + io.github.bayernkommunal.postfach.testkit.PostfachSimulator.TEST_HANDLE
                        + ";BayernID;level3;antrag] Ihr Bescheid für Straße 5",
                mail.getSubject());
        assertEquals("<" + notice.messageId() + "@stadt.example>", mail.getMessageID());
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertEquals(3, parts.getCount());
        assertTrue(((String) parts.getBodyPart(0).getContent()).contains("Preis: 30,70 €"));
        assertEquals("bescheid.pdf", parts.getBodyPart(1).getFileName());
        assertArrayEquals(Fixtures.PDF, parts.getBodyPart(1).getInputStream().readAllBytes());
        assertTrue(mails.get(0).chars().allMatch(c -> c < 128), "the wire is ASCII");
    }

    @Test
    void writesTheSameMessageAlwaysTheSameWay() {
        Message notice = Fixtures.aNotice().build();

        assertEquals(route.prepare(notice), route.prepare(notice));
    }

    @ParameterizedTest(name = "{0} answered {1}")
    @CsvSource({
        "RCPT, 550 no such user, POSTFACH-241, NO_SUCH_POSTBOX",
        "RCPT, 554 not from here, POSTFACH-241, REJECTED_BY_SERVICE",
        "., 552 too big, POSTFACH-241, REJECTED_BY_SERVICE"
    })
    void isDeclinedByAPermanentAnswer(String command, String answer, String code, String reason) {
        answers.put(command, answer);

        PostfachRejectedException no = assertThrows(
                PostfachRejectedException.class, () -> send(Fixtures.aNotice().build()));

        assertEquals(code, no.code());
        assertTrue(no.is(new Rejection(reason)));
    }

    @ParameterizedTest(name = "{0} answered {1}")
    @CsvSource({
        "RCPT, 451 later, POSTFACH-305, false",
        "., 451 later, POSTFACH-305, false",
        "RCPT, CLOSE, POSTFACH-308, false",
        "., CLOSE, POSTFACH-308, true",
        "EHLO, CLOSE, POSTFACH-301, false"
    })
    void hasNoUsableAnswer(String command, String answer, String code, boolean effect) {
        answers.put(command, answer);

        PostfachUnavailableException later = assertThrows(
                PostfachUnavailableException.class,
                () -> send(Fixtures.aNotice().build()));

        assertEquals(code, later.code());
        assertEquals(effect, later.mayHaveTakenEffect());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESET", "CLOSE"})
    void staysHandedOverWhateverFollowsTheLastAnswer(String ending) {
        answers.put(".", "250 ok " + ending);

        assertEquals(DeliveryState.HANDED_OVER, send(Fixtures.aNotice().build()).state());
        assertEquals(1, mails.size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"EHLO, false", "RCPT, false", "., true"})
    void endsAtTheTimeLimitAlthoughAnAnswerDrips(String command, boolean effect) {
        answers.put(command, "DRIP");
        try (MailGateway hasty = aRoute(server.getLocalPort())
                .tlsFromTheStart()
                .timeout(Duration.ofSeconds(2))
                .build()) {
            PostfachUnavailableException late = assertThrows(
                    PostfachUnavailableException.class,
                    () -> PostfachClient.builder()
                            .route(hasty)
                            .build()
                            .send(Fixtures.aNotice().build()));

            assertEquals("POSTFACH-307", late.code());
            assertEquals(effect, late.mayHaveTakenEffect());
        }
    }

    @Test
    void neverSendsWhatWasGivenUpBefore() throws Exception {
        answers.put("RCPT", "LATE");
        try (MailGateway hasty = aRoute(server.getLocalPort())
                .tlsFromTheStart()
                .timeout(Duration.ofSeconds(2))
                .build()) {
            PostfachUnavailableException late = assertThrows(
                    PostfachUnavailableException.class,
                    () -> PostfachClient.builder()
                            .route(hasty)
                            .build()
                            .send(Fixtures.aNotice().build()));
            assertFalse(late.mayHaveTakenEffect());
            stopped.countDown();
            ended.await();
        }

        assertEquals(List.of(), mails.stream().filter(mail -> !mail.isBlank()).toList());
    }

    @Test
    void saysNothingInTheClear() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(plain);
            MailGateway startTls = aRoute(plain.getLocalPort()).build();

            PostfachUnavailableException later = assertThrows(
                    PostfachUnavailableException.class,
                    () -> PostfachClient.builder()
                            .route(startTls)
                            .build()
                            .send(Fixtures.aNotice().build()));

            assertEquals("POSTFACH-301", later.code());
            assertTrue(commands.stream().noneMatch(command -> command.startsWith("MAIL")), commands::toString);
        }
    }

    @Test
    void speaksOnlyWithAServerThatSomebodyVouchesFor() {
        MailGateway trusting = MailGateway.builder("localhost", server.getLocalPort())
                .recipientDomain("postkorb.example")
                .from("amt@stadt.example")
                .system("antrag")
                .tlsFromTheStart()
                .build();

        assertEquals(
                "POSTFACH-301",
                assertThrows(
                                PostfachUnavailableException.class,
                                () -> PostfachClient.builder()
                                        .route(trusting)
                                        .build()
                                        .send(Fixtures.aNotice().build()))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a[b", "a]b", "a+b", "a\"b"})
    void takesNoHandleThatCouldChangeTheAddressOrTheBrackets(String handle) {
        PostfachRejectedException no = assertThrows(
                PostfachRejectedException.class,
                () -> send(Message.to(PostboxHandle.of(handle))
                        .from(Sender.of("Stadt", "Amt"))
                        .subject("s")
                        .text("t")
                        .readableFrom(TrustLevel.BASIC)
                        .reference("r")
                        .build()));

        assertTrue(no.is(Rejection.HANDLE_INVALID));
    }

    @Test
    void namesEverythingThatIsMissing() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> MailGateway.builder("", 0)
                                .accountSource("a;b")
                                .timeout(Duration.ZERO)
                                .build())
                .getMessage()
                .startsWith("The route mail-gateway has 6 problem(s)"));
    }

    private MailGateway.Builder aRoute(int port) {
        return MailGateway.builder("localhost", port)
                .recipientDomain("postkorb.example")
                .from("amt@stadt.example")
                .system("antrag")
                .trust(List.of((X509Certificate) KEY.getCertificate()))
                .timeout(Duration.ofSeconds(20));
    }

    private Delivery send(Message message) {
        return PostfachClient.builder().route(route).build().send(message);
    }

    private static MimeMessage parsed(String mail) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)));
    }

    private void serve(ServerSocket listening) {
        Thread thread = new Thread(() -> {
            while (!listening.isClosed()) {
                try (Socket caller = listening.accept()) {
                    speak(caller);
                } catch (IOException e) {
                    // the caller or the server has gone
                }
                ended.countDown();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void speak(Socket caller) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = caller.getOutputStream();
        write(out, "220 ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String command = line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
            if (command.equals("DATA")) {
                write(out, "354 go on");
                StringBuilder mail = new StringBuilder();
                for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                    mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                }
                mails.add(mail.toString());
                command = ".";
            }
            String answer = answers.getOrDefault(command, command.equals("QUIT") ? "221 bye" : "250 ok");
            if (answer.equals("CLOSE")) {
                return;
            }
            if (answer.equals("LATE")) {
                drip(OutputStream.nullOutputStream());
                answer = "250 ok";
            }
            if (answer.equals("DRIP")) {
                drip(out);
            }
            write(out, answer);
            if (answer.endsWith("RESET")) {
                caller.setSoLinger(true, 0);
                return;
            }
            if (answer.endsWith("CLOSE")) {
                return;
            }
        }
    }

    /** Always another character before a pause could look like silence, and never a whole line. */
    private void drip(OutputStream out) throws IOException {
        while (true) {
            out.write('2');
            out.flush();
            try {
                if (stopped.await(50, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Nested
    class KeepsTheContract extends RouteContract {

        @Override
        protected PostfachRoute route() {
            return route;
        }

        @Override
        protected Message aMessage() {
            return Fixtures.aNotice().build();
        }
    }
}
