package io.github.bayernkommunal.portalregistry.testkit;

/** Transfer messages with one valid online service, of which a test breaks one thing. */
final class Transfer {

    static final String ARS = PortalSimulator.MUSTERSTADT_ARS;

    private Transfer() {}

    static String withServices(String... services) {
        StringBuilder out = new StringBuilder();
        for (String service : services) {
            out.append("<x:schreibe>").append(service).append("</x:schreibe>");
        }
        return message(out.toString());
    }

    static String message(String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <x:transfer xmlns:x="http://xoev.de/schemata/xzufi/2_2_0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    produktbezeichnung="Beispiel" produkthersteller="Musterstadt" produktversion="1" xzufiVersion="2.2.0">
                  <x:nachrichtenkopf>
                    <x:nachrichtUUID>0b8a4a0e-5a7e-4c55-9d0a-2f1f8f7c6a11</x:nachrichtUUID>
                    <x:erstelltDatumZeit>2026-03-02T08:00:00Z</x:erstelltDatumZeit>
                    <x:empfaenger>Landesredaktion Bayern</x:empfaenger>
                    <x:sender>Musterstadt</x:sender>
                  </x:nachrichtenkopf>
                  %s
                </x:transfer>
                """.formatted(body);
    }

    static String service() {
        return service("fuehrungszeugnis", "Führungszeugnis online");
    }

    static String service(String id, String title) {
        return """
                <x:onlinedienst xsi:type="x:OnlinedienstErweitert">
                  <x:id schemeAgencyID="L199999" schemeID="Onlinedienst">%s</x:id>
                  <x:bezeichnung languageCode="de">%s</x:bezeichnung>
                  <x:bezeichnung languageCode="en">Certificate online</x:bezeichnung>
                  <x:beschreibung languageCode="de">&lt;p&gt;Mit dem &lt;strong&gt;Ausweis&lt;/strong&gt;.&lt;/p&gt;</x:beschreibung>
                  <x:link languageCode="de"><x:typ><code>01</code></x:typ>
                    <x:link>https://dienste.musterstadt.example/fuehrungszeugnis</x:link></x:link>
                  <x:vertrauensniveau><code>40</code></x:vertrauensniveau>
                  <x:zustaendigkeit>
                    <x:id schemeAgencyID="L199999" schemeID="ZustaendigkeitOnlinedienst">%s-1</x:id>
                    <x:leistungID schemeID="urn:de:fim:leika:leistung">99115004001000</x:leistungID>
                    <x:gebietID schemeID="urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs">091990123123</x:gebietID>
                  </x:zustaendigkeit>
                </x:onlinedienst>
                """.formatted(id, title, id);
    }
}
