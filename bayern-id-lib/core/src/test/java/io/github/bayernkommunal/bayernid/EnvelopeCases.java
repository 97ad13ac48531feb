package io.github.bayernkommunal.bayernid;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Sound answers that are meant for somebody else, come from somebody else, or belong to another login. */
final class EnvelopeCases {

    private static final List<String> ADDRESSES = List.of(
            "",
            "https://antrag.musterstadt.example/saml/acs/",
            "https://antrag.musterstadt.example/saml/ACS",
            "https://ANTRAG.musterstadt.example/saml/acs",
            "https://antrag.musterstadt.example:443/saml/acs",
            "https://antrag.musterstadt.example:8443/saml/acs",
            "http://antrag.musterstadt.example/saml/acs",
            "https://antrag.musterstadt.example/saml/acs?x=1",
            "https://antrag.musterstadt.example/saml/acs#x",
            "https://antrag.musterstadt.example/saml/%61cs",
            "https://antrag.musterstadt.example//saml/acs",
            "https://antrag.musterstadt.example/x/../saml/acs",
            "https://antrag.musterstadt.example.evil.example/saml/acs",
            "https://evil.example/https://antrag.musterstadt.example/saml/acs",
            "https://user@antrag.musterstadt.example/saml/acs",
            "https://antrag.musterstadt.example@evil.example/saml/acs",
            "https://antrag.musterstadt.example./saml/acs",
            " https://antrag.musterstadt.example/saml/acs",
            "https://antrag.musterstadt.example/saml/acs ",
            "https://antrag.musterstadt.example/saml/acsX",
            "https://antrag.musterstadt.example/saml/ac",
            "https://xn--antrg-gra.musterstadt.example/saml/acs",
            "https://аntrag.musterstadt.example/saml/acs",
            "/saml/acs");

    private static final List<String> IDS = List.of(
            "",
            "_7f0c2d9e5b1a4c6fa3e8d4b2c1907f57",
            "_7F0C2D9E5B1A4C6FA3E8D4B2C1907F56",
            "7f0c2d9e5b1a4c6fa3e8d4b2c1907f56",
            "_7f0c2d9e5b1a4c6fa3e8d4b2c1907f5",
            "_7f0c2d9e5b1a4c6fa3e8d4b2c1907f56a",
            " _7f0c2d9e5b1a4c6fa3e8d4b2c1907f56",
            "_7f0c2d9e5b1a4c6fa3e8d4b2c1907f56 ",
            "#_7f0c2d9e5b1a4c6fa3e8d4b2c1907f56",
            "*");

    private static final List<String> ISSUERS = List.of(
            "",
            " ",
            Answer.ISSUER + "/",
            Answer.ISSUER + " ",
            "\n" + Answer.ISSUER,
            Answer.ISSUER.toUpperCase(java.util.Locale.ROOT),
            Answer.ISSUER.replace("https", "http"),
            Answer.ISSUER.replace("example/idp", "example:443/idp"),
            "https://id.bayernportal.example/idp",
            "https://evil.example/" + Answer.ISSUER,
            Answer.ENTITY,
            "pre-id.bayernportal.example");

    private EnvelopeCases() {}

    static Stream<Case> all() {
        return Stream.of(addresses(), ids(), issuers(), issuerForms(), versions(), statuses())
                .flatMap(each -> each);
    }

    private static Stream<Case> addresses() {
        Stream<Case> destinations = values(
                Check.DESTINATION,
                "Destination",
                ADDRESSES,
                (answer, value) ->
                        answer.response("Destination=\"" + Answer.ADDRESS + "\"", "Destination=\"" + value + "\""));
        Stream<Case> recipients = values(
                Check.RECIPIENT,
                "Recipient",
                ADDRESSES,
                (answer, value) ->
                        answer.assertion("Recipient=\"" + Answer.ADDRESS + "\"", "Recipient=\"" + value + "\""));
        return Stream.of(
                        destinations,
                        recipients,
                        Stream.of(
                                Case.of(
                                        Check.DESTINATION,
                                        "Destination is missing",
                                        answer -> answer.response(" Destination=\"" + Answer.ADDRESS + "\"", "")),
                                Case.of(
                                        Check.RECIPIENT,
                                        "Recipient is missing",
                                        answer -> answer.assertion(" Recipient=\"" + Answer.ADDRESS + "\"", ""))))
                .flatMap(each -> each);
    }

    private static Stream<Case> ids() {
        String ours = "InResponseTo=\"_7f0c2d9e5b1a4c6fa3e8d4b2c1907f56\"";
        return Stream.of(
                        values(
                                Check.IN_RESPONSE_TO,
                                "InResponseTo of the response",
                                IDS,
                                (answer, value) -> answer.response(ours, "InResponseTo=\"" + value + "\"")),
                        values(
                                Check.CONFIRMATION_IN_RESPONSE_TO,
                                "InResponseTo of the confirmation",
                                IDS,
                                (answer, value) -> answer.assertion(ours, "InResponseTo=\"" + value + "\"")),
                        Stream.of(
                                Case.of(
                                        Check.IN_RESPONSE_TO,
                                        "unsolicited answer",
                                        answer -> answer.response(" " + ours, "")),
                                Case.of(
                                        Check.CONFIRMATION_IN_RESPONSE_TO,
                                        "unsolicited confirmation",
                                        answer -> answer.assertion(ours + " ", ""))))
                .flatMap(each -> each);
    }

    private static Stream<Case> issuers() {
        String ours = "<saml:Issuer>" + Answer.ISSUER + "</saml:Issuer>";
        return Stream.of(
                        values(
                                Check.RESPONSE_ISSUER,
                                "Issuer of the response",
                                ISSUERS,
                                (answer, value) -> answer.response(ours, "<saml:Issuer>" + value + "</saml:Issuer>")),
                        values(
                                Check.ASSERTION_ISSUER,
                                "Issuer of the assertion",
                                ISSUERS,
                                (answer, value) -> answer.assertion(ours, "<saml:Issuer>" + value + "</saml:Issuer>")),
                        Stream.of(
                                Case.of(
                                        Check.RESPONSE_ISSUER,
                                        "Issuer of the response is missing",
                                        answer -> answer.response(ours, "").withoutResponseSignature()),
                                Case.of(
                                        Check.ASSERTION_ISSUER,
                                        "Issuer of the assertion is missing",
                                        answer -> answer.assertion(ours, ""))))
                .flatMap(each -> each);
    }

    private static Stream<Case> issuerForms() {
        return Stream.of(
                        "Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified\"",
                        "Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"",
                        "Format=\"\"",
                        "NameQualifier=\"x\"",
                        "SPNameQualifier=\"x\"",
                        "SPProvidedID=\"x\"")
                .flatMap(form -> Stream.of(
                        Case.of(
                                Check.RESPONSE_ISSUER,
                                "Issuer of the response with " + form,
                                answer -> answer.response("<saml:Issuer>", "<saml:Issuer " + form + ">")),
                        Case.of(
                                Check.ASSERTION_ISSUER,
                                "Issuer of the assertion with " + form,
                                answer -> answer.assertion("<saml:Issuer>", "<saml:Issuer " + form + ">"))));
    }

    private static Stream<Case> versions() {
        List<String> versions = List.of("", "1.1", "2", "2.00", "2.1", "3.0", " 2.0", "2,0", "٢.٠");
        return Stream.of(
                        values(
                                Check.RESPONSE_VERSION,
                                "Version of the response",
                                versions,
                                (answer, value) -> answer.response("Version=\"2.0\"", "Version=\"" + value + "\"")),
                        values(
                                Check.ASSERTION_VERSION,
                                "Version of the assertion",
                                versions,
                                (answer, value) -> answer.assertion("Version=\"2.0\"", "Version=\"" + value + "\"")),
                        Stream.of(
                                Case.of(
                                        Check.RESPONSE_VERSION,
                                        "Version of the response is missing",
                                        answer -> answer.response(" Version=\"2.0\"", "")),
                                Case.of(
                                        Check.ASSERTION_VERSION,
                                        "Version of the assertion is missing",
                                        answer -> answer.assertion(" Version=\"2.0\"", ""))))
                .flatMap(each -> each);
    }

    private static Stream<Case> statuses() {
        String success = "Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"";
        String whole = "<samlp:Status><samlp:StatusCode " + success + "/></samlp:Status>";
        Stream<Case> failures = Stream.of("Requester", "Responder", "VersionMismatch", "success", "SUCCESS", "Success ")
                .map(code -> Case.of(
                        Check.STATUS,
                        "status '" + code + "' with an assertion",
                        answer ->
                                answer.response(success, "Value=\"urn:oasis:names:tc:SAML:2.0:status:" + code + "\"")));
        Stream<Case> unknown = Stream.of("", "Success", "urn:oasis:names:tc:SAML:1.0:status:Success", "urn:x")
                .map(code -> Case.of(
                        Check.STATUS,
                        "status '" + code + "' of another vocabulary",
                        answer -> answer.response(success, "Value=\"" + code + "\"")));
        Stream<Case> forms = Stream.of(
                Case.of(Check.STATUS, "no status", answer -> answer.response(whole, "")),
                Case.of(Check.STATUS, "status without code", answer -> answer.response(whole, "<samlp:Status/>")),
                Case.of(Check.STATUS, "status code without value", answer -> answer.response(" " + success, "")),
                Case.of(
                        Check.STATUS,
                        "success with a nested failure",
                        answer -> answer.response(
                                "<samlp:StatusCode " + success + "/>",
                                "<samlp:StatusCode " + success
                                        + "><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed\"/>"
                                        + "</samlp:StatusCode>")),
                Case.of(
                        Check.ASSERTION_COUNT,
                        "success without assertion",
                        answer -> answer.response("<saml:EncryptedAssertion/>", "")));
        return Stream.of(failures, unknown, forms).flatMap(each -> each);
    }

    private static Stream<Case> values(
            Check expected, String field, List<String> values, BiFunction<Answer, String, Answer> change) {
        return values.stream()
                .map(value -> Case.of(expected, field + " is '" + value + "'", answer -> change.apply(answer, value)));
    }
}
