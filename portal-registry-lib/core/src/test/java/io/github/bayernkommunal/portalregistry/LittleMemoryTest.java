package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LittleMemoryTest {

    /** A million takes half a minute; the memory needed does not depend on the number. */
    private static final String OBJECTS = System.getProperty("portalregistry.objects", "200000");

    /** Of each key a fingerprint is remembered, because it must be unique: a million have room. */
    private static final String CHECKED = System.getProperty("portalregistry.checked", "20000");

    /** All 1,700 take some seconds more; they fit as well. */
    private static final String SERVICES = System.getProperty("portalregistry.services", "400");

    @Test
    void messageOfAnySizeIsReadIn32MegabytesOfHeap() throws Exception {
        String said = Forked.run("32m", ReadMany.class, OBJECTS);

        assertEquals("read " + OBJECTS + " complete", said);
    }

    @Test
    void longDeliveryIsCheckedIn64MegabytesOfHeap(@TempDir Path folder) throws Exception {
        String said = Forked.run("64m", CheckMany.class, CHECKED, folder.toString());

        assertEquals("checked " + CHECKED + ": accepted, 0 findings", said);
    }

    @Test
    void planForAllOfBavariaFitsIn512Megabytes() throws Exception {
        String said = Forked.run("512m", PlanMany.class, "2056", SERVICES);

        long changed = IntStream.range(0, Integer.parseInt(SERVICES) - 17)
                .filter(service -> service % 10 == 3)
                .count();
        assertTrue(said.endsWith(": 0 to add, %d to change, 17 to remove".formatted(changed)), said);
    }

    /** Reads a message that is made while it is read, so that it is nowhere as a whole. */
    static final class ReadMany {
        public static void main(String[] arguments) {
            int count = Integer.parseInt(arguments[0]);
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            try (XzufiWriter writer = XzufiWriter.to(one, XzufiVersion.V2_2_0, "transfer", XzufiSamples.KOPF)) {
                writer.schreibe(XzufiSamples.leistung("4711"));
            }
            String message = one.toString(StandardCharsets.UTF_8);
            int begin = message.indexOf("<xzufi:schreibe>");
            int end = message.lastIndexOf("</xzufi:transfer>");
            byte[] object = message.substring(begin, end).getBytes(StandardCharsets.UTF_8);
            Enumeration<InputStream> parts = new Enumeration<>() {
                private int next = -1;

                @Override
                public boolean hasMoreElements() {
                    return next <= count;
                }

                @Override
                public InputStream nextElement() {
                    int now = next++;
                    return new ByteArrayInputStream(
                            now < 0
                                    ? message.substring(0, begin).getBytes(StandardCharsets.UTF_8)
                                    : now < count
                                            ? object
                                            : message.substring(end).getBytes(StandardCharsets.UTF_8));
                }
            };
            long read = 0;
            try (XzufiReader reader = XzufiReader.open(new SequenceInputStream(parts))) {
                while (reader.hasNext()) {
                    reader.next();
                    read++;
                }
                System.out.println("read " + read + (reader.isComplete() ? " complete" : ""));
            }
        }
    }

    /** Checks a file that is made before. */
    static final class CheckMany {
        public static void main(String[] arguments) throws IOException {
            int count = Integer.parseInt(arguments[0]);
            Path file = Path.of(arguments[1]).resolve("many.xml");
            try (XzufiWriter writer = XzufiWriter.to(
                    new BufferedOutputStream(Files.newOutputStream(file)),
                    XzufiVersion.V2_2_0,
                    "transfer",
                    XzufiSamples.KOPF)) {
                for (int i = 0; i < count; i++) {
                    writer.schreibe(
                            i % 10 == 9
                                    ? online(String.valueOf(i), "nummer-" + (i - 1))
                                    : XzufiSamples.leistung("nummer-" + i));
                }
            }
            XzufiCheck.Report report = XzufiCheck.withoutSchemas().check(List.of(file));
            System.out.println("checked %d: %s, %d findings"
                    .formatted(
                            report.objects(),
                            report.isAccepted() ? "accepted" : "not accepted",
                            report.findings().size()));
            Files.delete(file);
        }

        private static XzufiOnlinedienst online(String id, String leistung) {
            XzufiOnlinedienst like = XzufiSamples.online();
            return new XzufiOnlinedienst(
                    XzufiSamples.id("Onlinedienst", id),
                    like.idSekundaer(),
                    like.bezeichnung(),
                    like.beschreibung(),
                    like.link(),
                    like.vertrauensniveau(),
                    like.parameter(),
                    List.of(XzufiSamples.responsible(leistung)),
                    like.herausgeber(),
                    like.versionsinformation(),
                    like.sprachversion(),
                    like.gueltigkeit());
        }
    }

    /** Plans for so many municipalities and services, from a registered state that was read from its memory. */
    static final class PlanMany {
        public static void main(String[] arguments) {
            ServiceDirectory registered =
                    directory(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), "https://alt.example/");
            ServiceDirectory wanted = directory(
                    Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]) - 17, "https://neu.example/");
            RegistrationPlan plan = RegistrationPlan.between(registered, wanted);
            if (Math.abs(plan.shrinkage() - 17.0 / Integer.parseInt(arguments[1])) > 0.001) {
                throw new AssertionError("shrinkage " + plan.shrinkage());
            }
            System.out.println(plan);
        }

        private static ServiceDirectory directory(int municipalities, int services, String newAddress) {
            List<Ars> table = new ArrayList<>();
            for (int m = 0; m < municipalities; m++) {
                table.add(Ars.of("097%09d".formatted(m + 1)));
            }
            List<OnlineService> all = new ArrayList<>();
            for (int s = 0; s < services; s++) {
                OnlineService.Builder service = OnlineService.builder("dienst-" + s)
                        .leistung(Samples.PARKING)
                        .title("Dienst " + s)
                        .address(URI.create((s % 10 == 3 ? newAddress : "https://fest.example/") + s));
                service.offeredIn(table);
                all.add(service.build());
                if (all.size() % 100 == 0) {
                    // As whoever reads them from a database: in portions, shared as soon as possible.
                    all = new ArrayList<>(ServiceDirectory.of(all).services());
                }
            }
            return ServiceDirectory.of(all);
        }
    }
}
