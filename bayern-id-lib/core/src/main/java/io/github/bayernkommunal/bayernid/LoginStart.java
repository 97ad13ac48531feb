package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.saml.PostPage;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes to the browser to start a login, and what must be remembered until it comes back.
 *
 * <p>Either write {@link #selfSubmittingPage()} with {@link #contentSecurityPolicy()} as header, or build an own page from
 * {@link #address()} and {@link #formFields()}.
 */
public final class LoginStart {

    private final URI address;
    private final Map<String, String> formFields;
    private final String relayState;
    private final PendingLogin pending;
    private final PostPage page;

    LoginStart(URI address, Map<String, String> formFields, String relayState, PendingLogin pending, PostPage page) {
        this.address = address;
        this.formFields = Collections.unmodifiableMap(new LinkedHashMap<>(formFields));
        this.relayState = relayState;
        this.pending = pending;
        this.page = page;
    }

    /** {@return what must be remembered on the server, bound to this browser, until the answer comes} */
    public PendingLogin pending() {
        return pending;
    }

    /** {@return where the browser must post the form fields; for a redirect the whole address to go to} */
    public URI address() {
        return address;
    }

    /** {@return {@code SAMLRequest} and {@code RelayState}, as form fields of an HTTP POST; not yet escaped for HTML; empty for a redirect} */
    public Map<String, String> formFields() {
        return formFields;
    }

    /** {@return opaque random text that comes back with the answer; useful to find the pending login, never as an address} */
    public String relayState() {
        return relayState;
    }

    /**
     * A complete page in German and English that posts the fields by itself, and with a button where scripts are off.
     *
     * <p>Send it as {@code text/html; charset=UTF-8} with the headers {@code Content-Security-Policy} (see
     * {@link #contentSecurityPolicy()}), {@code Cache-Control: no-store} and {@code Referrer-Policy: no-referrer}.
     *
     * @return an HTML document
     */
    public String selfSubmittingPage() {
        return page.html();
    }

    /** {@return value of the {@code Content-Security-Policy} header for this page: its one script, its one target, nothing else} */
    public String contentSecurityPolicy() {
        return page.contentSecurityPolicy();
    }

    @Override
    public String toString() {
        return "LoginStart[request=" + pending.requestId() + ", host=" + address.getHost() + "]";
    }
}
