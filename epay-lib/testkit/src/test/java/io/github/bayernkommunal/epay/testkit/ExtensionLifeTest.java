package io.github.bayernkommunal.epay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExtensionLifeTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private static final Set<URI> seen = new HashSet<>();

    @AfterAll
    static void oneServerServedAllTestsOfTheClass() {
        seen.add(platform.address());
        assertEquals(1, seen.size());
    }

    @Test
    void beginsEmpty() throws Exception {
        opensAPaymentThatNoOtherTestSees();
    }

    @Nested
    class NestedTests {
        @Test
        void shareTheServer() throws Exception {
            opensAPaymentThatNoOtherTestSees();
        }
    }

    @Nested
    class MoreNestedTests {
        @Test
        void shareTheServerToo() throws Exception {
            opensAPaymentThatNoOtherTestSees();
        }
    }

    private static void opensAPaymentThatNoOtherTestSees() throws Exception {
        seen.add(platform.address());
        assertEquals(List.of(), platform.bookings());
        assertEquals(List.of(), platform.calls());
        assertEquals(200, new Client(platform).open(Client.anOrder("r-1")).statusCode());
    }
}
