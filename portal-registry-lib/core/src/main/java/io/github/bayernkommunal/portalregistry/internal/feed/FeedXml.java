package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.XzufiKopf;
import io.github.bayernkommunal.portalregistry.XzufiVersion;
import io.github.bayernkommunal.portalregistry.XzufiWriter;
import io.github.bayernkommunal.portalregistry.internal.xzufi.OnlineServiceXzufi;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The XZuFi form of one area's list: a transfer message, version 2.2.0. */
final class FeedXml {

    private FeedXml() {}

    static byte[] list(Ars area, Instant created, List<OnlineService> services, FeedSettings settings) {
        XzufiKopf head =
                XzufiKopf.of(messageId(area, created, settings), created, "Landesredaktion Bayern", settings.sender());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XzufiWriter xml = XzufiWriter.to(out, XzufiVersion.V2_2_0, settings.rootElement(), head)) {
            services.forEach(
                    service -> xml.schreibe(OnlineServiceXzufi.of(service, List.of(area), settings.agencyId())));
        }
        return out.toByteArray();
    }

    /** The same list of the same time is the same message, whichever node wrote it. */
    private static UUID messageId(Ars area, Instant created, FeedSettings settings) {
        byte[] name = (settings.agencyId() + '\n' + settings.sender() + '\n' + area + '\n' + created)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(FeedFile.sha256(name));
        // RFC 9562, 5.8: version 8 is for own schemes, here the first bits of a hash.
        return new UUID(
                (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L,
                (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }
}
