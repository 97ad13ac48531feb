package io.github.bayernkommunal.samples.benchmarks.saml;

import java.nio.ByteBuffer;
import java.security.InvalidParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider that remembers each result of RSA, so that a measurement shows what is left besides.
 *
 * <p>Takes the name and place of the JDK's provider that it stands for, because libraries ask for it by name; everything
 * except RSA comes from the original. For measurements only: it changes the whole JVM and keeps secrets.
 */
public final class RememberedRsa extends Provider {

    private static final long serialVersionUID = 1;

    /** Results by everything that went in. */
    static final Map<ByteBuffer, byte[]> KNOWN = new ConcurrentHashMap<>();

    @SuppressWarnings("serial") // never serialised
    private final Provider original;

    @SuppressWarnings("serial")
    private final Map<String, Service> own;

    private RememberedRsa(Provider original, Map<String, Class<?>> classes) {
        super(original.getName(), original.getVersionStr(), "remembers RSA");
        this.original = original;
        Map<String, Service> services = new ConcurrentHashMap<>();
        classes.forEach((name, type) -> {
            String[] parts = name.split("\\.", 2);
            services.put(name, new Remembering(this, parts[0], parts[1], type));
        });
        this.own = services;
    }

    /** Puts itself in the place of the JDK's providers that have RSA. */
    public static synchronized void install() {
        replace("SunRsaSign", Map.of("Signature.SHA256withRSA", RememberedVerification.class));
        replace("SunJCE", Map.of("Cipher.RSA", RememberedUnwrapping.class));
    }

    /** Puts the JDK's providers back. */
    static synchronized void uninstall() {
        for (String name : new String[] {"SunRsaSign", "SunJCE"}) {
            if (Security.getProvider(name) instanceof RememberedRsa ours) {
                swap(name, ours.original);
            }
        }
        KNOWN.clear();
    }

    /** The provider with real RSA. */
    static Provider original(String name) {
        Provider found = Security.getProvider(name);
        return found instanceof RememberedRsa ours ? ours.original : found;
    }

    private static void replace(String name, Map<String, Class<?>> classes) {
        Provider found = Security.getProvider(name);
        if (!(found instanceof RememberedRsa)) {
            swap(name, new RememberedRsa(found, classes));
        }
    }

    private static void swap(String name, Provider other) {
        Provider[] all = Security.getProviders();
        for (int i = 0; i < all.length; i++) {
            if (all[i].getName().equals(name)) {
                Security.removeProvider(name);
                Security.insertProviderAt(other, i + 1);
                return;
            }
        }
        throw new IllegalStateException("This Java platform has no provider " + name);
    }

    @Override
    public @Nullable Service getService(String type, String algorithm) {
        Service ours = own.get(type + "." + algorithm);
        return ours == null ? original.getService(type, algorithm) : ours;
    }

    @Override
    public Set<Service> getServices() {
        return original.getServices();
    }

    private static final class Remembering extends Service {

        private final Class<?> type;

        Remembering(Provider provider, String kind, String algorithm, Class<?> type) {
            super(provider, kind, algorithm, type.getName(), null, null);
            this.type = type;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            try {
                return type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new NoSuchAlgorithmException("Cannot remember " + getAlgorithm(), e);
            }
        }

        @Override
        public boolean supportsParameter(@Nullable Object parameter) throws InvalidParameterException {
            return true;
        }
    }
}
