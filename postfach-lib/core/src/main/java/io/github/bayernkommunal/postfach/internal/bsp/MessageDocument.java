package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.Absender;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.BspNachricht;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.DataContainer;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.Empfaenger;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.FreiText;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.Identifikation;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.Key;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.NachrichtenInhalt;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.NachrichtenKopf;
import io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht.StorkQaaLevel;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** Writes a message as the document {@code BspNachricht} of schema 2.13. */
final class MessageDocument {

    // All samples of the paper, and the last pair of the schema's lists.
    private static final String VERSION = "1.5";
    private static final String FASSUNG = "2020-03-15";
    private static final String PRODUCT = "postfach-lib";
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String CONTENT = "<Inhalt></Inhalt>";
    // Only markup can match: in text, < is escaped.
    private static final Pattern NO_CONTENT = Pattern.compile("<Inhalt(?:></Inhalt>|/>)");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    // With milliseconds and offset, as in the paper's samples.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private final BspSoap.LineBreaks lineBreaks;
    private final BspSoap.Ereignis ereignis;
    private final JAXBContext context;
    private final DatatypeFactory types;

    MessageDocument(BspSoap.LineBreaks lineBreaks, BspSoap.Ereignis ereignis) {
        this.lineBreaks = lineBreaks;
        this.ereignis = ereignis;
        this.context = Jaxb.context(BspNachricht.class);
        this.types = DatatypeFactory.newDefaultInstance();
    }

    /**
     * The document as text, with its declaration and without CR; the same message always gives the same text.
     *
     * <p>Ten megabytes of files become thirteen of Base64. So JAXB writes the document without the files, they are put in one by
     * one, and characters beyond Latin-1 become references, because a single one would double the memory of the whole text.
     */
    String write(Message message) {
        String withoutFiles = withoutFiles(message);
        List<Attachment> attachments = message.attachments();
        if (attachments.isEmpty()) {
            return withoutFiles;
        }
        String[] pieces = NO_CONTENT.split(withoutFiles, -1);
        if (pieces.length != attachments.size() + 1) {
            throw new IllegalStateException("JAXB writes in another way than this library expects");
        }
        long size = 0;
        for (String piece : pieces) {
            size += piece.length();
        }
        for (Attachment attachment : attachments) {
            size += (attachment.size() + 2) / 3 * 4 + CONTENT.length();
        }
        ByteBuffer document = ByteBuffer.allocate(Math.toIntExact(size));
        for (int i = 0; i < pieces.length; i++) {
            document.put(pieces[i].getBytes(StandardCharsets.ISO_8859_1));
            if (i < attachments.size()) {
                document.put(CONTENT.substring(0, CONTENT.indexOf('/') - 1).getBytes(StandardCharsets.ISO_8859_1));
                document.put(Base64.getEncoder().encode(unchanged(i + 1, attachments.get(i))));
                document.put(CONTENT.substring(CONTENT.indexOf('/') - 1).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return new String(document.array(), StandardCharsets.ISO_8859_1);
    }

    private String withoutFiles(Message message) {
        try {
            Marshaller marshaller = context.createMarshaller();
            // The text travels inside another document as UTF-8; only its declaration speaks of an encoding.
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            StringWriter document = new StringWriter(4096);
            document.append(DECLARATION);
            marshaller.marshal(nachricht(message), document);
            return latin1(document.toString());
        } catch (JAXBException e) {
            throw new IllegalStateException("A complete message could not be written", e);
        }
    }

    /** Markup is ASCII, so whatever lies beyond Latin-1 is text, where a reference means the same. */
    private static String latin1(String xml) {
        StringBuilder plain = new StringBuilder(xml.length() + 64);
        for (int i = 0; i < xml.length(); ) {
            int c = xml.codePointAt(i);
            if (c <= 0xFF) {
                plain.append((char) c);
            } else {
                plain.append("&#").append(c).append(';');
            }
            i += Character.charCount(c);
        }
        return plain.toString();
    }

    /** The worst mistake would be one citizen's letter in another's mailbox: compared once more, in the text that is sent. */
    static void requireAddressedTo(PostboxHandle recipient, String document) {
        int start = document.indexOf("<PostkorbId>");
        int end = document.indexOf("</PostkorbId>", Math.max(start, 0));
        String written =
                recipient.value().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        if (start < 0 || end < 0 || !document.substring(start + 12, end).equals(written)) {
            throw new PostfachProtocolException(
                    Code.LETTER_MIXED_UP.toString(),
                    "The document is addressed to another mailbox than the letter. Nothing was sent; stop sending and report it.",
                    null);
        }
    }

    private BspNachricht nachricht(Message message) {
        BspNachricht nachricht = new BspNachricht();
        nachricht.setVersion(VERSION);
        nachricht.setFassung(FASSUNG);
        nachricht.setProdukt(PRODUCT);
        nachricht.setNachrichtenKopf(kopf(message));
        nachricht.setNachrichtenInhalt(inhalt(message));
        return nachricht;
    }

    private NachrichtenKopf kopf(Message message) {
        Identifikation identifikation = new Identifikation();
        // The schema demands Ereignis, every sample leaves it out, the table is flagged as unused: so it is a setting.
        switch (ereignis) {
            case BSP -> identifikation.setEreignis(key("9001", "BSP"));
            case BSP_NACHRICHT -> identifikation.setEreignis(key("9001", "BspNachricht"));
            case OMIT -> {}
        }
        identifikation.setErstellungszeitpunkt(time(message.createdAt()));
        identifikation.setNachrichtenId(message.messageId());
        Empfaenger empfaenger = new Empfaenger();
        empfaenger.setPostkorbId(message.recipient().value());
        NachrichtenKopf kopf = new NachrichtenKopf();
        kopf.setIdentifikationNachricht(identifikation);
        kopf.setAbsender(absender(message.sender()));
        kopf.setEmpfaenger(empfaenger);
        message.relatesTo().ifPresent(kopf::setAntwortAuf);
        message.readConfirmationTo().ifPresent(kopf::setLesebestaetigungAntwortAdresse);
        return kopf;
    }

    private static Absender absender(Sender sender) {
        Absender absender = new Absender();
        absender.setDienst(sender.service());
        absender.setMandant(sender.name());
        sender.ags().ifPresent(ags -> absender.setGemeindeschluessel(key("36", ags)));
        sender.website().ifPresent(website -> absender.setHyperlink(website.toString()));
        return absender;
    }

    private NachrichtenInhalt inhalt(Message message) {
        boolean plain = message.textFormat() == Message.TextFormat.PLAIN;
        FreiText text = new FreiText();
        text.setEncoding(key("9004", plain ? "text/plain" : "text/html"));
        text.setText(plain && lineBreaks == BspSoap.LineBreaks.ESCAPED ? escaped(message.text()) : message.text());
        NachrichtenInhalt inhalt = new NachrichtenInhalt();
        inhalt.setBetreff(message.subject());
        inhalt.setStorkQaaLevel(StorkQaaLevel.fromValue(
                "STORK-QAA-Level-" + message.readableFrom().level()));
        inhalt.setFreiText(text);
        for (Attachment attachment : message.attachments()) {
            inhalt.getDataContainer().add(container(attachment));
        }
        return inhalt;
    }

    /** Schema 2.13, remark at Text: the two characters \n mean a line feed, a backslash is written as two. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static DataContainer container(Attachment attachment) {
        DataContainer container = new DataContainer();
        container.setInhalt(new byte[0]);
        container.setFileName(attachment.fileName());
        container.setFileType(key("9005", attachment.mediaType()));
        return container;
    }

    /** The content, which must be what it was when the message was built. */
    private static byte[] unchanged(int number, Attachment attachment) {
        int size = Math.toIntExact(attachment.size());
        byte[] content = new byte[size];
        int read = -1;
        try (InputStream in = attachment.open()) {
            read = in.readNBytes(content, 0, size);
            boolean longer = in.read() != -1;
            if (read == size && !longer && sha256(content).equals(attachment.sha256())) {
                return content;
            }
        } catch (IOException e) {
            Arrays.fill(content, (byte) 0);
        }
        throw new PostfachRejectedException(
                Code.ATTACHMENT_CHANGED.toString(),
                "Attachment %d was changed or removed since the message was built (then %d bytes, now %d readable). Build the message again."
                        .formatted(number, size, Math.max(read, 0)),
                List.of(Rejection.ATTACHMENT_CHANGED));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private XMLGregorianCalendar time(Instant instant) {
        return types.newXMLGregorianCalendar(TIME.format(instant.atZone(BERLIN)));
    }

    private static Key key(String tabelle, String schluessel) {
        Key key = new Key();
        key.setTabelle(tabelle);
        key.setSchluessel(schluessel);
        return key;
    }
}
