package io.github.bayernkommunal.samples.vendorgateway;

import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The four services as one municipality meets them; what arrives here is in the ledgers of these and no other simulators. */
final class SimulatedTown implements AutoCloseable {

    final String key;
    final Ars area;
    final BayernIdSimulator bayernId = BayernIdSimulator.start(0);
    final EpaySimulator epay = EpaySimulator.start(0);
    final PostfachSimulator postfach = PostfachSimulator.start(0);
    final PortalSimulator portal = PortalSimulator.start(0);

    SimulatedTown(String key, String area) {
        this.key = key;
        this.area = Ars.of(area);
    }

    String host() {
        return "https://" + key + ".example";
    }

    /** What stands in the municipality's file. */
    Map<String, String> settings(Path folder) {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(bayernId.settings());
        settings.putAll(epay.settings());
        settings.putAll(postfach.settings());
        settings.putAll(portal.settings());
        settings.put("bayernid.entity-id", host() + "/sp");
        settings.put("bayernid.answers-to", host() + "/login/antwort");
        settings.put("bayernid.display-name", "Bewohnerparken in " + key);
        settings.put("postfach.sender.name", "Stadt " + key);
        settings.put("postfach.sender.service", "Straßenverkehrsamt");
        settings.put(
                "portalregistry.feed.directory", folder.resolve(key + "-feed").toString());
        settings.put("portalregistry.feed.user", "bayernportal");
        settings.put("portalregistry.feed.password", "nur-ein-beispiel");
        settings.put("portalregistry.feed.agency-id", "L199999");
        // The test is about tenants, not about time: a busy machine may take long.
        settings.put("epay.timeout", "PT1M");
        settings.put("portalregistry.timeout", "PT1M");
        return settings;
    }

    static void write(Path folder, String key, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer file = Files.newBufferedWriter(folder.resolve(key + ".properties"))) {
            properties.store(file, null);
        }
    }

    void reset() {
        bayernId.reset();
        epay.reset();
        postfach.reset();
        portal.reset();
    }

    @Override
    public void close() {
        bayernId.close();
        epay.close();
        postfach.close();
        portal.close();
    }
}
