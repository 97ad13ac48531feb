package io.github.bayernkommunal.portalregistry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.bayernkommunal.portalregistry.internal.tree.JsonTree;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of damaged documents: each is read or refused with a declared exception, in bounded time. */
class HostileBytesTest {

    private static final int DOCUMENTS = Integer.getInteger("portalregistry.documents", 3000);

    @TempDir
    private Path directory;

    @Test
    void damagedJsonIsReadOrRefused() {
        byte[] valid =
                "{\"id\": 44218646771, \"a\": {\"value\": \"<p>x</p>\"}, \"l\": [1, {\"b\": null}, [true]], \"ü\": \"\\u00fc\"}"
                        .getBytes(UTF_8);
        damaged(valid, bytes -> {
            try {
                JsonTree.read(bytes).list("l");
            } catch (UnreadableException refused) {
                // declared
            }
        });
    }

    @Test
    void damagedXmlIsReadOrRefused() {
        byte[] valid =
                "<?xml version='1.0' encoding='UTF-8'?><n:r xmlns:n='urn:x'><a b='1'>ü<![CDATA[x]]></a><!-- c --><a/></n:r>"
                        .getBytes(UTF_8);
        damaged(valid, bytes -> {
            try {
                XmlTree.read(bytes).all("a");
            } catch (UnreadableException refused) {
                // declared
            }
        });
    }

    @Test
    void damagedXzufiIsReadCheckedAndRepairedOrRefused() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XzufiWriter writer = XzufiWriter.to(out, XzufiVersion.V2_2_0, "transfer", XzufiSamples.KOPF)) {
            writer.schreibe(XzufiSamples.leistung("1"));
            writer.schreibe(XzufiSamples.office());
            writer.schreibe(XzufiSamples.online());
        }
        Path file = directory.resolve("damaged.xml");
        damaged(out.toByteArray(), bytes -> {
            try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(bytes))) {
                reader.forEachRemaining(entry -> {});
            } catch (PortalRegistryProtocolException refused) {
                assertEquals("PORTAL-30", refused.code().substring(0, 9));
            }
            try {
                XzufiFixer.fix(new ByteArrayInputStream(bytes), new ByteArrayOutputStream());
            } catch (PortalRegistryProtocolException refused) {
                assertEquals("PORTAL-308", refused.code());
            }
        });
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Files.write(file, damage(out.toByteArray(), random));
            XzufiCheck.withoutSchemas().check(java.util.List.of(file));
        }
    }

    @Test
    void damagedStateOfAFeedIsReadOrRefused() throws Exception {
        ServiceFeed feed = open();
        feed.publish(RegistrationPlan.between(
                feed.registered(), ServiceDirectory.of(Samples.parking().build())));
        Path state = directory
                .resolve(Files.readString(directory.resolve("current")).strip())
                .resolve("state.json");
        byte[] valid = Files.readAllBytes(state);
        Random random = new Random(8);
        for (int i = 0; i < 500; i++) {
            Files.write(state, damage(valid, random));
            try {
                open().registered();
            } catch (PortalRegistryProtocolException refused) {
                assertEquals("PORTAL-307", refused.code());
            }
        }
    }

    @Test
    void documentsMadeToExhaustAreRefusedQuickly() {
        String[] bombs = {
            "[".repeat(1_000_000),
            "{\"a\":".repeat(1_000_000),
            "\"" + "\\".repeat(1_000_001),
            "1".repeat(1_000_000) + "e" + "9".repeat(1_000_000),
        };
        for (String bomb : bombs) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    JsonTree.read(bomb.getBytes(UTF_8));
                } catch (UnreadableException refused) {
                    // declared
                }
            });
        }
        String[] xmlBombs = {
            "<a>".repeat(1_000_000),
            "<a " + "b='1' ".repeat(100_000) + "/>",
            "<a>" + "x<!-- -->".repeat(1_000_000) + "</a>",
            "<a>" + "<b/>".repeat(2_000_000) + "</a>",
            "<!DOCTYPE a [<!ENTITY b '" + "x".repeat(1000) + "'>]><a>" + "&b;".repeat(100_000) + "</a>"
        };
        for (String bomb : xmlBombs) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    XmlTree.read(bomb.getBytes(UTF_8));
                } catch (UnreadableException refused) {
                    // declared
                }
            });
        }
        String endless = "<x:t xmlns:x='http://xoev.de/schemata/xzufi/2_2_0'><x:schreibe><x:leistung>"
                + "<x:modulText/>".repeat(2_000_000);
        assertThrows(
                PortalRegistryProtocolException.class,
                () -> XzufiReader.open(new ByteArrayInputStream(endless.getBytes(UTF_8))));
    }

    private interface Reading {
        void read(byte[] bytes);
    }

    private static void damaged(byte[] valid, Reading reading) {
        reading.read(valid);
        Random random = new Random(42);
        for (int i = 0; i < DOCUMENTS; i++) {
            reading.read(damage(valid, random));
        }
    }

    /** Flips, cuts, repeats or inserts a few bytes. */
    private static byte[] damage(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "<>&\"'{}[]:,;!\\ \n".charAt(random.nextInt(16));
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                default -> System.arraycopy(bytes, at / 2, bytes, at, Math.min(8, bytes.length - at));
            }
        }
        return bytes;
    }

    private ServiceFeed open() {
        return ServiceFeed.builder()
                .directory(directory)
                .credentials("portal", "geheim-genug")
                .rootElement("transfer")
                .agencyId("L199999")
                .build();
    }
}
