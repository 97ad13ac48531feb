package io.github.bayernkommunal.samples.benchmarks.saml;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.PendingLogin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Our library judges the answer, with every check. */
public final class OurLogin implements Callable<Object>, Closeable {

    /** Behind a variant: warm up after making the service provider. */
    public static final String WARMED_UP = " warmed up";

    private final BayernIdServiceProvider bayernId;
    private final String answer;
    private final PendingLogin pending;

    /** Reads keys, metadata and answer. */
    public OurLogin(Path fixture, String variant) throws IOException {
        SamlFiles files = SamlFiles.in(fixture.resolve(variant.replace(WARMED_UP, "")));
        bayernId = files.serviceProvider();
        answer = files.answer();
        pending = files.pending();
        if (variant.endsWith(WARMED_UP)) {
            bayernId.warmUp();
        }
    }

    @Override
    public Object call() {
        LoginOutcome outcome = bayernId.finishLogin(answer, pending);
        if (outcome instanceof LoginOutcome.LoggedIn login) {
            return login.citizen();
        }
        throw new IllegalStateException("Nobody was logged in: " + outcome);
    }

    @Override
    public void close() {
        bayernId.close();
    }
}
