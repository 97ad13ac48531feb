package io.github.bayernkommunal.bayernid;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.xml.security.encryption.XMLCipher;
import org.junit.jupiter.api.Test;

/** Our grammar is narrower than the OASIS schemas, never wider where it matters. */
class SchemaAgreementTest {

    @Test
    void whatIsAcceptedFitsTheSchema() throws Exception {
        PendingLogin pending = Desk.pending();
        for (UnaryOperator<Answer> variant : List.<UnaryOperator<Answer>>of(
                answer -> answer,
                Answer::withoutResponseSignature,
                answer -> answer.assertion("</saml:Conditions>", "<saml:OneTimeUse/></saml:Conditions>"))) {
            StringBuilder assertion = new StringBuilder();
            // The newer OAEP has an element of XML encryption 1.1, which these schemas do not include.
            String response = variant.apply(Answer.to(pending))
                    .keyTransport(XMLCipher.RSA_OAEP, "http://www.w3.org/2001/04/xmlenc#sha256", null)
                    .encrypting(signed -> {
                        assertion.append(signed);
                        return signed;
                    })
                    .xml();

            Schemas.protocol().validate(Schemas.source(response));
            Schemas.protocol().validate(Schemas.source(assertion.toString()));
        }
    }
}
