package io.github.bayernkommunal.samples.benchmarks.xzufi;

import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.XzufiKopf;
import io.github.bayernkommunal.portalregistry.XzufiLeistung;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Text;
import io.github.bayernkommunal.portalregistry.XzufiVersion;
import io.github.bayernkommunal.portalregistry.XzufiWriter;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Our library makes the objects and writes the message; the variant is the number of objects. */
public final class OurWriting implements Callable<Object> {

    private final int count;

    /** Reads the number. */
    public OurWriting(Path fixture, String variant) {
        count = Integer.parseInt(variant);
    }

    @Override
    public Object call() {
        Sink sink = new Sink();
        write(sink, count);
        return sink.count();
    }

    static void write(OutputStream out, int count) {
        XzufiKopf kopf = XzufiKopf.of(new UUID(1, 2), Instant.EPOCH, "BY", Sample.MAKER);
        List<Leistungsschluessel> keys = List.of(Leistungsschluessel.of(Sample.KEY));
        try (XzufiWriter writer = XzufiWriter.to(out, XzufiVersion.V2_2_0, Sample.ROOT, kopf)) {
            for (int i = 0; i < count; i++) {
                Identifikator id = Identifikator.of(Sample.AGENCY, Sample.SCHEME, Sample.id(i));
                List<XzufiLeistung.TextModul> texts = Sample.TYPE_CODES.stream()
                        .map(type -> XzufiLeistung.TextModul.of(
                                Code.of(XzufiLeistung.TEXTMODULE, "1", type), List.of(new Text("de", Sample.TEXT))))
                        .toList();
                writer.schreibe(XzufiLeistung.of(id, keys, texts));
            }
        }
    }
}
