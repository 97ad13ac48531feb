package io.github.bayernkommunal.samples.sandbox;

import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.portalregistry.testkit.CollectionReport;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage;
import io.github.bayernkommunal.postfach.testkit.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The four simulators in one process, with one start page. Everything speaks HTTPS with certificates of one authority
 * that is made at the start and forgotten at the end.
 */
public final class Sandbox implements AutoCloseable {

    private final LocalAuthority authority;
    private final Path authorityFile;
    private final BayernIdSimulator bayernId;
    private final PostfachSimulator postfach;
    private final EpaySimulator epay;
    private final PortalSimulator portal;
    private final StartPage page;
    private final Switchboard switchboard = new Switchboard();

    private Sandbox(int port, List<TestCitizen> guests) {
        authority = LocalAuthority.fresh();
        authorityFile = writeAuthority(authority);
        KeyStore.PrivateKeyEntry key = authority.serverKey("Bayern sandbox");
        List<TestCitizen> people =
                Stream.concat(TestCitizen.catalogue().stream(), guests.stream()).toList();
        bayernId = BayernIdSimulator.builder()
                .citizens(people)
                .tlsKey(key)
                .port(offset(port, 1))
                .start();
        PostfachSimulator.Builder mailboxes =
                PostfachSimulator.builder().tlsKey(key).port(offset(port, 2)).onServed(this::mailboxServed);
        people.forEach(person -> person.postboxHandle().ifPresent(handle -> mailboxes.mailbox(handle, nameOf(person))));
        postfach = mailboxes.start();
        epay = EpaySimulator.builder()
                .tlsKey(key)
                .port(offset(port, 3))
                .onServed(switchboard::payment)
                .start();
        portal = PortalSimulator.builder()
                .tlsKey(key)
                .port(offset(port, 4))
                .onServed(switchboard::portal)
                .start();
        page = new StartPage(port, key, this);
    }

    /**
     * Starts everything.
     *
     * @param port where the start page listens; the simulators take the four ports after it. 0: free ports
     */
    public static Sandbox start(int port) {
        return start(port, List.of());
    }

    /**
     * Starts everything, with people of your own beside those of the catalogue.
     *
     * @param port as above
     * @param guests further people who may log in and have a mailbox; the start page does not list them
     */
    public static Sandbox start(int port, List<TestCitizen> guests) {
        return new Sandbox(port, guests);
    }

    /** Runs until stopped; the port is the only argument, 8440 without one. */
    public static void main(String[] arguments) throws InterruptedException {
        Sandbox sandbox = start(arguments.length == 0 ? 8440 : Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println(sandbox.describe());
        Thread.currentThread().join();
    }

    /** Address of the start page. */
    public URI address() {
        return page.address();
    }

    public BayernIdSimulator bayernId() {
        return bayernId;
    }

    public PostfachSimulator postfach() {
        return postfach;
    }

    public EpaySimulator epay() {
        return epay;
    }

    public PortalSimulator portal() {
        return portal;
    }

    /** What an operator's portal does once a day: collects an application's list of online services. */
    public CollectionReport collect(URI feed, String user, String password) {
        long start = System.nanoTime();
        CollectionReport report = portal.collect(feed, user, password, authority.certificate());
        switchboard.collected(report, Duration.ofNanos(System.nanoTime() - start));
        return report;
    }

    /** Every call from an application to a service, and of the portal to an application, in the order of their answers. */
    public List<Call> calls() {
        return switchboard.calls();
    }

    /**
     * Waits for calls; a service notes a call a moment after its caller has the answer.
     *
     * @param wanted true for the calls that are waited for
     * @param limit how long to wait
     * @return false when the time is over
     */
    public boolean await(Predicate<List<Call>> wanted, Duration limit) {
        return switchboard.await(wanted, limit);
    }

    /** The authority whose certificates all servers of the sandbox show. */
    public LocalAuthority authority() {
        return authority;
    }

    /** The authority's certificate as a PEM file, for a browser or for {@code curl --cacert}. */
    public Path authorityFile() {
        return authorityFile;
    }

    /** The settings of all four libraries that lead an application to this sandbox. */
    public Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>();
        all.putAll(bayernId.settings());
        all.putAll(postfach.settings());
        all.putAll(epay.settings());
        all.putAll(portal.settings());
        return all;
    }

    /** Addresses, people and settings, to be read by a person. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append("Sandbox        ").append(address()).append('\n');
        text.append("  BayernID     ").append(bayernId.address()).append('\n');
        text.append("  Mein Postfach ").append(postfach.address()).append('\n');
        text.append("  ePayment     ").append(epay.address()).append('\n');
        text.append("  BayernPortal ").append(portal.address()).append('\n');
        text.append("Certificate to trust: ").append(authorityFile).append('\n');
        text.append("People (all invented):\n");
        TestCitizen.catalogue()
                .forEach(person -> text.append("  %-28s %-14s level %d%n"
                        .formatted(nameOf(person), person.means().wireName(), person.level())));
        text.append("Settings:\n");
        settings()
                .forEach((name, value) ->
                        text.append("  ").append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        page.close();
        portal.close();
        epay.close();
        postfach.close();
        bayernId.close();
        try {
            Files.deleteIfExists(authorityFile);
        } catch (IOException e) {
            // It lies in the temporary directory and holds nothing secret.
        }
    }

    private void mailboxServed(Served served) {
        List<ReceivedMessage> ledger = postfach.received();
        switchboard.mailbox(
                served, ledger.isEmpty() ? null : ledger.get(ledger.size() - 1).arrival());
    }

    /** The name, and the key too where another person of the catalogue has the same name; even the years of birth are the same. */
    static String nameOf(TestCitizen person) {
        String name = plainNameOf(person);
        boolean namesake = TestCitizen.catalogue().stream()
                .anyMatch(other ->
                        !other.key().equals(person.key()) && plainNameOf(other).equalsIgnoreCase(name));
        return namesake ? "%s (%s)".formatted(name, person.key()) : name;
    }

    private static String plainNameOf(TestCitizen person) {
        String given = person.value("givenName").orElse("");
        String surname = person.value("surname").orElse("");
        String name = (given + " " + surname).strip();
        return name.isEmpty() ? person.key() : name;
    }

    private static int offset(int port, int by) {
        return port == 0 ? 0 : port + by;
    }

    private static Path writeAuthority(LocalAuthority authority) {
        try {
            return authority.writeTo(Files.createTempFile("bayern-sandbox-", ".pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
