package io.github.bayernkommunal.portalregistry.internal.soap;

import io.github.bayernkommunal.portalregistry.internal.JvmAuthenticator;
import io.github.bayernkommunal.portalregistry.internal.Tls;
import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.Reply;
import io.github.bayernkommunal.portalregistry.internal.http.StrictSockets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.SoapBindingConstants;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.headers.Header;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxOutEndingInterceptor;
import org.apache.cxf.interceptor.StaxOutInterceptor;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.jaxws.ServiceImpl;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The web service client, and the only class that knows Apache CXF. It puts an element into an envelope, and hands the answer
 * over unread: XML from outside has one parser in this library, and it is not CXF's.
 */
final class CxfPort implements AutoCloseable {

    private static final int PIECE = 16 * 1024;
    private static final int LONGEST_ERROR_TEXT = 64 * 1024;
    private static final QName ANY = new QName("http://cxf.apache.org/jaxws/dispatch", "Invoke");
    private static final QName NAME = new QName("urn:portal-registry-lib", "port");

    private final HttpSettings settings;
    private final Bus bus;
    private final Client client;
    private final JvmAuthenticator authenticator = new JvmAuthenticator();

    CxfPort(HttpSettings settings) {
        this.settings = settings;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(CxfPort.class.getClassLoader());
        try {
            bus = new ExtensionManagerBus();
            // java.net.http, CXF's default here, costs 1 ms more for each call.
            bus.setExtension(
                    (transport, ownBus, info, target) -> new URLConnectionHTTPConduit(ownBus, info, target),
                    HTTPConduitFactory.class);
            ServiceImpl service = new ServiceImpl(bus, null, NAME, jakarta.xml.ws.Service.class);
            service.addPort(
                    NAME,
                    jakarta.xml.ws.soap.SOAPBinding.SOAP11HTTP_BINDING,
                    settings.address().toString());
            client = ((DispatchImpl<Source>)
                            service.createDispatch(NAME, Source.class, jakarta.xml.ws.Service.Mode.PAYLOAD))
                    .getClient();
            client.getOutInterceptors().add(new FixedLength());
            client.getInInterceptors().add(new AnswerCatcher());
            configure((HTTPConduit) client.getConduit());
            authenticator.clientIsMade();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void configure(HTTPConduit conduit) {
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(settings.timeout().toMillis());
        policy.setReceiveTimeout(settings.timeout().toMillis());
        policy.setAutoRedirect(false);
        policy.setAllowChunking(false);
        conduit.setClient(policy);
        TLSClientParameters tls = new TLSClientParameters();
        tls.setSSLSocketFactory(new StrictSockets(
                Tls.context(null, settings.trust()),
                Math.toIntExact(settings.timeout().toMillis())));
        conduit.setTlsClientParameters(tls);
    }

    /**
     * Calls once.
     *
     * @param payload the element for the body, as text
     * @param header the only element for the header; null for none
     * @param action value of SOAPAction (SOAP 1.1, 6.1.1); may be empty
     * @param nanos until when the answer must be complete, in the time of {@link System#nanoTime()}
     */
    Reply call(String payload, @Nullable Element header, String action, long nanos) throws Exception {
        BindingOperationInfo info =
                client.getEndpoint().getEndpointInfo().getBinding().getOperation(ANY);
        Map<String, Object> request = new HashMap<>();
        // A failure becomes our exception; CXF need not log it as well.
        request.put(FaultListener.class.getName(), (FaultListener) (failure, text, message) -> false);
        // Every HTTP status is ours to judge.
        request.put("org.apache.cxf.transport.no_io_exceptions", true);
        request.put(Message.PROCESS_202_RESPONSE_ONEWAY_OR_PARTIAL, false);
        request.put(SoapBindingConstants.SOAP_ACTION, action);
        if (header != null) {
            QName name = new QName(header.getNamespaceURI(), header.getLocalName());
            request.put(Header.HEADER_LIST, List.of(new SoapHeader(name, header)));
        }
        Map<String, Object> context = new HashMap<>();
        context.put(Client.REQUEST_CONTEXT, request);
        context.put(Client.RESPONSE_CONTEXT, new HashMap<String, Object>());
        Exchange exchange = new ExchangeImpl();
        exchange.put(Limits.class, new Limits(settings.largest(), nanos));
        client.invoke(info, new Object[] {new StreamSource(new StringReader(payload))}, context, exchange);
        IOException lost = exchange.get(IOException.class);
        if (lost != null) {
            throw lost;
        }
        Reply answer = exchange.get(Reply.class);
        if (answer == null) {
            throw new IOException("no answer came back");
        }
        return answer;
    }

    @Override
    public void close() {
        client.destroy();
        bus.shutdown(true);
        authenticator.putBack();
    }

    /** How much may be read, and until when. */
    private record Limits(int bytes, long nanos) {}

    /**
     * Collects the envelope, so that the request is sent with a Content-Length and only once: HttpURLConnection sends a request of
     * unknown length a second time by itself when the connection breaks before the answer.
     */
    private static final class FixedLength extends AbstractPhaseInterceptor<Message> {

        FixedLength() {
            super(Phase.PRE_STREAM);
            addBefore(StaxOutInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            OutputStream wire = message.getContent(OutputStream.class);
            ByteArrayOutputStream envelope = new ByteArrayOutputStream(1024);
            message.setContent(OutputStream.class, envelope);
            message.getInterceptorChain().add(new Transmission(wire, envelope));
        }
    }

    /** Sends the envelope. */
    private static final class Transmission extends AbstractPhaseInterceptor<Message> {

        private final OutputStream wire;
        private final ByteArrayOutputStream envelope;

        Transmission(OutputStream wire, ByteArrayOutputStream envelope) {
            super(Phase.PRE_STREAM_ENDING);
            addAfter(StaxOutEndingInterceptor.class.getName());
            this.wire = wire;
            this.envelope = envelope;
        }

        @Override
        public void handleMessage(Message message) {
            if (!(message.get(HTTPConduit.KEY_HTTP_CONNECTION) instanceof HttpURLConnection connection)) {
                throw new IllegalStateException(
                        "CXF writes in another way than this library expects; nothing was sent");
            }
            try {
                StrictSockets.refuseWhenGivenUp();
                connection.setFixedLengthStreamingMode(envelope.size());
                message.setContent(OutputStream.class, wire);
                envelope.writeTo(wire);
            } catch (IOException e) {
                throw new Fault(e);
            }
        }
    }

    /** Takes the answer as bytes and ends CXF's own reading. */
    private static final class AnswerCatcher extends AbstractPhaseInterceptor<Message> {

        AnswerCatcher() {
            super(Phase.RECEIVE);
        }

        @Override
        public void handleMessage(Message message) {
            message.getInterceptorChain().abort();
            // CXF wants a result, and ours travels in the exchange.
            message.setContent(List.class, List.of());
            Exchange exchange = message.getExchange();
            int status = message.get(Message.RESPONSE_CODE) instanceof Integer code ? code : 0;
            Limits limits = exchange.get(Limits.class);
            int most = status == 200 ? limits.bytes() : Math.min(limits.bytes(), LONGEST_ERROR_TEXT);
            try (InputStream in = message.getContent(InputStream.class)) {
                byte[] body = read(in, most, limits.nanos());
                boolean cutOff = body.length > most;
                HttpHeaders headers = headers(message);
                refuseIncomplete(status, headers, cutOff, body.length);
                exchange.put(Reply.class, new Reply(status, headers, body, cutOff));
            } catch (IOException e) {
                exchange.put(IOException.class, e);
            }
        }

        /** A peer that drips one byte a second defeats every read timeout, so the time is looked at in between. */
        private static byte[] read(@Nullable InputStream in, int most, long nanos) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            while (in != null && body.size() <= most) {
                int length = in.read(piece);
                if (length < 0) {
                    break;
                }
                body.write(piece, 0, length);
                if (System.nanoTime() - nanos > 0) {
                    throw new SocketTimeoutException("the answer is not complete in time");
                }
            }
            return body.toByteArray();
        }

        /** HttpURLConnection takes a body that ends too early for a complete one; for 401 it gives none away at all. */
        private static void refuseIncomplete(int status, HttpHeaders headers, boolean cutOff, int length)
                throws IOException {
            String announced = headers.firstValue("content-length").orElse("").strip();
            if (status != HttpURLConnection.HTTP_UNAUTHORIZED
                    && !cutOff
                    && !announced.isEmpty()
                    && !announced.equals(String.valueOf(length))) {
                throw new IOException("the answer was cut off");
            }
        }

        @SuppressWarnings("unchecked")
        private static HttpHeaders headers(Message message) {
            Map<String, List<String>> given = (Map<String, List<String>>) message.get(Message.PROTOCOL_HEADERS);
            Map<String, List<String>> named = new HashMap<>();
            if (given != null) {
                given.forEach((name, values) -> {
                    if (name != null) {
                        named.put(name, values);
                    }
                });
            }
            return HttpHeaders.of(named, (name, value) -> true);
        }
    }
}
