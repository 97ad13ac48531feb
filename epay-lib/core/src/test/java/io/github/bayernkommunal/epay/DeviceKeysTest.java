package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.internal.KeyFiles;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Client keys that never leave their device. */
class DeviceKeysTest {

    private final EpaySimulator platform = EpaySimulator.builder().mutualTls().start();

    @BeforeEach
    void plugIn() {
        Security.addProvider(new TestDevice());
    }

    @AfterEach
    void unplug() {
        Security.removeProvider("TestDevice");
        platform.close();
    }

    /** The key that the platform knows, moved into the device. */
    private KeyStore.PrivateKeyEntry inDevice() {
        Map<String, String> settings = platform.settings();
        KeyStore.PrivateKeyEntry entry = TestDevice.moved(KeyFiles.readKey(
                Path.of(settings.get("epay.client-key.file")),
                settings.get("epay.client-key.password").toCharArray(),
                "key"));
        assertNull(entry.getPrivateKey().getEncoded(), "the device shows its key");
        return entry;
    }

    private XBezahldienste.Builder standard() {
        return XBezahldienste.builder()
                .address(URI.create(platform.settings().get("epay.address")))
                .profile(XBezahldienste.Profile.EPAYBL_CONNECTOR)
                .originatorId("musterstadt")
                .endPointId("09162000")
                .trust(List.of(platform.certificate()));
    }

    private EpayClient client(PaymentRoute route) {
        return EpayClient.builder()
                .route(route)
                .redirectHosts(Set.of("127.0.0.1"))
                .build();
    }

    @Test
    void aPaymentOverTheStandardIsOpenedWithAKeyThatShowsNoNumbers() {
        try (EpayClient epay = client(standard().clientKey(inDevice()).build())) {
            epay.open(Orders.parking("az-1").build());
            platform.pay("az-1");

            assertTrue(epay.report("az-1").isPaid());
        }
    }

    @Test
    void theSameOnEpayBl() {
        EpayBl route = EpayBl.builder()
                .address(platform.epayBlAddress(3))
                .paypage(platform.paypageAddress())
                .payee(Bewirtschafter.of("9990000001", "42"))
                .generation(EpayBl.Generation.THIRD)
                .clientKey(inDevice())
                .trust(List.of(platform.certificate()))
                .build();
        try (EpayClient epay = client(route)) {
            epay.open(PaymentOrder.builder("az-1")
                    .item(LineItem.of("PARKEN", Money.euro("30.70"), "1110.1000"))
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                    .build());

            assertEquals(PaymentState.PENDING, epay.report("az-1").state());
        }
    }

    @Test
    void aKeyWhoseDeviceIsGoneIsRefusedWhenTheClientIsBuilt() {
        KeyStore.PrivateKeyEntry key = inDevice();
        Security.removeProvider("TestDevice");

        String refusal = assertThrows(
                        IllegalArgumentException.class,
                        () -> standard().clientKey(key).build())
                .getMessage();

        assertTrue(refusal.contains("client key does not belong to its certificate"), refusal);
    }

    @Test
    void aKeyOfSomebodyElseInTheDeviceIsRefusedByThePlatform() {
        EpayClient epay = client(standard()
                .clientKey(TestDevice.moved(Certificates.forLocalhost().entry()))
                .build());

        var refusal = assertThrows(
                EpayException.class, () -> epay.open(Orders.parking("az-1").build()));

        assertTrue(Set.of("EPAY-109", "EPAY-103", "EPAY-205").contains(refusal.code()), refusal.code());
        assertEquals(0, platform.bookings().size());
    }
}
