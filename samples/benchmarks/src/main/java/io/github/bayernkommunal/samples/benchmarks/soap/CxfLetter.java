package io.github.bayernkommunal.samples.benchmarks.soap;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.transport.http.HTTPConduit;

/** Apache CXF as it comes: a proxy with its default way of sending. */
public final class CxfLetter implements Callable<Object> {

    private final MailboxPort port;
    private final JAXBContext context;

    /** Makes the proxy. */
    public CxfLetter(Path fixture, String variant) throws IOException, JAXBException {
        Connection connection = Connection.of(fixture, "/mailbox");
        context = JAXBContext.newInstance(MailboxMessage.class);
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(MailboxPort.class);
        factory.setAddress(connection.address().toString());
        port = (MailboxPort) factory.create();
        TLSClientParameters tls = new TLSClientParameters();
        tls.setSslContext(connection.tls());
        ((HTTPConduit) ClientProxy.getClient(port).getConduit()).setTlsClientParameters(tls);
    }

    @Override
    public Object call() throws JAXBException {
        MailboxMessage letter = new MailboxMessage();
        letter.head.id = UUID.randomUUID().toString();
        StringWriter document = new StringWriter(2048);
        context.createMarshaller().marshal(letter, document);
        String receipt = port.sendBspNachrichtNative(document.toString());
        if (!receipt.contains(">0<")) {
            throw new IllegalStateException("The letter was not accepted");
        }
        return receipt;
    }
}
