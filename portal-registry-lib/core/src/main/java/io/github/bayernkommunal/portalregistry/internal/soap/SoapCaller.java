package io.github.bayernkommunal.portalregistry.internal.soap;

import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.Caller;
import java.util.Optional;
import java.util.function.Function;

/** Reads over SOAP what {@code RestCaller} reads over REST. */
public final class SoapCaller implements Caller {

    private final SoapClient client;
    private final String namespace;
    private final Function<String, SoapRequest> words;

    /**
     * A caller.
     *
     * @param namespace of the elements in the body
     * @param words says in SOAP what a path of the REST variant says
     */
    public SoapCaller(SoapClient client, String namespace, Function<String, SoapRequest> words) {
        this.client = client;
        this.namespace = namespace;
        this.words = words;
    }

    @Override
    public Optional<Answer> get(String operation, String path) {
        return client.read(operation, words.apply(path).payload(namespace));
    }

    @Override
    public void close() {
        client.close();
    }
}
