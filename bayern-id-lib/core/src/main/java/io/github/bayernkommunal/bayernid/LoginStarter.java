package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.RandomText;
import io.github.bayernkommunal.bayernid.internal.saml.AuthnRequestWriter;
import io.github.bayernkommunal.bayernid.internal.saml.Metadata;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataSource;
import io.github.bayernkommunal.bayernid.internal.saml.PostPage;
import io.github.bayernkommunal.bayernid.internal.saml.RedirectAddress;
import io.github.bayernkommunal.bayernid.internal.xml.Signer;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes requests: builds, signs, and packs them for the browser. */
final class LoginStarter {

    private static final Logger log = LoggerFactory.getLogger(BayernIdServiceProvider.class);

    private final MetadataSource source;
    private final AuthnRequestWriter requests;
    private final Signer signer;
    private final XmlReader trees;
    private final SecureRandom random;
    private final Clock clock;

    LoginStarter(
            MetadataSource source,
            AuthnRequestWriter requests,
            Signer signer,
            XmlReader trees,
            SecureRandom random,
            Clock clock) {
        this.source = source;
        this.requests = requests;
        this.signer = signer;
        this.trees = trees;
        this.random = random;
        this.clock = clock;
    }

    Signer signer() {
        return signer;
    }

    LoginStart byPost(LoginRequest request) {
        Metadata peer = source.current();
        URI address = peer.signOnAddress();
        PendingLogin pending = pending(request);
        AuthnRequestWriter.Written written = write(request, pending, address);
        signer.sign(written.request(), pending.requestId(), written.signatureBefore());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("SAMLRequest", Base64.getEncoder().encodeToString(Signer.bytes(written.request())));
        fields.put("RelayState", RandomText.of(random));
        PostPage page = PostPage.to(address, fields, RandomText.of(random));
        log.debug("started login {} at {} for level {}", pending.requestId(), address, request.minimum());
        return new LoginStart(address, fields, fields.get("RelayState"), pending, page);
    }

    LoginStart byRedirect(LoginRequest request) {
        Metadata peer = source.current();
        URI address = peer.redirectAddress();
        if (address == null) {
            throw new IllegalStateException("The identity provider " + peer.entityId()
                    + " offers no HTTP-Redirect; start the login by HTTP-POST");
        }
        PendingLogin pending = pending(request);
        String relayState = RandomText.of(random);
        // The signature stands in the address there, not in the document (SAML bindings 3.4.4.1).
        byte[] document = Signer.bytes(write(request, pending, address).request());
        URI target = RedirectAddress.of(address, document, relayState, signer);
        log.debug("started login {} at {} for level {}", pending.requestId(), address, request.minimum());
        return new LoginStart(target, Map.of(), relayState, pending, PostPage.linkTo(target, RandomText.of(random)));
    }

    private PendingLogin pending(LoginRequest request) {
        // Whole milliseconds, as they are sent: an answer at the very same moment is not "before" us.
        Instant now = Instant.ofEpochMilli(clock.millis());
        return new PendingLogin(
                RandomText.id(random),
                now,
                request.minimum(),
                true,
                request.required(),
                request.onlyFor().map(PendingLogin::fingerprint));
    }

    private AuthnRequestWriter.Written write(LoginRequest request, PendingLogin pending, URI address) {
        return requests.write(trees, request, pending.requestId(), pending.startedAt(), address.toString());
    }
}
