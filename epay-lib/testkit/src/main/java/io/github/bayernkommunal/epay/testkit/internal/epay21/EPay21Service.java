package io.github.bayernkommunal.epay.testkit.internal.epay21;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import io.github.bayernkommunal.epay.testkit.internal.Answer;
import io.github.bayernkommunal.epay.testkit.internal.Endpoint;
import io.github.bayernkommunal.epay.testkit.internal.Payment;
import io.github.bayernkommunal.epay.testkit.internal.PaymentPage;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import io.github.bayernkommunal.epay.testkit.internal.Request;
import io.github.bayernkommunal.epay.testkit.internal.Xml;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** {@code InitPayment} of ePay21, strict about names, order and lengths. */
public final class EPay21Service implements Endpoint {

    /** The route's name. */
    public static final String ROUTE = "epay21";

    /** The tenant that exists. */
    public static final String MANDANT = "9162000";

    /** The application that exists. */
    public static final String APP = "ANTRAG";

    /** The user that exists. */
    public static final String USER = "musterstadt";

    private static final String NAMESPACE = "http://epay21.ekom21.de/service/v11";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final List<String> CALLER = List.of("Mandant", "MandantDesc", "App", "LocaleCode", "ClientInfo");
    private static final List<String> QUERY = List.of(
            "CallerPayID",
            "Purpose",
            "OrderDesc",
            "Amount",
            "Currency",
            "ReturnURL",
            "CancelURL",
            "Art",
            "GetQrCode",
            "PaymentTimeout");
    private static final Pattern CENTS = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern PURPOSE = Pattern.compile("[a-zA-Z0-9 ':?,\\-(+.)/]{1,27}");

    private final Platform platform;
    private final String password;
    private final Supplier<URI> address;

    public EPay21Service(Platform platform, String password, Supplier<URI> address) {
        this.platform = platform;
        this.password = password;
        this.address = address;
    }

    @Override
    public Call call(Request request) {
        return Call.OPEN;
    }

    @Override
    public boolean admits(Request request) {
        byte[] expected = ("Basic "
                        + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] shown = request.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, shown);
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        if (!request.method().equals("POST")) {
            return failure(405, "Use POST").with("Allow", "POST");
        }
        if (!admits(request)) {
            return failure(401, "User or password are wrong").with("WWW-Authenticate", "Basic realm=\"ePay21\"");
        }
        if (!request.mediaType().equals("text/xml")
                || !request.header("SOAPAction").orElse("").equals("\"" + NAMESPACE + "/InitPayment\"")) {
            return failure(500, "Content type or SOAPAction are not those of InitPayment");
        }
        try {
            List<Element> parts = children(operation(Xml.parse(request.text().orElse(""))));
            if (parts.size() != 2 || !is(parts.get(0), "OP") || !is(parts.get(1), "Query")) {
                return failure(500, "InitPayment takes OP and Query");
            }
            return init(members(parts.get(0), CALLER), members(parts.get(1), QUERY), mishap);
        } catch (SAXException e) {
            return failure(500, "The message is not what the service describes: " + e.getMessage());
        }
    }

    private Answer init(Map<String, String> caller, Map<String, String> query, @Nullable Mishap mishap) {
        Optional<String> refusal = refusal(caller, query);
        if (refusal.isPresent()) {
            return declined(refusal.get());
        }
        String id = query.getOrDefault("CallerPayID", "");
        Optional<Payment> opened = platform.open(
                old -> old.order().route().equals(ROUTE)
                        && old.order().requestId().equals(id),
                () -> payment(query));
        if (opened.isEmpty()) {
            return declined("CallerPayID wurde schon verwendet");
        }
        URI page = mishap == Mishap.FOREIGN_REDIRECT_HOST
                ? URI.create("https://bezahlseite.example/bezahlseite/" + id)
                : address.get().resolve(PaymentPage.PATH + id);
        return result(
                "<Operation><Result><OK>true</OK></Result></Operation><PayPageInfo><PayPageUrl>%s</PayPageUrl></PayPageInfo>"
                        .formatted(escape(page.toString())));
    }

    private static Optional<String> refusal(Map<String, String> caller, Map<String, String> query) {
        if (!MANDANT.equals(caller.get("Mandant")) || !APP.equals(caller.get("App"))) {
            return Optional.of("Mandant oder App sind unbekannt");
        }
        if (!query.getOrDefault("CallerPayID", "").matches("[\\w-]{1,36}")) {
            return Optional.of("CallerPayID fehlt oder ist ungueltig");
        }
        if (!PURPOSE.matcher(query.getOrDefault("Purpose", "")).matches()) {
            return Optional.of("Purpose fehlt oder ist ungueltig");
        }
        if (!CENTS.matcher(query.getOrDefault("Amount", "")).matches()) {
            return Optional.of("Amount fehlt oder ist ungueltig");
        }
        if (!"EUR".equals(query.get("Currency")) || !"online".equals(query.get("Art"))) {
            return Optional.of("Currency oder Art sind nicht erlaubt");
        }
        for (String name : List.of("ReturnURL", "CancelURL")) {
            if (!query.getOrDefault(name, "").startsWith("https://")) {
                return Optional.of(name + " ist keine Adresse");
            }
        }
        return Optional.empty();
    }

    private Payment payment(Map<String, String> query) {
        String id = query.getOrDefault("CallerPayID", "");
        return new Payment(
                new Payment.Order(
                        ROUTE,
                        MANDANT,
                        id,
                        id,
                        query.getOrDefault("Purpose", ""),
                        List.of(),
                        new BigDecimal(query.getOrDefault("Amount", "")).movePointLeft(2),
                        query.getOrDefault("OrderDesc", "")),
                platform.nextKassenzeichen(),
                platform.now(),
                payment -> URI.create(query.getOrDefault("ReturnURL", "/")));
    }

    private static Element operation(Element envelope) throws SAXException {
        List<Element> bodies = children(envelope);
        if (!SOAP.equals(envelope.getNamespaceURI())
                || !"Envelope".equals(envelope.getLocalName())
                || bodies.size() != 1
                || !"Body".equals(bodies.get(0).getLocalName())) {
            throw new SAXException("no envelope of SOAP 1.1 with one body");
        }
        List<Element> operations = children(bodies.get(0));
        if (operations.size() != 1 || !is(operations.get(0), "InitPayment")) {
            throw new SAXException("no InitPayment of the namespace " + NAMESPACE);
        }
        return operations.get(0);
    }

    /** The members by name, in the order of the description. */
    private static Map<String, String> members(Element parent, List<String> order) throws SAXException {
        Map<String, String> members = new LinkedHashMap<>();
        int last = -1;
        for (Element child : children(parent)) {
            int place = is(child, child.getLocalName()) ? order.indexOf(child.getLocalName()) : -1;
            if (place <= last) {
                throw new SAXException("%s has no %s in this place; the order is %s"
                        .formatted(parent.getLocalName(), child.getLocalName(), order));
            }
            last = place;
            members.put(child.getLocalName(), child.getTextContent());
        }
        return members;
    }

    private static boolean is(Element element, String name) {
        return NAMESPACE.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static Answer declined(String words) {
        return result(
                "<Operation><Result><OK>false</OK><ErrorMessage>%s</ErrorMessage><ErrorMessageDetail/></Result></Operation>"
                        .formatted(escape(words)));
    }

    private static Answer result(String content) {
        return envelope(
                200,
                "<InitPaymentResponse xmlns=\"%s\"><InitPaymentResult>%s</InitPaymentResult></InitPaymentResponse>"
                        .formatted(NAMESPACE, content));
    }

    @Override
    public Answer failure(int status, String detail) {
        return envelope(
                status,
                "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>%s</faultstring></soap:Fault>"
                        .formatted(escape(detail)));
    }

    private static Answer envelope(int status, String body) {
        return Answer.of(
                status,
                "text/xml; charset=utf-8",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"%s\"><soap:Body>%s</soap:Body></soap:Envelope>"
                        .formatted(SOAP, body));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
