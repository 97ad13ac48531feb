package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.ServiceDescription.Section;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Optional;

/**
 * Describes services and offices for search engines and other programs, in the words of schema.org; services also in those of CPSV-AP, the European
 * vocabulary of public services.
 *
 * <p>The text can stand in a page as it is, inside {@code <script type="application/ld+json">}: no content can end the element.
 *
 * @source schema.org, GovernmentService and GovernmentOffice; SEMIC, Core Public Service Vocabulary Application Profile 3.1
 */
public final class JsonLd {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonLd() {}

    /**
     * A service with its offices and online services.
     *
     * @param service the service
     * @return JSON-LD
     */
    public static String of(ServiceDescription service) {
        return write(json -> {
            json.write("@context", "https://schema.org").write("@type", "GovernmentService");
            text(json, "name", service.title());
            service.page().ifPresent(page -> json.write("url", page.toString()));
            service.text(Section.SUMMARY)
                    .or(() -> service.text(Section.DESCRIPTION))
                    .ifPresent(text -> text(json, "description", text.plain()));
            json.writeStartArray("identifier");
            service.keys().forEach(key -> json.write(key.urn()));
            json.writeEnd();
            json.writeStartObject("areaServed")
                    .write("@type", "AdministrativeArea")
                    .write("identifier", service.place().value())
                    .writeEnd();
            json.writeStartArray("serviceOperator");
            service.authorities().forEach(office -> {
                json.writeStartObject();
                office(json, office);
                json.writeEnd();
            });
            json.writeEnd().writeStartArray("availableChannel");
            service.onlineServices().forEach(online -> {
                json.writeStartObject().write("@type", "ServiceChannel");
                text(json, "name", online.title());
                json.write("serviceUrl", online.address().toString()).writeEnd();
            });
            json.writeEnd();
        });
    }

    /**
     * An office with its addresses and contacts.
     *
     * @param office the office
     * @return JSON-LD
     */
    public static String of(Authority office) {
        return write(json -> {
            json.write("@context", "https://schema.org");
            office(json, office);
        });
    }

    /**
     * A service in the words of CPSV-AP, for catalogues of public services. Terms are spelled out, so that nothing has to be fetched to read it.
     *
     * @param service the service
     * @return JSON-LD
     */
    public static String cpsv(ServiceDescription service) {
        return write(json -> {
            json.writeStartObject("@context")
                    .write("cpsv", "http://purl.org/vocab/cpsv#")
                    .write("cv", "http://data.europa.eu/m8g/")
                    .write("dct", "http://purl.org/dc/terms/")
                    .write("skos", "http://www.w3.org/2004/02/skos/core#")
                    .write("foaf", "http://xmlns.com/foaf/0.1/")
                    .writeEnd();
            json.write("@type", "cpsv:PublicService");
            json.writeStartArray("dct:identifier");
            service.keys().forEach(key -> json.write(key.urn()));
            json.writeEnd();
            german(json, "dct:title", service.title());
            service.text(Section.DESCRIPTION)
                    .or(() -> service.text(Section.SUMMARY))
                    .ifPresent(text -> german(json, "dct:description", text.plain()));
            json.write("dct:spatial", "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs:" + service.place());
            json.writeStartArray("cv:hasCompetentAuthority");
            service.authorities().forEach(office -> {
                json.writeStartObject().write("@type", "cv:PublicOrganisation");
                german(json, "skos:prefLabel", office.name());
                json.writeEnd();
            });
            json.writeEnd().writeStartArray("cv:hasChannel");
            service.onlineServices().forEach(online -> {
                json.writeStartObject().write("@type", "cv:Channel");
                german(json, "dct:title", online.title());
                json.writeStartObject("foaf:page")
                        .write("@id", online.address().toString())
                        .writeEnd();
                json.writeEnd();
            });
            json.writeEnd();
            part(json, "cv:hasCost", "cv:Cost", service.text(Section.FEES));
            part(json, "cv:holdsRequirement", "cv:Requirement", service.text(Section.REQUIREMENTS));
            part(json, "cpsv:hasInput", "cv:Evidence", service.text(Section.DOCUMENTS));
        });
    }

    private static void part(JsonGenerator json, String name, String type, Optional<ServiceDescription.Text> text) {
        text.ifPresent(value -> {
            json.writeStartObject(name).write("@type", type);
            german(json, "dct:description", value.plain());
            json.writeEnd();
        });
    }

    private static void german(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStartObject(name)
                    .write("@language", "de")
                    .write("@value", value)
                    .writeEnd();
        }
    }

    private static void office(JsonGenerator json, Authority office) {
        json.write("@type", "GovernmentOffice");
        text(json, "name", office.name());
        office.contact(Authority.Channel.PHONE).ifPresent(phone -> json.write("telephone", phone));
        office.contact(Authority.Channel.EMAIL).ifPresent(email -> json.write("email", email));
        office.contact(Authority.Channel.WEBSITE).ifPresent(site -> json.write("url", site));
        if (!office.addresses().isEmpty()) {
            json.writeStartArray("address");
            office.addresses().forEach(address -> {
                json.writeStartObject().write("@type", "PostalAddress");
                text(json, "streetAddress", address.street());
                text(json, "postalCode", address.postcode());
                text(json, "addressLocality", address.town());
                json.write("addressCountry", "DE").writeEnd();
            });
            json.writeEnd();
        }
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.write(name, value);
        }
    }

    private interface Content {
        void into(JsonGenerator json);
    }

    private static String write(Content content) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = PROVIDER.createGenerator(out)) {
            json.writeStartObject();
            content.into(json);
            json.writeEnd();
        }
        // A text may hold "</script>"; inside JSON these signs occur in texts only, where they may be written by
        // number.
        return out.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }
}
