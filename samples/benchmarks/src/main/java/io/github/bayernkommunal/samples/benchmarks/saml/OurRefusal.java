package io.github.bayernkommunal.samples.benchmarks.saml;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.PendingLogin;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;

/** Our library refuses an answer for a reason that needs no private key. */
public final class OurRefusal implements Callable<Object>, Closeable {

    private final BayernIdServiceProvider bayernId;
    private final PendingLogin pending;
    private final Check expected;
    private final String answer;

    /** Spoils the answer so that the check named by the variant fails. */
    public OurRefusal(Path fixture, String variant) throws IOException {
        SamlFiles files = SamlFiles.in(fixture.resolve(SamlFixture.ASSERTION));
        bayernId = files.serviceProvider();
        pending = files.pending();
        expected = Check.valueOf(variant);
        answer = spoiled(files.answer(), pending.requestId());
    }

    private String spoiled(String answer, String requestId) {
        String xml = new String(Base64.getMimeDecoder().decode(answer), StandardCharsets.UTF_8);
        String other = switch (expected) {
            case SIZE -> xml + " ".repeat(256 * 1024);
            case DOCTYPE ->
                "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + xml.substring(Math.max(0, xml.indexOf("?>") + 2));
            case RESPONSE_ISSUER -> xml.replaceFirst("(<saml:Issuer>)[^<]*", "$1https://stranger.example");
            case IN_RESPONSE_TO -> xml.replace(requestId, "_" + "0".repeat(32));
            case ENCRYPTION_ALGORITHM ->
                xml.replace(
                        "http://www.w3.org/2009/xmlenc11#aes256-gcm", "http://www.w3.org/2001/04/xmlenc#aes256-cbc");
            default -> throw new IllegalArgumentException("Not prepared for the check " + expected);
        };
        return Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object call() {
        LoginOutcome outcome;
        try {
            outcome = bayernId.finishLogin(answer, pending);
        } catch (ResponseNotTrustedException e) {
            if (e.failedCheck() != expected) {
                throw new IllegalStateException("Refused by %s instead of %s".formatted(e.failedCheck(), expected), e);
            }
            return e;
        }
        throw new IllegalStateException("Not refused: " + outcome);
    }

    @Override
    public void close() {
        bayernId.close();
    }
}
