package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads lists that come in pages, until a page is not full. */
public final class Pages {

    private static final int MOST_PAGES = 10_000;

    private Pages() {}

    /**
     * Reads all pages. Entries that occur again, because the list moved while it was read, are taken once; a page without anything new
     * ends in an error, because the list would never end.
     */
    public static List<Node> all(String operation, int size, IntFunction<List<Node>> page, Function<Node, String> key) {
        Set<String> seen = new HashSet<>();
        List<Node> found = new ArrayList<>();
        for (int number = 0; number < MOST_PAGES; number++) {
            List<Node> entries = page.apply(number);
            int before = found.size();
            for (Node entry : entries) {
                if (seen.add(key.apply(entry))) {
                    found.add(entry);
                }
            }
            if (entries.size() < size) {
                return found;
            }
            if (found.size() == before) {
                break;
            }
        }
        throw new PortalRegistryProtocolException(
                "PORTAL-311",
                "%s: the list never ends, its pages repeat. Nothing of it was used; tell the operator of the service"
                        .formatted(operation),
                null);
    }
}
