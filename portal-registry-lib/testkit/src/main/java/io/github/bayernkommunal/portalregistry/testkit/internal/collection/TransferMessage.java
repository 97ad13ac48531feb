package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The online services and deletions of a transfer message whose structure was accepted.
 *
 * @param services in document order
 * @param deleted deleted online services
 */
record TransferMessage(List<OnlineService> services, List<ObjectKey> deleted) {

    /** What identifies an object: only the pair is unique. */
    record ObjectKey(String agencyId, String id) {}

    /** A text with its language as delivered; the same language may appear twice. */
    record Localized(String language, String text) {}

    record Link(@Nullable String language, String type, String address) {}

    record Responsibility(ObjectKey service, String scheme, List<String> areas) {}

    record Period(@Nullable String begin, @Nullable String end) {}

    record OnlineService(
            ObjectKey key,
            List<Localized> titles,
            List<Localized> descriptions,
            List<Link> links,
            @Nullable String trustLevel,
            List<Responsibility> responsibilities,
            List<Period> periods) {

        /** Text by language; of a repeated language the first. */
        static Map<String, String> byLanguage(List<Localized> texts) {
            Map<String, String> map = new LinkedHashMap<>();
            texts.forEach(text -> map.putIfAbsent(text.language(), text.text()));
            return Map.copyOf(map);
        }
    }

    static TransferMessage of(Document document) {
        List<OnlineService> services = new ArrayList<>();
        List<ObjectKey> deleted = new ArrayList<>();
        for (Element part : children(document.getDocumentElement(), null)) {
            if (part.getLocalName().equals("schreibe")) {
                children(part, "onlinedienst").forEach(element -> services.add(service(element)));
            } else if (part.getLocalName().equals("loesche")
                    && part.getAttribute("klasse").equals("Onlinedienst")) {
                deleted.add(key(children(part, "id").get(0)));
            }
        }
        return new TransferMessage(services, deleted);
    }

    private static OnlineService service(Element element) {
        return new OnlineService(
                key(children(element, "id").get(0)),
                localized(element, "bezeichnung"),
                localized(element, "beschreibung"),
                children(element, "link").stream()
                        .map(link -> new Link(
                                link.hasAttribute("languageCode") ? link.getAttribute("languageCode") : null,
                                code(children(link, "typ").get(0)),
                                text(children(link, "link").get(0))))
                        .toList(),
                children(element, "vertrauensniveau").stream()
                        .map(TransferMessage::code)
                        .findFirst()
                        .orElse(null),
                children(element, "zustaendigkeit").stream()
                        .map(TransferMessage::responsibility)
                        .toList(),
                children(element, "gueltigkeit").stream()
                        .map(period -> new Period(firstText(period, "beginn"), firstText(period, "ende")))
                        .toList());
    }

    private static Responsibility responsibility(Element element) {
        Element service = children(element, "leistungID").get(0);
        return new Responsibility(
                key(service),
                service.getAttribute("schemeID"),
                children(element, "gebietID").stream()
                        .map(TransferMessage::text)
                        .toList());
    }

    private static List<Localized> localized(Element element, String name) {
        return children(element, name).stream()
                .map(child -> new Localized(child.getAttribute("languageCode"), text(child)))
                .toList();
    }

    private static ObjectKey key(Element identifier) {
        return new ObjectKey(identifier.getAttribute("schemeAgencyID").strip(), text(identifier));
    }

    private static String code(Element code) {
        return text(children(code, "code").get(0));
    }

    private static @Nullable String firstText(Element element, String name) {
        return children(element, name).stream()
                .map(TransferMessage::text)
                .findFirst()
                .orElse(null);
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static List<Element> children(Element parent, @Nullable String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && (name == null || name.equals(element.getLocalName()))) {
                found.add(element);
            }
        }
        return found;
    }
}
