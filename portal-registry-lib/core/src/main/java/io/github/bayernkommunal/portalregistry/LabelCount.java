package io.github.bayernkommunal.portalregistry;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many interactive procedures a municipality has, as they count for the label <i>Digitales Amt</i>: a procedure under several administrative
 * services counts once, pages and files that are only read do not count.
 *
 * @param municipality whose procedures were counted
 * @param procedures how many count
 * @param notCounted what does not: ids of online services, or addresses that the portal shows
 * @source StMD, label Digitales Amt: at least 50 procedures, each counted once, interactive ones only; that files are not interactive is our choice
 */
public record LabelCount(Ars municipality, int procedures, List<String> notCounted) {

    /** How many procedures the label asks for. */
    public static final int THRESHOLD = 50;

    /** Copies the list. {@inheritDoc} */
    public LabelCount {
        notCounted = List.copyOf(notCounted);
    }

    /**
     * Counts what a municipality would have; files are taken for not interactive.
     *
     * @param directory the wanted state
     * @param municipality the municipality; services of areas above it are not its own
     * @return the count
     */
    public static LabelCount of(ServiceDirectory directory, Ars municipality) {
        return of(directory, municipality, service -> !DirectoryAdvice.isFile(service.address()));
    }

    /**
     * Counts what a municipality would have.
     *
     * @param directory the wanted state
     * @param municipality the municipality; services of areas above it are not its own
     * @param interactive tells whether something can be done there and not only be read
     * @return the count
     */
    public static LabelCount of(ServiceDirectory directory, Ars municipality, Predicate<OnlineService> interactive) {
        Set<URI> counted = new HashSet<>();
        List<String> others = new ArrayList<>();
        for (OnlineService service : directory.in(municipality)) {
            if (!interactive.test(service) || !counted.add(service.address())) {
                others.add(service.id());
            }
        }
        return new LabelCount(municipality, counted.size(), others);
    }

    /**
     * Counts what the portal shows for an office of the municipality.
     *
     * @param municipality the municipality
     * @param shown from {@link PortalResources#onlineServicesOfOffice}, for all offices that count
     * @return the count
     */
    public static LabelCount shown(Ars municipality, List<PortalResources.ServiceLinks> shown) {
        Set<URI> counted = new HashSet<>();
        Set<String> others = new HashSet<>();
        shown.stream().flatMap(service -> service.links().stream()).forEach(link -> {
            if (DirectoryAdvice.isFile(link.address())) {
                others.add(link.address().toString());
            } else {
                counted.add(link.address());
            }
        });
        return new LabelCount(
                municipality, counted.size(), others.stream().sorted().toList());
    }

    /**
     * How many procedures are missing for the label.
     *
     * @return zero or more
     */
    public int missing() {
        return Math.max(0, THRESHOLD - procedures);
    }
}
