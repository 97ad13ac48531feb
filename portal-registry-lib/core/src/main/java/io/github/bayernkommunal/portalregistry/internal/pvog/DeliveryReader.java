package io.github.bayernkommunal.portalregistry.internal.pvog;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.Problem;
import io.github.bayernkommunal.portalregistry.PvogDelivery.Bookmark;
import io.github.bayernkommunal.portalregistry.PvogDelivery.Run;
import io.github.bayernkommunal.portalregistry.XzufiReader;
import io.github.bayernkommunal.portalregistry.XzufiReader.Entry;
import io.github.bayernkommunal.portalregistry.XzufiReader.Schreibe;
import io.github.bayernkommunal.portalregistry.internal.FormerSize;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Fetches block after block. */
public final class DeliveryReader {

    private static final String START = "v3/verwaltungsobjekte/xzufi-2-3-1?index=0&ars=";
    private static final int MOST_WARNINGS = 1000;
    /** Blocks may be empty; so many without anything between them are a delivery that goes nowhere. */
    private static final int MOST_EMPTY_IN_A_ROW = 1000;

    private final RestCaller caller;
    private final Tokens tokens;
    private final URI base;
    private final Ars area;
    private final Bookmark bookmark;
    private final FormerSize before;

    /** A reader of the delivery for an area, which a full run that has shrunk does not satisfy. */
    public DeliveryReader(RestCaller caller, Tokens tokens, URI base, Ars area, Bookmark bookmark, FormerSize before) {
        this.caller = caller;
        this.tokens = tokens;
        this.base = base;
        this.area = area;
        this.bookmark = bookmark;
        this.before = before;
    }

    /** Fetches all blocks, then moves the bookmark. */
    public synchronized Run fetch(Consumer<Entry> into, boolean fromTheBeginning) {
        Optional<URI> known = fromTheBeginning ? Optional.empty() : bookmark.read();
        URI next = checked(known.orElseGet(() -> base.resolve(START + selector())));
        Set<URI> asked = new HashSet<>();
        List<Problem> warnings = new ArrayList<>();
        Counter counter = new Counter();
        while (true) {
            if (!asked.add(next)) {
                throw broken(
                        "PORTAL-311",
                        "names an address as the next one that was asked for before; the delivery never ends");
            }
            Node block = block(next);
            counter.blocks++;
            String objects = block.text("xzufiObjekte");
            counter.emptyInARow = objects.isEmpty() ? counter.emptyInARow + 1 : 0;
            if (counter.emptyInARow > MOST_EMPTY_IN_A_ROW) {
                throw broken(
                        "PORTAL-311",
                        "has handed out %,d empty blocks in a row; the delivery never ends"
                                .formatted(MOST_EMPTY_IN_A_ROW));
            }
            read(objects, into, counter, warnings);
            URI following = following(block);
            if ("true".equals(block.text("vollstaendig"))) {
                if (known.isEmpty() && before.hasShrunkTo(counter.written)) {
                    throw broken(
                            "PORTAL-321",
                            "has delivered %,d objects in a full run, %,d were delivered before"
                                    .formatted(counter.written, before.objects()));
                }
                bookmark.write(following);
                return new Run(known.isEmpty(), counter.blocks, counter.written, counter.deleted, warnings);
            }
            next = following;
        }
    }

    /** The sign % stands for all areas. */
    private String selector() {
        return area.level() == Ars.Level.FEDERATION ? "%25" : area.value();
    }

    private Node block(URI address) {
        return caller.call(
                        "pvog verwaltungsobjekte",
                        HttpRequest.newBuilder(address).GET().header("Authorization", tokens.header()))
                .map(Answer::content)
                .orElseThrow(() -> broken("PORTAL-313", "has nothing at the address of the next block"));
    }

    private static void read(String xml, Consumer<Entry> into, Counter counter, List<Problem> warnings) {
        if (xml.isEmpty()) {
            return;
        }
        try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))) {
            while (reader.hasNext()) {
                Entry entry = reader.next();
                if (entry instanceof Schreibe) {
                    counter.written++;
                } else {
                    counter.deleted++;
                }
                into.accept(entry);
            }
            reader.warnings().stream().limit(MOST_WARNINGS - warnings.size()).forEach(warnings::add);
        }
    }

    private URI following(Node block) {
        String address = block.text("naechsteAnfrageUrl");
        try {
            if (!address.isEmpty()) {
                // A few answers name it with the sign % as it is.
                return checked(base.resolve(URI.create(address.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"))));
            }
        } catch (IllegalArgumentException e) {
            throw broken("PORTAL-313", "names an address for the next block that is none");
        }
        throw broken("PORTAL-313", "names no address for the next block");
    }

    /** The token goes along with the call, so the address must belong to the service that it is for. */
    private URI checked(URI address) {
        boolean same = base.getScheme().equalsIgnoreCase(String.valueOf(address.getScheme()))
                && base.getAuthority().equalsIgnoreCase(String.valueOf(address.getAuthority()))
                && String.valueOf(address.getPath()).startsWith(base.getPath())
                && address.normalize().equals(address);
        if (!same) {
            throw broken(
                    "PORTAL-314", "names an address outside of " + base + " for the next block; it was not called");
        }
        return address;
    }

    private static PortalRegistryProtocolException broken(String code, String what) {
        return new PortalRegistryProtocolException(
                code,
                "The delivery service " + what + ". The bookmark stays where it was; tell the operator of the service",
                null);
    }

    private static final class Counter {
        private int blocks;
        private int emptyInARow;
        private long written;
        private long deleted;
    }

    /** Ends the threads. */
    public void close() {
        caller.close();
    }
}
