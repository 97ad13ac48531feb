package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.BspSoap;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator's installation demands of this route. */
public record BspOptions(
        URI address,
        KeyStore.@Nullable PrivateKeyEntry clientKey,
        List<X509Certificate> trust,
        Duration timeout,
        BspSoap.LineBreaks lineBreaks,
        BspSoap.Ereignis ereignis,
        BspSoap.@Nullable OkKomm okKomm,
        Clock clock) {}
