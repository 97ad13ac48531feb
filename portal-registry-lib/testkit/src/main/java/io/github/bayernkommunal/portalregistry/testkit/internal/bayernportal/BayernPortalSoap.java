package io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.testkit.internal.web.Markup;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * The export web services over SOAP 1.1: the same data as over REST, with exactly one UsernameToken in the header.
 *
 * @source docs/protocol.md, "Simulator: what is assumed"
 */
public final class BayernPortalSoap {

    /** Where the service is. */
    public static final String PATH = "/soap/allgemein/v3";

    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String PASSWORD_TEXT =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

    /** Paths by operation; an element {@code {name}} is taken from the parameters, and the first path whose names are all there counts. */
    private static final Map<String, List<String>> PATHS = Map.ofEntries(
            Map.entry("GetDienststellenRequest", List.of("dienststellen")),
            Map.entry("GetDienststelleRequest", List.of("dienststellen/{dienststellenschluessel}")),
            Map.entry("GetBehoerdenRequest", List.of("behoerden")),
            Map.entry("GetBehoerdeRequest", List.of("behoerden/{behoerdeId}")),
            Map.entry("GetBehoerdenGebaeudeRequest", List.of("behoerden/{behoerdeId}/gebaeude/{gebaeudeId}")),
            Map.entry(
                    "GetAnsprechpartnerRequest",
                    List.of(
                            "behoerden/{behoerdeId}/gebaeude/{gebaeudeId}/ansprechpartner/{ansprechpartnerId}",
                            "behoerden/{behoerdeId}/ansprechpartner",
                            "ansprechpartner/{ansprechpartnerId}",
                            "ansprechpartner")),
            Map.entry(
                    "GetLeistungenRequest",
                    List.of(
                            "dienststellen/{dienststellenschluessel}/leistungen",
                            "behoerden/{behoerdeId}/leistungen",
                            "ansprechpartner/{ansprechpartnerId}/leistungen",
                            "leistungen")),
            Map.entry("GetAbgegebeneLeistungenRequest", List.of("behoerden/{behoerdeId}/abgegebene-leistungen")),
            Map.entry("GetLeistungRequest", List.of("leistungen/{leistungId}")),
            Map.entry(
                    "GetLeistungsbeschreibungenRequest",
                    List.of(
                            "dienststellen/{dienststellenschluessel}/leistungsbeschreibungen",
                            "leistungsbeschreibungen")),
            Map.entry("GetLeistungsbeschreibungRequest", List.of("leistungsbeschreibungen/{leistungId}")),
            Map.entry("GetFormulareRequest", List.of("dienststellen/{dienststellenschluessel}/formulare")),
            Map.entry("GetOnlineverfahrenRequest", List.of("dienststellen/{dienststellenschluessel}/onlineverfahren")),
            Map.entry(
                    "GetLebenslagenRequest",
                    List.of("dienststellen/{dienststellenschluessel}/lebenslagen", "lebenslagen")),
            Map.entry("GetLebenslageRequest", List.of("lebenslagen/{lebenslageId}")));

    private final BayernPortalV3 portal;
    private final String user;
    private final String password;

    public BayernPortalSoap(BayernPortalV3 portal, String user, String password) {
        this.portal = portal;
        this.user = user;
        this.password = password;
    }

    /** Answers one call. */
    public Reply answer(Request request) {
        if (!request.method().equals("POST")) {
            throw Refusal.of(405, "Nur POST ist erlaubt.");
        }
        SoapMessage message;
        try {
            message = SoapMessage.read(request.body());
        } catch (IllegalArgumentException e) {
            throw Refusal.fault("soap:Client", "Die Nachricht ist nicht lesbar: " + e.getMessage());
        }
        authenticate(message.headers());
        List<String> paths = PATHS.get(message.operation());
        if (paths == null || !message.namespace().equals(Markup.NAMESPACE)) {
            throw Refusal.fault("soap:Client", "Die Operation " + message.operation() + " gibt es hier nicht.");
        }
        Map<String, String> left = new LinkedHashMap<>(message.parameters());
        List<String> path = path(paths, left);
        try {
            return portal.answer(asRest(request, path, left)).inEnvelope();
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                return new Reply(Map.of(), message.operation().replace("Request", "Response"), Map.of()).inEnvelope();
            }
            throw Refusal.fault("soap:Client", String.valueOf(refusal.getMessage()));
        }
    }

    private void authenticate(List<Element> headers) {
        if (headers.size() != 1 || !named(headers.get(0), "Security")) {
            throw Refusal.fault(
                    "wsse:InvalidSecurity",
                    "Genau ein Header wird erwartet: wsse:Security. Gekommen sind " + headers.size() + ".");
        }
        List<Element> tokens = SoapMessage.children(headers.get(0));
        if (tokens.size() != 1 || !named(tokens.get(0), "UsernameToken")) {
            throw Refusal.fault("wsse:InvalidSecurity", "Erwartet wird genau ein wsse:UsernameToken.");
        }
        String name = "";
        String secret = "";
        for (Element part : SoapMessage.children(tokens.get(0))) {
            if (named(part, "Username")) {
                name = part.getTextContent();
            } else if (named(part, "Password") && part.getAttribute("Type").equals(PASSWORD_TEXT)) {
                secret = part.getTextContent();
            } else {
                throw Refusal.fault("wsse:InvalidSecurityToken", part.getLocalName() + " wird nicht verstanden.");
            }
        }
        if (!name.equals(user) || !secret.equals(password)) {
            throw Refusal.fault("wsse:FailedAuthentication", "Benutzer oder Passwort ist falsch.");
        }
    }

    private static boolean named(Element element, String name) {
        return name.equals(element.getLocalName()) && WSSE.equals(element.getNamespaceURI());
    }

    /** The first path whose names are all among the parameters, which it uses up. */
    private static List<String> path(List<String> templates, Map<String, String> parameters) {
        for (String template : templates) {
            List<String> path = new ArrayList<>();
            List<String> used = new ArrayList<>();
            for (String segment : template.split("/", -1)) {
                boolean variable = segment.startsWith("{");
                String name = variable ? segment.substring(1, segment.length() - 1) : segment;
                path.add(variable ? parameters.getOrDefault(name, "") : segment);
                if (variable) {
                    used.add(name);
                }
            }
            if (parameters.keySet().containsAll(used)) {
                used.forEach(parameters::remove);
                return path;
            }
        }
        throw Refusal.fault("soap:Client", "Es fehlt ein Parameter; nötig ist einer von " + templates);
    }

    private static Request asRest(Request request, List<String> path, Map<String, String> parameters) {
        List<String> whole = new ArrayList<>(List.of("rest", "allgemein", "v3"));
        whole.addAll(path);
        Map<String, List<String>> query = new LinkedHashMap<>();
        parameters.forEach((name, value) -> query.put(name, List.of(value)));
        return new Request(
                "GET", URI.create(PATH), whole, query, Map.of("accept", "application/xml"), Map.of(), request.body());
    }
}
