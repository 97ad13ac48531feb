package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlStreams;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The official schemas, as far as somebody put them into a directory. Nothing outside the directory is read. */
final class Schemas {

    private static final XMLInputFactory READERS = XmlStreams.input();
    private static final int MOST = 100;

    private final Path directory;
    private final Map<String, Schema> byNamespace = new HashMap<>();

    Schemas(Path directory) {
        this.directory = directory;
    }

    /** Checks a file against the schemas of its namespace. */
    void check(Path file, Findings findings) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            XMLStreamReader xml = XmlStreams.read(READERS, in);
            xml.nextTag();
            Validator validator = schema(String.valueOf(xml.getNamespaceURI())).newValidator();
            Collecting errors = new Collecting(findings);
            validator.setErrorHandler(errors);
            validator.validate(new StAXSource(xml));
        } catch (XMLStreamException | SAXException | RuntimeException | IOException e) {
            if (e instanceof IllegalArgumentException wrongUse) {
                throw wrongUse;
            }
            findings.error(
                    "",
                    "STRUCTURE",
                    "it cannot be read: " + Redact.line(String.valueOf(e.getMessage())),
                    "Nothing of the delivery is taken until it is valid");
        }
    }

    private Schema schema(String namespace) throws SAXException, IOException {
        Schema known = byNamespace.get(namespace);
        if (known != null) {
            return known;
        }
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        factory.setResourceResolver((type, target, publicId, location, base) -> {
            refuseOutside(location, base);
            return null; // the usual way is allowed
        });
        Schema schema = factory.newSchema(files(namespace).stream()
                .map(file -> (Source) new StreamSource(file.toUri().toString()))
                .toArray(Source[]::new));
        byNamespace.put(namespace, schema);
        return schema;
    }

    /** What a schema includes or imports must lie in the directory, too. */
    private void refuseOutside(@Nullable String location, @Nullable String base) {
        if (location == null) {
            return; // names a namespace only
        }
        try {
            URI target = base == null
                    ? directory.toUri().resolve(location)
                    : URI.create(base).resolve(location);
            if (!Path.of(target).toRealPath().startsWith(directory.toRealPath())) {
                throw outside(location, null);
            }
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw outside(location, e);
        }
    }

    private IllegalArgumentException outside(String location, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "A schema in the directory %s refers to '%s', which is not a file in it. Put that file there and let the schema refer to it"
                        .formatted(directory.getFileName(), Redact.line(location)),
                cause);
    }

    private List<Path> files(String namespace) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> found = all.filter(file -> file.toString().endsWith(".xsd"))
                    .filter(file -> declares(file, namespace))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("The directory of schemas %s has none for the namespace '%s'"
                        .formatted(directory.getFileName(), Redact.line(namespace)));
            }
            return found;
        }
    }

    private static boolean declares(Path file, String namespace) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            XMLStreamReader xml = XmlStreams.read(READERS, in);
            xml.nextTag();
            return namespace.equals(xml.getAttributeValue(null, "targetNamespace"));
        } catch (XMLStreamException | IOException e) {
            return false;
        }
    }

    private static final class Collecting implements ErrorHandler {

        private final Findings findings;
        private int count;

        Collecting(Findings findings) {
            this.findings = findings;
        }

        @Override
        public void warning(SAXParseException warning) {
            // Warnings of the schema processor are about the schema, not about the file.
        }

        @Override
        public void error(SAXParseException error) {
            if (count++ < MOST) {
                findings.about(() -> "", Math.max(0, error.getLineNumber()));
                findings.error(
                        "",
                        "STRUCTURE",
                        Redact.line(String.valueOf(error.getMessage())),
                        "Nothing of the delivery is taken until it is valid");
            }
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
