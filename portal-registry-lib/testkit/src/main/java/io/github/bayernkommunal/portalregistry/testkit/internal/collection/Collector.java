package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import io.github.bayernkommunal.portalregistry.testkit.CollectionReport;
import io.github.bayernkommunal.portalregistry.testkit.CollectionReport.FileState;
import io.github.bayernkommunal.portalregistry.testkit.CollectionReport.Finding;
import io.github.bayernkommunal.portalregistry.testkit.CollectionReport.Outcome;
import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.FeedClient.FeedUnreadable;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.FeedClient.Fetched;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.Registry.Delivery;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.ObjectKey;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.TransferMessage.OnlineService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The daily run: fetch everything, judge everything, then replace what was published in a single step. */
public final class Collector {

    private static final String INDEX = "index.txt";

    private final Catalogue catalogue;
    private final Registry registry;
    private final Clock clock;
    private final TransferSchema schema = new TransferSchema();
    // Readable while a slow feed is being collected.
    private final List<CollectionReport> runs = new CopyOnWriteArrayList<>();

    public Collector(Catalogue catalogue, Registry registry, Clock clock) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.clock = clock;
    }

    /** Collects one feed; never throws for what the feed does. */
    public synchronized CollectionReport collect(
            URI feed, String user, String password, @Nullable X509Certificate trusted) throws InterruptedException {
        URI base = feed.getPath().endsWith("/") ? feed : URI.create(feed + "/");
        Run run = new Run(base, new FeedClient(base, user, password, trusted));
        run.go();
        CollectionReport report = run.report(runs.size() + 1);
        runs.add(report);
        return report;
    }

    /** Every run since the last reset. */
    public List<CollectionReport> runs() {
        return List.copyOf(runs);
    }

    /** Forgets the runs. */
    public void clear() {
        runs.clear();
    }

    private final class Run {

        private final URI feed;
        private final FeedClient client;
        private final Map<String, Delivery> before;
        private final Map<String, FileState> files = new LinkedHashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Instant began = clock.instant();
        private Outcome outcome = Outcome.ABORTED;
        private Map<String, Delivery> after;

        Run(URI feed, FeedClient client) {
            this.feed = feed;
            this.client = client;
            this.before = registry.of(feed);
            this.after = before;
        }

        void go() throws InterruptedException {
            Map<String, Fetched> fetched = new LinkedHashMap<>();
            if (!fetchAll(fetched) || !structureHolds(fetched)) {
                return;
            }
            Map<String, Delivery> accepted = new LinkedHashMap<>();
            fetched.forEach((name, file) -> judge(name, file, accepted));
            // Files that the index no longer names are gone, and their objects with them.
            registry.replace(feed, accepted);
            after = accepted;
            outcome = Outcome.COMPLETED;
        }

        private boolean fetchAll(Map<String, Fetched> fetched) throws InterruptedException {
            String current = INDEX;
            try {
                List<String> names = names(client.fetch(INDEX, "").body());
                if (names.isEmpty()) {
                    findings.add(new Finding(INDEX, "", "INDEX", "the index names no usable file"));
                    return false;
                }
                for (String name : names) {
                    current = name;
                    Delivery last = before.get(name);
                    fetched.put(name, client.fetch(name, last == null ? "" : last.etag()));
                    files.put(name, FileState.NOT_IMPORTED);
                }
                return true;
            } catch (FeedUnreadable e) {
                findings.add(new Finding(current, "", "FETCH", String.valueOf(e.getMessage())));
                return false;
            }
        }

        private List<String> names(byte[] index) {
            Set<String> names = new LinkedHashSet<>();
            // Line ends may be LF or CR LF; a byte order mark is not part of a name.
            for (String line : new String(index, StandardCharsets.UTF_8)
                    .replace("\ufeff", "")
                    .lines()
                    .toList()) {
                String name = line.strip();
                if (name.isEmpty()) {
                    continue;
                }
                if (!name.matches("(\\d{12}|XZUFI[0-9A-Za-z-]+)\\.xml")) {
                    findings.add(new Finding(
                            INDEX, "", "INDEX", "'%s' is neither <ARS>.xml nor XZUFI….xml".formatted(name)));
                    return List.of();
                }
                names.add(name);
            }
            return List.copyOf(names);
        }

        private boolean structureHolds(Map<String, Fetched> fetched) {
            fetched.forEach((name, file) -> {
                if (!file.unchanged()) {
                    schema.complaints(file.body()).forEach(text -> findings.add(new Finding(name, "", "SCHEMA", text)));
                }
            });
            return findings.isEmpty();
        }

        private void judge(String name, Fetched file, Map<String, Delivery> accepted) {
            Delivery last = before.get(name);
            if (file.unchanged() && last != null) {
                accepted.put(name, last);
                files.put(name, FileState.UNCHANGED);
                return;
            }
            // A file of one municipality carries its key; the others name the municipalities at each responsibility.
            String ars = name.startsWith("XZUFI") ? "" : name.substring(0, 12);
            TransferMessage message = read(file.body());
            List<DeliveryRules.Broken> broken = new ArrayList<>(DeliveryRules.judge(catalogue, ars, message));
            Set<ObjectKey> foreign = keysOfOtherFeeds(ars);
            message.services().stream()
                    .filter(service -> foreign.contains(service.key()))
                    .forEach(service -> broken.add(new DeliveryRules.Broken(
                            service.key().id(), "R02", "another feed has delivered this object")));
            if (broken.isEmpty()) {
                accepted.put(name, new Delivery(file.etag(), entries(ars, message)));
                files.put(name, FileState.IMPORTED);
                return;
            }
            broken.forEach(rule -> findings.add(new Finding(name, rule.object(), rule.rule(), rule.text())));
            files.put(name, FileState.SKIPPED);
            if (last != null) {
                // The old content stays, without its tag: the next run must look at the file again.
                accepted.put(name, new Delivery("", last.entries()));
            }
        }

        private Set<ObjectKey> keysOfOtherFeeds(String ars) {
            return (ars.isEmpty() ? registry.entries() : registry.entriesIn(ars))
                    .stream()
                            .filter(entry -> !entry.feed().equals(feed))
                            .map(entry -> new ObjectKey(entry.agencyId(), entry.id()))
                            .collect(Collectors.toSet());
        }

        private List<RegisteredEntry> entries(String ars, TransferMessage message) {
            return message.services().stream()
                    .filter(service -> !message.deleted().contains(service.key()))
                    .flatMap(service -> (ars.isEmpty() ? municipalities(service) : List.of(ars))
                            .stream().map(area -> entry(area, service)))
                    .toList();
        }

        private List<String> municipalities(OnlineService service) {
            return service.responsibilities().stream()
                    .flatMap(responsibility -> responsibility.areas().stream())
                    .filter(area -> catalogue.placeByArs(area).isPresent())
                    .distinct()
                    .toList();
        }

        private RegisteredEntry entry(String ars, OnlineService service) {
            return new RegisteredEntry(
                    service.key().agencyId(),
                    service.key().id(),
                    ars,
                    OnlineService.byLanguage(service.titles()),
                    OnlineService.byLanguage(service.descriptions()),
                    service.links().stream()
                            .filter(link -> link.type().equals("01"))
                            .map(link -> URI.create(link.address()))
                            .findFirst()
                            .orElseThrow(),
                    service.responsibilities().stream()
                            .filter(each -> each.areas().contains(ars))
                            .flatMap(each -> DeliveryRules.named(catalogue, each).stream())
                            .map(Leistung::key)
                            .distinct()
                            .toList(),
                    service.trustLevel(),
                    feed);
        }

        CollectionReport report(int number) {
            Map<String, RegisteredEntry> old = byName(before.values());
            Map<String, RegisteredEntry> now = byName(after.values());
            int added = (int)
                    now.keySet().stream().filter(key -> !old.containsKey(key)).count();
            int removed = (int)
                    old.keySet().stream().filter(key -> !now.containsKey(key)).count();
            int changed = (int) now.entrySet().stream()
                    .filter(entry ->
                            old.containsKey(entry.getKey()) && !entry.getValue().equals(old.get(entry.getKey())))
                    .count();
            return new CollectionReport(
                    number,
                    began,
                    feed,
                    outcome,
                    Collections.unmodifiableMap(files),
                    added,
                    changed,
                    removed,
                    client.receivedBytes(),
                    List.copyOf(findings));
        }

        private Map<String, RegisteredEntry> byName(Collection<Delivery> deliveries) {
            Map<String, RegisteredEntry> entries = new HashMap<>();
            deliveries.forEach(delivery -> delivery.entries()
                    .forEach(entry -> entries.put(entry.ars() + '|' + entry.agencyId() + '|' + entry.id(), entry)));
            return entries;
        }
    }

    private static TransferMessage read(byte[] document) {
        try {
            return TransferMessage.of(TransferSchema.parse(document));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException("A document of accepted structure cannot be read again", e);
        }
    }
}
