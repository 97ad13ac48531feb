package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import io.github.bayernkommunal.postfach.internal.bsp.wire.ObjectFactory;
import io.github.bayernkommunal.postfach.internal.bsp.wire.PostkorbKomm;
import io.github.bayernkommunal.postfach.internal.bsp.wire.SendBspNachricht;
import io.github.bayernkommunal.postfach.internal.bsp.wire.SendBspNachrichtNative;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.common.logging.LogUtils;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.ClientImpl;
import org.apache.cxf.endpoint.UpfrontConduitSelector;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.jaxws.JaxWsClientFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/**
 * The web service client, and the only class that knows Apache CXF. It writes the request by our WSDL and hands the answer
 * over unread: the real service puts a Fault and an output part side by side, which no SOAP stack reads.
 */
final class CxfPort implements AutoCloseable {

    /** Longest answer that is read; a receipt has less than a kilobyte. */
    static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private static final String NAMESPACE = "urn:akdb:bsp:postkorb:komm:webservice";
    private static final String ACTION = "\"urn:akdb:bsp:postkorb:komm:webservice\"";
    private static final ContentType XML = ContentType.parse("text/xml; charset=utf-8");

    // A failure becomes our exception; CXF need not log it as well.
    private static final Map<String, Object> HOW_TO_CALL =
            Map.of(FaultListener.class.getName(), (FaultListener) (failure, text, message) -> false);

    // CXF writes the envelope around this, and the part is put in its place on the way out: so a large document is in
    // memory
    // once, and CXF, which shows parameters in its debug log, never sees it. The same text is Base64 of something.
    private static final String PLACEHOLDER = "PLACEHOLDER0OF0THE0PART0";

    private final Bus bus;
    private final Client client;

    CxfPort(URI address, HttpsCalls https) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(CxfPort.class.getClassLoader());
        try {
            bus = new ExtensionManagerBus();
            JaxWsClientFactoryBean factory = new JaxWsClientFactoryBean();
            factory.setBus(bus);
            factory.setDataBinding(new JAXBDataBinding(Jaxb.context(ObjectFactory.class)));
            factory.setServiceClass(PostkorbKomm.class);
            factory.setAddress(address.toString());
            factory.setConduitSelector(new UpfrontConduitSelector(new HttpsConduit(address, https)));
            client = factory.create();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Calls {@code sendBspNachrichtNative} once, within {@link HttpsCalls#within}. */
    HttpsCalls.Answer sendNative(String document) throws Exception {
        SendBspNachrichtNative request = new SendBspNachrichtNative();
        request.setBspNachricht(PLACEHOLDER);
        return call(Operation.NATIVE, request, document);
    }

    /** Calls {@code sendBspNachricht} once, within {@link HttpsCalls#within}. */
    HttpsCalls.Answer sendEnvelope(byte[] envelope) throws Exception {
        SendBspNachricht request = new SendBspNachricht();
        request.setOkKommBspNachrichtInput(Base64.getDecoder().decode(PLACEHOLDER));
        return call(Operation.OK_KOMM, request, Base64.getEncoder().encodeToString(envelope));
    }

    private HttpsCalls.Answer call(Operation operation, Object request, String part) throws Exception {
        BindingOperationInfo info = client.getEndpoint()
                .getEndpointInfo()
                .getBinding()
                .getOperation(new QName(NAMESPACE, operation.request()));
        Exchange exchange = new ExchangeImpl();
        exchange.put(ElementText.class, new ElementText(part));
        Map<String, Object> context = new HashMap<>();
        context.put(Client.REQUEST_CONTEXT, new HashMap<>(HOW_TO_CALL));
        context.put(Client.RESPONSE_CONTEXT, new HashMap<String, Object>());
        client.invoke(info, new Object[] {request}, context, exchange);
        HttpsCalls.Answer answer = exchange.get(HttpsCalls.Answer.class);
        if (answer.body().length > LONGEST_ANSWER) {
            throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
        }
        return answer;
    }

    @Override
    public void close() {
        client.destroy();
        bus.shutdown(true);
    }

    /** CXF's way to the wire: collects the envelope, sends it with its part, and ends CXF's own reading. */
    private static final class HttpsConduit extends AbstractConduit {

        private static final Logger log = LogUtils.getLogger(HttpsConduit.class);

        private final URI address;
        private final HttpsCalls https;

        HttpsConduit(URI address, HttpsCalls https) {
            super(EndpointReferenceUtils.getEndpointReference(address.toString()));
            this.address = address;
            this.https = https;
        }

        @Override
        public void prepare(Message message) {
            message.setContent(OutputStream.class, new ByteArrayOutputStream(1024));
        }

        @Override
        public void close(Message message) throws IOException {
            Exchange exchange = message.getExchange();
            if (message != exchange.getOutMessage()) {
                return;
            }
            String envelope =
                    ((ByteArrayOutputStream) message.getContent(OutputStream.class)).toString(StandardCharsets.UTF_8);
            ElementText part = exchange.get(ElementText.class);
            int at = envelope.indexOf(PLACEHOLDER);
            if (at < 0 || part == null) {
                throw new IllegalStateException(
                        "CXF writes in another way than this library expects; nothing was sent");
            }
            byte[] before = envelope.substring(0, at).getBytes(StandardCharsets.UTF_8);
            byte[] after = envelope.substring(at + PLACEHOLDER.length()).getBytes(StandardCharsets.UTF_8);
            HttpPost request = new HttpPost(address);
            request.addHeader("Accept", "text/xml");
            request.addHeader("SOAPAction", ACTION);
            // With a length: not every operator's gateway takes chunked requests.
            request.setEntity(new EntityTemplate(before.length + part.length() + after.length, XML, out -> {
                out.write(before);
                part.writeTo(out);
                out.write(after);
            }));
            exchange.put(HttpsCalls.Answer.class, https.send(request, LONGEST_ANSWER + 1));
            // CXF wants a result, and ours travels in the exchange.
            Message answer = new MessageImpl();
            answer.setContent(List.class, List.of());
            exchange.setInMessage(answer);
            exchange.put(ClientImpl.FINISHED, true);
        }

        @Override
        protected Logger getLogger() {
            return log;
        }
    }
}
