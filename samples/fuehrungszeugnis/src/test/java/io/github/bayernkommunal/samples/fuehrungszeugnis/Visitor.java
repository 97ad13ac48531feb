package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.samples.fuehrungszeugnis.Walker.Page;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** A citizen with a fresh browser, for tests: goes as far as a test wants and then does what the test is about. */
final class Visitor {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Demo demo;
    private final TestCitizen person;
    private final URI application;
    private final Walker walker;

    /** Somebody who was never here before. */
    Visitor(Demo demo) {
        this(demo, Guests.next());
    }

    private Visitor(Demo demo, TestCitizen person) {
        this.demo = demo;
        this.person = person;
        this.application = demo.sample().address();
        this.walker = new Walker(demo.sandbox().authority().certificate());
    }

    /** The same person with another browser. */
    Visitor elsewhere() {
        return new Visitor(demo, person);
    }

    TestCitizen person() {
        return person;
    }

    /** The login that suffices. */
    String withCard() {
        return cardOf(person);
    }

    static String cardOf(TestCitizen person) {
        return person.key() + ":" + person.means().wireName();
    }

    Walker walker() {
        return walker;
    }

    URI address(String path) {
        return application.resolve(path);
    }

    Page get(String path) throws IOException {
        return walker.get(address(path));
    }

    String session() {
        return walker.cookie(application, "JSESSIONID").orElse("");
    }

    /** The identity provider's page of a new login. */
    Page choose() throws IOException {
        Page request = get("/antrag");
        Page accepted = walker.submit(request.form("form[method=post]"), Map.of());
        return walker.follow(accepted);
    }

    /** The identity provider's page that carries the answer. */
    Page answer(Page choice, Map<String, String> decision) throws IOException {
        return walker.submit(choice.form("form[method=post]"), decision);
    }

    /** Carries the answer to the application: the foreign form, then its own once more. */
    Page deliver(Page answer) throws IOException {
        Page relay = walker.submit(answer.form("form[method=post]"), Map.of());
        return walker.submit(relay.form("form[method=post]"), Map.of());
    }

    /** Ends a login like this and returns what the application says to it. */
    Page login(Map<String, String> decision) throws IOException {
        return deliver(answer(choose(), decision));
    }

    /** Logs in with the card; returns the form. */
    Page logIn() throws IOException {
        return walker.follow(login(Map.of("login", withCard(), "do", "login")));
    }

    /** Logs in and fills in the form; returns the summary. */
    Page summary() throws IOException {
        return walker.follow(walker.submit(logIn().form("#details"), Journey.DETAILS));
    }

    /** Applies; returns the platform's page. */
    Page paymentPage() throws IOException {
        return walker.follow(walker.submit(summary().form("#pay"), Map.of()));
    }

    /** Presses a button on the platform's page and returns to the application; returns the status page. */
    Page decide(Page paymentPage, String action) throws IOException {
        Page leaving = walker.submit(paymentPage.form("form[method=post]"), Map.of("action", action));
        return walker.follow(walker.follow(leaving));
    }

    Page status() throws IOException {
        return get("/antrag/stand");
    }

    /** Reloads the status page until payment and letter stand like this, and returns it. */
    Page await(String state) throws IOException {
        Page[] page = new Page[1];
        boolean reached = Poll.happens(LIMIT, () -> {
            page[0] = status();
            return state(page[0]).equals(state);
        });
        assertTrue(reached, () -> "expected " + state + ", found " + state(page[0]));
        return page[0];
    }

    /** How payment and letter stand according to the page, such as {@code PAID DELIVERED}. */
    static String state(Page page) {
        Element state = page.html().selectFirst("#state");
        return state == null
                ? "no state on '" + page.html().title() + "' (" + page.status() + ")"
                : state.attr("data-payment") + " " + state.attr("data-letter");
    }

    static String text(Page page) {
        return page.html().text();
    }

    /** The hidden fields of the page's form. */
    static Map<String, String> fields(Page page) {
        Map<String, String> fields = new LinkedHashMap<>();
        page.form("form[method=post]").formData().forEach(field -> fields.put(field.key(), field.value()));
        return fields;
    }

    static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new TreeMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    /** Seeded personal data of the people who log in; none of it may appear in a log. */
    static List<String> personalData() {
        TestCitizen anna = TestCitizen.of("anna");
        Stream<String> handles = Stream.concat(Stream.of(anna), Guests.ALL.stream())
                .map(person -> person.postboxHandle().orElseThrow());
        Stream<String> data = Stream.of(
                anna.value("surname").orElseThrow(),
                anna.using(TestCitizen.Means.ELSTER).value("surname").orElseThrow(),
                "Anna Lena",
                "ANNA LENA",
                "Lindenstra",
                "LINDENSTRA",
                anna.value("birthdate").orElseThrow(),
                Journey.DETAILS.get("purpose"),
                Journey.DETAILS.get("authority"),
                Journey.DETAILS.get("street"));
        return Stream.concat(data, handles).toList();
    }
}
