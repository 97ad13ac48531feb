package io.github.bayernkommunal.samples.benchmarks.soap;

import com.ctc.wstx.stax.WstxInputFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The call by hand: JAXB for the letter, an envelope as text, HttpURLConnection, StAX for the receipt. Nothing is checked, and with
 * HttpURLConnection's fastest way of sending, which no mailbox can use: it sends a letter again when its answer is lost.
 */
public final class HandWrittenLetter implements Callable<Object> {

    private static final String BEFORE =
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                    + "<ns:sendBspNachrichtNative xmlns:ns=\"urn:akdb:bsp:postkorb:komm:webservice\"><bspNachricht>";
    private static final String AFTER = "</bspNachricht></ns:sendBspNachrichtNative></soap:Body></soap:Envelope>";

    private final Connection connection;
    private final SSLSocketFactory sockets;
    private final JAXBContext context;
    private final XMLInputFactory parsers = new WstxInputFactory();

    /** Sets up TLS and JAXB. */
    public HandWrittenLetter(Path fixture, String variant) throws IOException, JAXBException {
        connection = Connection.of(fixture, "/mailbox");
        sockets = connection.tls().getSocketFactory();
        context = JAXBContext.newInstance(MailboxMessage.class);
    }

    @Override
    public Object call() throws IOException, JAXBException, XMLStreamException {
        byte[] request = request();
        HttpsURLConnection http =
                (HttpsURLConnection) connection.address().toURL().openConnection();
        http.setSSLSocketFactory(sockets);
        http.setDoOutput(true);
        http.setRequestMethod("POST");
        http.setRequestProperty("Content-Type", "text/xml; charset=utf-8");
        http.setRequestProperty("SOAPAction", "\"urn:akdb:bsp:postkorb:komm:webservice\"");
        try (OutputStream out = http.getOutputStream()) {
            out.write(request);
        }
        if (http.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("status " + http.getResponseCode());
        }
        try (InputStream in = http.getInputStream()) {
            return accepted(text(parsers.createXMLStreamReader(in), "bspQuittung"));
        }
    }

    private byte[] request() throws JAXBException {
        MailboxMessage letter = new MailboxMessage();
        letter.head.id = UUID.randomUUID().toString();
        letter.head.created = Instant.now().toString();
        Marshaller marshaller = context.createMarshaller();
        StringWriter document = new StringWriter(2048);
        marshaller.marshal(letter, document);
        String escaped = document.toString().replace("&", "&amp;").replace("<", "&lt;");
        return (BEFORE + escaped + AFTER).getBytes(StandardCharsets.UTF_8);
    }

    private String accepted(String receipt) throws XMLStreamException {
        String code = text(parsers.createXMLStreamReader(new StringReader(receipt)), "Schluessel");
        if (!code.equals("0")) {
            throw new IllegalStateException("The letter was not accepted");
        }
        return code;
    }

    private static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals(element)) {
                    return xml.getElementText();
                }
            }
            throw new XMLStreamException("no " + element);
        } finally {
            xml.close();
        }
    }
}
