package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** Reads the attributes of a verified assertion. Only the name decides what one means. */
final class AttributeReader {

    private static final Pattern BLANKS = Pattern.compile("\\s");
    private static final Set<String> FORMATS = Set.of(
            "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
            "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified");
    private static final String EKONA = "http://www.elster.de/schema/ekona/saml/extensions";
    private static final Set<String> KNOWN =
            Attribute.catalogue().stream().map(Attribute::name).collect(Collectors.toUnmodifiableSet());

    private AttributeReader() {}

    static Map<String, List<Citizen.Value>> read(Element assertion, Profile profile) {
        Map<String, List<Citizen.Value>> read = new LinkedHashMap<>();
        for (Element statement : Dom.children(assertion, Ns.SAML, "AttributeStatement")) {
            for (Element attribute : Dom.children(statement, Ns.SAML, "Attribute")) {
                add(attribute, profile, read);
            }
        }
        read.replaceAll((name, values) -> List.copyOf(values));
        return read;
    }

    private static void add(Element attribute, Profile profile, Map<String, List<Citizen.Value>> read) {
        String written = Dom.attribute(attribute, "Name");
        // Some papers and senders write a blank after "urn:oid:".
        String name = written == null ? "" : BLANKS.matcher(written).replaceAll("");
        if (name.isEmpty()) {
            throw Refusal.of(Check.ATTRIBUTES, "An attribute has no name.");
        }
        String format = Dom.attribute(attribute, "NameFormat");
        if (profile == Profile.BAYERNID && format != null && !FORMATS.contains(format)) {
            return;
        }
        List<Element> values = Dom.children(attribute, Ns.SAML, "AttributeValue");
        boolean known = KNOWN.contains(name);
        // At Mein Unternehmenskonto every attribute has one value.
        if ((known || profile == Profile.UNTERNEHMENSKONTO) && (read.containsKey(name) || values.size() > 1)) {
            throw Refusal.of(Check.ATTRIBUTES, "The attribute %s has several values; it has one by contract.", name);
        }
        Optional<TrustLevel> rating = Optional.ofNullable(Dom.attribute(attribute, Ns.AKDB, "TrustLevel"))
                .flatMap(TrustLevel::ofAttributeRating);
        List<Citizen.Value> texts = read.computeIfAbsent(name, unseen -> new ArrayList<>());
        for (Element value : values) {
            if (Dom.children(value).isEmpty()) {
                texts.add(new Citizen.Value(Dom.text(value), rating));
            } else if (known) {
                throw Refusal.of(Check.ATTRIBUTES, "The attribute %s holds XML; it is plain text by contract.", name);
            } else if (profile == Profile.UNTERNEHMENSKONTO) {
                addParts(name, value, read);
            }
        }
    }

    /** A value with parts, such as an address: one level deep, each part once. */
    private static void addParts(String name, Element value, Map<String, List<Citizen.Value>> read) {
        for (Element part : Dom.children(value)) {
            String partName = name + "/" + part.getLocalName();
            if (!EKONA.equals(part.getNamespaceURI()) || !Dom.children(part).isEmpty() || read.containsKey(partName)) {
                throw Refusal.of(
                        Check.ATTRIBUTES, "The attribute %s has a part that is foreign, nested or stands twice.", name);
            }
            read.put(partName, List.of(new Citizen.Value(Dom.text(part), Optional.empty())));
        }
    }
}
