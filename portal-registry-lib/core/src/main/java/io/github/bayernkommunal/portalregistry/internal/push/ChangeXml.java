package io.github.bayernkommunal.portalregistry.internal.push;

import io.github.bayernkommunal.portalregistry.Change;
import io.github.bayernkommunal.portalregistry.XzufiKopf;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import io.github.bayernkommunal.portalregistry.XzufiVersion;
import io.github.bayernkommunal.portalregistry.XzufiWriter;
import io.github.bayernkommunal.portalregistry.internal.xzufi.OnlineServiceXzufi;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * One change as a transfer message with one object or one deletion.
 *
 * @param version of the message
 * @param rootElement local name of its root
 * @param agencyId key of the editorial office
 * @param receiver named in the head
 * @param sender named in the head
 * @param clock for the head
 */
public record ChangeXml(
        XzufiVersion version, String rootElement, String agencyId, String receiver, String sender, Clock clock) {

    /** The message. */
    public byte[] of(Change change) {
        Instant now = clock.instant();
        String name = agencyId + '\n' + change.serviceId() + '\n' + now;
        XzufiKopf head =
                XzufiKopf.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), now, receiver, sender);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XzufiWriter xml = XzufiWriter.to(out, version, rootElement, head)) {
            change.after()
                    .ifPresentOrElse(
                            service -> xml.schreibe(OnlineServiceXzufi.of(service, service.areas(), agencyId)),
                            () -> xml.loesche(
                                    Klasse.ONLINEDIENST,
                                    Identifikator.of(agencyId, "Onlinedienst", change.serviceId())));
        }
        return out.toByteArray();
    }
}
