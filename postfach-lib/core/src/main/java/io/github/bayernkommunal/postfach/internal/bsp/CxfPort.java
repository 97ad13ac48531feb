package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.internal.JvmAuthenticator;
import io.github.bayernkommunal.postfach.internal.Tls;
import io.github.bayernkommunal.postfach.internal.bsp.wire.ObjectFactory;
import io.github.bayernkommunal.postfach.internal.bsp.wire.PostkorbKomm;
import io.github.bayernkommunal.postfach.internal.bsp.wire.SendBspNachricht;
import io.github.bayernkommunal.postfach.internal.bsp.wire.SendBspNachrichtNative;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxOutEndingInterceptor;
import org.apache.cxf.interceptor.StaxOutInterceptor;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.jaxws.JaxWsClientFactoryBean;
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

/**
 * The web service client, and the only class that knows Apache CXF. It writes the request by our WSDL and hands the answer
 * over unread: the real service puts a Fault and an output part side by side, which no SOAP stack reads.
 */
final class CxfPort implements AutoCloseable {

    /** Longest answer that is read; a receipt has less than a kilobyte. */
    static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final String NAMESPACE = "urn:akdb:bsp:postkorb:komm:webservice";

    private static final Map<String, Object> HOW_TO_CALL = Map.of(
            // A failure becomes our exception; CXF need not log it as well.
            FaultListener.class.getName(),
            (FaultListener) (failure, text, message) -> false,
            // Every HTTP status is ours to judge.
            "org.apache.cxf.transport.no_io_exceptions",
            true,
            Message.PROCESS_202_RESPONSE_ONEWAY_OR_PARTIAL,
            false);

    // CXF writes the envelope around this, and the part is put in its place on the way out: so a large document is in
    // memory
    // once, and CXF, which shows parameters in its debug log, never sees it. The same text is Base64 of something.
    private static final String PLACEHOLDER = "PLACEHOLDER0OF0THE0PART0";

    private final Bus bus;
    private final Client client;
    private final JvmAuthenticator authenticator = new JvmAuthenticator();

    CxfPort(BspOptions options) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(CxfPort.class.getClassLoader());
        try {
            bus = new ExtensionManagerBus();
            // java.net.http, CXF's default here, costs 1 ms more for each call.
            bus.setExtension(
                    (transport, ownBus, info, target) -> new URLConnectionHTTPConduit(ownBus, info, target),
                    HTTPConduitFactory.class);
            JaxWsClientFactoryBean factory = new JaxWsClientFactoryBean();
            factory.setBus(bus);
            factory.setDataBinding(new JAXBDataBinding(Jaxb.context(ObjectFactory.class)));
            factory.setServiceClass(PostkorbKomm.class);
            factory.setAddress(options.address().toString());
            client = factory.create();
            client.getOutInterceptors().add(new FixedLength());
            client.getInInterceptors().add(new AnswerCatcher());
            configure((HTTPConduit) client.getConduit(), options);
            authenticator.clientIsMade();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void configure(HTTPConduit conduit, BspOptions options) {
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(
                Math.min(CONNECT.toMillis(), options.timeout().toMillis()));
        policy.setReceiveTimeout(options.timeout().toMillis());
        policy.setAutoRedirect(false);
        policy.setAllowChunking(false);
        conduit.setClient(policy);
        TLSClientParameters tls = new TLSClientParameters();
        tls.setSSLSocketFactory(new StrictSockets(
                Tls.context(options.clientKey(), options.trust()), Math.toIntExact(policy.getConnectionTimeout())));
        conduit.setTlsClientParameters(tls);
    }

    /** Calls {@code sendBspNachrichtNative} once. */
    HttpAnswer sendNative(String document) throws Exception {
        SendBspNachrichtNative request = new SendBspNachrichtNative();
        request.setBspNachricht(PLACEHOLDER);
        return call(Operation.NATIVE, request, document);
    }

    /** Calls {@code sendBspNachricht} once. */
    HttpAnswer sendEnvelope(byte[] envelope) throws Exception {
        SendBspNachricht request = new SendBspNachricht();
        request.setOkKommBspNachrichtInput(Base64.getDecoder().decode(PLACEHOLDER));
        return call(Operation.OK_KOMM, request, Base64.getEncoder().encodeToString(envelope));
    }

    private HttpAnswer call(Operation operation, Object request, String part) throws Exception {
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
        IOException lost = exchange.get(IOException.class);
        if (lost != null) {
            throw lost;
        }
        HttpAnswer answer = exchange.get(HttpAnswer.class);
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

    /**
     * Collects the envelope, so that the request is sent with a Content-Length and only once.
     *
     * <p>Not every operator's gateway takes chunked requests. And HttpURLConnection sends a request of unknown length a
     * second time by itself when the connection breaks before the answer: the citizen would get two letters.
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

    /** Sends the envelope with its part. */
    private static final class Transmission extends AbstractPhaseInterceptor<Message> {

        private final OutputStream wire;
        private final ByteArrayOutputStream collected;

        Transmission(OutputStream wire, ByteArrayOutputStream collected) {
            super(Phase.PRE_STREAM_ENDING);
            addAfter(StaxOutEndingInterceptor.class.getName());
            this.wire = wire;
            this.collected = collected;
        }

        @Override
        public void handleMessage(Message message) {
            String envelope = collected.toString(StandardCharsets.UTF_8);
            int at = envelope.indexOf(PLACEHOLDER);
            ElementText part = message.getExchange().get(ElementText.class);
            if (at < 0
                    || part == null
                    || !(message.get(HTTPConduit.KEY_HTTP_CONNECTION) instanceof HttpURLConnection connection)) {
                throw new IllegalStateException(
                        "CXF writes in another way than this library expects; nothing was sent");
            }
            byte[] before = envelope.substring(0, at).getBytes(StandardCharsets.UTF_8);
            byte[] after = envelope.substring(at + PLACEHOLDER.length()).getBytes(StandardCharsets.UTF_8);
            try {
                StrictSockets.refuseWhenGivenUp();
                connection.setFixedLengthStreamingMode(before.length + part.length() + after.length);
                message.setContent(OutputStream.class, wire);
                wire.write(before);
                part.writeTo(wire);
                wire.write(after);
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
            try (InputStream in = message.getContent(InputStream.class)) {
                byte[] body = in == null ? new byte[0] : in.readNBytes(LONGEST_ANSWER + 1);
                if (body.length > LONGEST_ANSWER) {
                    throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
                }
                int status = message.get(Message.RESPONSE_CODE) instanceof Integer code ? code : 0;
                String length = header(message, "content-length");
                // HttpURLConnection takes a body that ends too early for a complete one. (It gives away none at all for
                // 401,
                // because it cannot repeat the request with a password.)
                if (status != HttpURLConnection.HTTP_UNAUTHORIZED
                        && length != null
                        && !length.strip().equals(String.valueOf(body.length))) {
                    throw new IOException("the answer was cut off");
                }
                exchange.put(HttpAnswer.class, new HttpAnswer(status, header(message, "retry-after"), body));
            } catch (IOException e) {
                exchange.put(IOException.class, e);
            }
        }

        @SuppressWarnings("unchecked")
        private static @Nullable String header(Message message, String name) {
            Map<String, List<String>> headers = (Map<String, List<String>>) message.get(Message.PROTOCOL_HEADERS);
            if (headers == null) {
                return null;
            }
            return headers.entrySet().stream()
                    .filter(header -> name.equalsIgnoreCase(header.getKey()))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst()
                    .orElse(null);
        }
    }
}
