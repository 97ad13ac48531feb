package io.github.bayernkommunal.portalregistry.testkit.internal.pvog;

import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Office;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.PvogStore.Change;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Markup;
import java.util.List;

/**
 * The objects of the bulk delivery in their fixed order: services, offices, then the log of online services.
 *
 * <p>Responsibilities are objects of their own here, as the federal level redistributes them. Services and offices are made
 * when asked for, so that a large catalogue costs no memory.
 */
final class XzufiObjects {

    static final String V2_2 = "2.2.0";
    static final String V2_3 = "2.3.1";

    private static final String AGENCY = "schemeAgencyID=\"L100042\"";
    private static final String AREA =
            "<x:gebietID schemeID=\"urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs\">%s</x:gebietID>";

    private final Catalogue catalogue;
    private final PvogStore store;

    /**
     * One part of the delivery.
     *
     * @param document a transfer message, or an empty text when nothing is in it
     */
    record Block(String document, int nextIndex, boolean last) {}

    XzufiObjects(Catalogue catalogue, PvogStore store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    Block block(String version, int from, int most, String arsPrefix) {
        List<Leistung> services = catalogue.services();
        int offices = catalogue.places().size() * Office.Kind.values().length;
        List<Change> log = store.log();
        int end = services.size() + offices + log.size();
        StringBuilder writes = new StringBuilder();
        StringBuilder deletes = new StringBuilder();
        int index = from;
        int objects = 0;
        for (; index < end && objects < most; index++) {
            int before = writes.length() + deletes.length();
            if (index < services.size()) {
                service(writes, services.get(index), version);
            } else if (index < services.size() + offices) {
                office(writes, office(index - services.size()), arsPrefix);
            } else {
                Change change = log.get(index - services.size() - offices);
                if (change.now() != null && !deletes.isEmpty()) {
                    // In a message all writing stands before all deleting, so what comes after a deletion waits.
                    break;
                }
                if (change.ars().startsWith(arsPrefix)) {
                    change(writes, deletes, change);
                }
            }
            objects += writes.length() + deletes.length() > before ? 1 : 0;
        }
        StringBuilder body = writes.append(deletes);
        return new Block(body.isEmpty() ? "" : message(version, body), Math.max(index, from), index >= end);
    }

    private Office office(int number) {
        Office.Kind[] kinds = Office.Kind.values();
        return new Office(catalogue.places().get(number / kinds.length), kinds[number % kinds.length]);
    }

    private static void service(StringBuilder out, Leistung service, String version) {
        String key = version.equals(V2_2)
                ? "<x:referenzLeiKa listURI=\"urn:de:fim:leika:leistung\"><code>%s</code></x:referenzLeiKa>"
                : "<x:referenzLeistungsschluessel schemeID=\"urn:de:fim:leika:leistung\">%s</x:referenzLeistungsschluessel>";
        out.append("<x:schreibe><x:leistung><x:id ")
                .append(AGENCY)
                .append(" schemeID=\"Leistung\">")
                .append(service.id())
                .append("</x:id>")
                .append(key.formatted(service.key()))
                .append(module("02", service.title().de(), service.title().en()))
                .append(module(
                        "06", service.description().de(), service.description().en()))
                .append(AREA.formatted("09").replace("gebietID", "gueltigkeitGebietID"))
                .append("</x:leistung></x:schreibe>");
    }

    private static String module(String code, String de, String en) {
        return ("<x:modulText><x:leikaTextmodul listURI=\"urn:de:xzufi:codeliste:leistungstextmodulleika\""
                        + " listVersionID=\"20240216\"><code>%s</code></x:leikaTextmodul>"
                        + "<x:inhalt languageCode=\"de\">%s</x:inhalt><x:inhalt languageCode=\"en\">%s</x:inhalt></x:modulText>")
                .formatted(code, Markup.escape(de), Markup.escape(en));
    }

    private void office(StringBuilder out, Office office, String arsPrefix) {
        String ars = office.place().ars();
        if (!ars.startsWith(arsPrefix)) {
            return;
        }
        out.append("""
                <x:schreibe><x:organisationseinheit xsi:type="x:OrganisationseinheitErweitert"><x:id %s                 schemeID="Organisationseinheit">%d</x:id><x:name><x:name languageCode="de">%s</x:name></x:name>                <x:anschrift><x:typ listURI="urn:xoev-de:fim:codeliste:xzufi.anschrifttyp" listVersionID="2.0">                <code>001</code></x:typ><x:strasse>%s</x:strasse><x:postleitzahl>%s</x:postleitzahl><x:ort>%s</x:ort>                </x:anschrift></x:organisationseinheit></x:schreibe>""".formatted(
                        AGENCY,
                        office.id(),
                        Markup.escape(office.name()),
                        office.street(),
                        office.postcode(),
                        Markup.escape(office.place().name())));
        catalogue
                .servicesOf(office.kind())
                .forEach(service -> responsibility(
                        out,
                        "Organisationseinheit",
                        Long.toString(office.id()),
                        service,
                        ars,
                        "<x:rolle><code>01</code></x:rolle>"));
    }

    private void change(StringBuilder out, StringBuilder deletes, Change change) {
        RegisteredEntry entry = change.now();
        String id = "<x:id %s schemeID=\"Onlinedienst\">%s</x:id>".formatted(AGENCY, change.id());
        if (entry == null) {
            deletes.append("<x:loesche klasse=\"Onlinedienst\">").append(id).append("</x:loesche>");
            return;
        }
        out.append("<x:schreibe><x:onlinedienst xsi:type=\"x:OnlinedienstErweitert\">")
                .append(id);
        entry.titles()
                .forEach((language, title) -> out.append("<x:bezeichnung languageCode=\"")
                        .append(language)
                        .append("\">")
                        .append(Markup.escape(title))
                        .append("</x:bezeichnung>"));
        out.append("<x:link languageCode=\"de\"><x:typ listURI=\"urn:xoev-de:fim:codeliste:onlinedienstlinktyp\">"
                        + "<code>01</code></x:typ><x:link>")
                .append(Markup.escape(entry.address().toString()))
                .append("</x:link></x:link>");
        if (entry.trustLevel() != null) {
            out.append("<x:vertrauensniveau listURI=\"urn:xoev-de:fim:codeliste:vertrauensniveau\"><code>")
                    .append(entry.trustLevel())
                    .append("</code></x:vertrauensniveau>");
        }
        out.append("</x:onlinedienst></x:schreibe>");
        entry.leistungsschluessel().stream()
                .flatMap(key -> catalogue.serviceByKey(key).stream())
                .forEach(service -> responsibility(out, "Onlinedienst", change.id(), service, entry.ars(), ""));
    }

    private static void responsibility(
            StringBuilder out, String kind, String parent, Leistung service, String ars, String role) {
        out.append("<x:schreibe><x:zustaendigkeitTransferObjekt><x:uebergeordnetesObjektID %s schemeID=\"%s\">%s"
                        .formatted(AGENCY, kind, parent))
                .append(
                        "</x:uebergeordnetesObjektID><x:zustaendigkeit><x:id %s schemeID=\"Zustaendigkeit%s\">%s-%d-%s</x:id>"
                                .formatted(AGENCY, kind, parent, service.id(), ars))
                .append("<x:leistungID %s schemeID=\"Leistung\">%d</x:leistungID>".formatted(AGENCY, service.id()))
                .append(AREA.formatted(ars))
                .append(role)
                .append("</x:zustaendigkeit></x:zustaendigkeitTransferObjekt></x:schreibe>");
    }

    private static String message(String version, StringBuilder body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <x:transfer xmlns:x="http://xoev.de/schemata/xzufi/%s"                 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" produktbezeichnung="PVOG"                 produkthersteller="Simulator" produktversion="1" xzufiVersion="%s"><x:nachrichtenkopf>                <x:nachrichtUUID>0b8a4a0e-5a7e-4c55-9d0a-2f1f8f7c6a11</x:nachrichtUUID>                <x:erstelltDatumZeit>2026-03-03T03:00:00Z</x:erstelltDatumZeit><x:empfaenger>Abnehmer</x:empfaenger>                <x:sender>PVOG</x:sender></x:nachrichtenkopf>%s</x:transfer>""".formatted(version.replace('.', '_'), version, body);
    }
}
