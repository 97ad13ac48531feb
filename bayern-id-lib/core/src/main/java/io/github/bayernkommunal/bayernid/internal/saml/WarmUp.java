package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.EnvelopedSignature;
import io.github.bayernkommunal.bayernid.internal.xml.Limits;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Signer;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.w3c.dom.Element;

/** Signs, reads and verifies a small document of our own, and has it refused as an answer. */
public final class WarmUp {

    private WarmUp() {}

    /** Goes once through what every login needs; the code of the refusal at the end. */
    public static String run(XmlReader reader, Signer signer, ResponseJudge judge, Expectation nobody) {
        Element sample = Dom.add(reader.empty(), Ns.SAMLP, "samlp", "Response");
        sample.setAttribute("ID", "_warm-up");
        signer.sign(sample, "_warm-up", null);
        byte[] bytes = Signer.bytes(sample);
        Element read = reader.read(bytes, Limits.MESSAGE).getDocumentElement();
        EnvelopedSignature.of(Objects.requireNonNull(Dom.child(read, Ns.DS, "Signature")))
                .verify(List.of(signer.publicKey()));
        try {
            judge.judge(Base64.getEncoder().encodeToString(bytes), nobody);
        } catch (ResponseNotTrustedException expected) {
            return expected.code();
        }
        throw new IllegalStateException("The judge accepts a document that answers nothing");
    }
}
