package io.github.bayernkommunal.bayernid.testkit;

import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a simulator was told before it starts, with the defaults that {@link BayernIdSimulator.Builder} promises. */
final class SimulatorSettings {

    int port;
    Clock clock = Clock.systemUTC();
    KeyStore.@Nullable PrivateKeyEntry tlsKey;
    KeyStore.@Nullable PrivateKeyEntry signingKey;
    List<TestCitizen> citizens = TestCitizen.catalogue();
    List<TestOrganisation> organisations = List.of();
    boolean encryptsNameId;
    boolean signsResponse;
    String signatureMethod = Saml.RSA_PSS_SHA256;
    Encryption encryption = Encryption.STANDARD;

    SimulatorSettings() {}

    /** The builder may be used again while a simulator runs. */
    SimulatorSettings(SimulatorSettings other) {
        port = other.port;
        clock = other.clock;
        tlsKey = other.tlsKey;
        signingKey = other.signingKey;
        citizens = other.citizens;
        organisations = other.organisations;
        encryptsNameId = other.encryptsNameId;
        signsResponse = other.signsResponse;
        signatureMethod = other.signatureMethod;
        encryption = other.encryption;
    }
}
