package io.github.bayernkommunal.postfach.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostfachProducerTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    @AfterEach
    void forget() {
        mailbox.settings().keySet().forEach(System::clearProperty);
    }

    @Test
    void makesAClientFromSystemPropertiesWhereThereIsNoMicroProfileConfig() {
        mailbox.settings().forEach(System::setProperty);
        PostfachProducer producer = new PostfachProducer();

        PostfachClient postfach = producer.postfachClient();

        assertEquals(
                DeliveryState.PROVIDED,
                postfach.send(Message.to(PostboxHandle.of(PostfachSimulator.TEST_HANDLE))
                                .from(Sender.of("Stadt", "Amt"))
                                .subject("s")
                                .text("t")
                                .readableFrom(TrustLevel.BASIC)
                                .reference("r")
                                .build())
                        .state());
        producer.close(postfach);
    }

    @Test
    void saysWhatIsMissing() {
        assertThrows(IllegalArgumentException.class, () -> new PostfachProducer().postfachClient());
    }

    @Test
    void findsSettingsInTheEnvironmentUnderTheRuleOfMicroProfile() {
        Map<String, String> environment = Map.of("POSTFACH_CLIENT_KEY_FILE", "key.p12", "POSTFACH_ADDRESS", "env");
        Function<String, String> lookup =
                ConfigLookup.propertiesThenEnvironment(Map.of("postfach.address", "property")::get, environment::get);

        assertEquals("key.p12", lookup.apply("postfach.client-key.file"));
        assertEquals("property", lookup.apply("postfach.address"));
        assertNull(lookup.apply("postfach.route"));
    }
}
