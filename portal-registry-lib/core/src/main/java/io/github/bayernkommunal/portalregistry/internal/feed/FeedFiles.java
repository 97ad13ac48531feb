package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.internal.Steps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the files of a publication. */
final class FeedFiles {

    static final String INDEX = "index.txt";

    private FeedFiles() {}

    /**
     * Makes every file and hands it on, the index last.
     *
     * @param before what was published before; lists that did not change keep their bytes, so that nobody collects them again
     * @param old gives a file of that publication, or null
     * @param steps one for each area
     */
    static void write(
            Publication publication,
            Publication before,
            Function<String, byte[]> old,
            FeedSettings settings,
            Steps steps,
            BiConsumer<String, byte[]> into) {
        for (Ars area : publication.areas()) {
            List<OnlineService> services = publication.directory().in(area);
            boolean unchanged =
                    before.areas().contains(area) && before.directory().in(area).equals(services);
            Instant created = publication.created();
            for (String name : List.of(area + ".xml", area + ".json")) {
                byte[] content = unchanged ? old.apply(name) : new byte[0];
                if (content.length == 0) {
                    content = name.endsWith(".xml")
                            ? FeedXml.list(area, created, services, settings)
                            : FeedJson.list(area, created, services);
                }
                into.accept(name, content);
            }
            steps.next();
        }
        into.accept(INDEX, index(publication));
    }

    static byte[] index(Publication publication) {
        return publication.areas().stream()
                .map(area -> area + ".xml\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
