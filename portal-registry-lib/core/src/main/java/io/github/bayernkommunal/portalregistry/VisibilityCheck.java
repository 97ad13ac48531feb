package io.github.bayernkommunal.portalregistry;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out what citizens see of an online service, by reading what the portal shows for its areas. */
final class VisibilityCheck {

    private final PortalSource source;
    private final Instant nextCollection;

    VisibilityCheck(PortalSource source, Instant nextCollection) {
        this.source = source;
        this.nextCollection = nextCollection;
    }

    List<Visibility> of(OnlineService service) {
        List<Visibility> findings = new ArrayList<>();
        for (Leistungsschluessel key : service.leistungen()) {
            for (Ars area : service.areas()) {
                findings.add(look(service, key, area));
            }
        }
        return findings;
    }

    private Visibility look(OnlineService service, Leistungsschluessel key, Ars area) {
        Optional<String> id = source.idOf(key, area);
        if (id.isEmpty()) {
            return found(
                    service, key, area, Visibility.State.UNKNOWN, "%s has no id for this key".formatted(source.name()));
        }
        Optional<ServiceDescription> here = source.service(id.get(), area);
        if (here.isEmpty() || here.get().onlineServices().isEmpty()) {
            return found(service, key, area, Visibility.State.MISSING, "no online service is shown");
        }
        List<ServiceDescription.Link> shown = here.get().onlineServices();
        if (shown.stream().anyMatch(link -> same(link.address(), service.address()))) {
            return found(service, key, area, Visibility.State.VISIBLE, "shown with its address");
        }
        List<URI> others = addresses(shown);
        for (Ars above : area.above()) {
            if (!others.isEmpty()) {
                others = without(others, source.service(id.get(), above));
            }
        }
        return others.isEmpty()
                ? found(
                        service,
                        key,
                        area,
                        Visibility.State.INHERITED_ONLY,
                        "only online services of an area above are shown")
                : found(service, key, area, Visibility.State.CONFLICTING, "shown instead: " + others.get(0));
    }

    private static List<URI> addresses(List<ServiceDescription.Link> links) {
        return links.stream().map(ServiceDescription.Link::address).toList();
    }

    private static List<URI> without(List<URI> shown, Optional<ServiceDescription> above) {
        List<URI> inherited =
                addresses(above.map(ServiceDescription::onlineServices).orElse(List.of()));
        return shown.stream()
                .filter(address -> inherited.stream().noneMatch(other -> same(other, address)))
                .toList();
    }

    private Visibility found(
            OnlineService service, Leistungsschluessel key, Ars area, Visibility.State state, String detail) {
        Optional<Instant> again = state == Visibility.State.VISIBLE ? Optional.empty() : Optional.of(nextCollection);
        return new Visibility(service.id(), key, area, state, detail, again);
    }

    private static boolean same(URI one, URI other) {
        return canonical(one).equals(canonical(other));
    }

    // RFC 3986, 6.2.2 and 6.2.3: case of scheme and host, default port and empty path make no difference.
    private static String canonical(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        boolean defaultPort = address.getPort() == -1 || address.getPort() == ("https".equals(scheme) ? 443 : 80);
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return scheme + "://" + host + (defaultPort ? "" : ":" + address.getPort()) + path + "?" + address.getRawQuery()
                + "#" + address.getRawFragment();
    }
}
