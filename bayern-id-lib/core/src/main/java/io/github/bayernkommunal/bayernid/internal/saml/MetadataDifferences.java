package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.MetadataCheck.Finding;
import io.github.bayernkommunal.bayernid.MetadataCheck.Severity;
import io.github.bayernkommunal.bayernid.internal.Redact;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.EntityDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.IndexedEndpointType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.KeyDescriptorType;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.KeyTypes;
import io.github.bayernkommunal.bayernid.internal.wire.metadata.SPSSODescriptorType;
import io.github.bayernkommunal.bayernid.internal.xml.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares what decides about a login in two metadata documents of a service provider: ids, keys, addresses. */
public final class MetadataDifferences {

    private MetadataDifferences() {}

    /** What one of them says and the other does not. */
    public static List<Finding> between(String deployed, String registered) {
        Set<String> ours = facts("deployed", deployed);
        Set<String> theirs = facts("registered", registered);
        List<Finding> findings = new ArrayList<>();
        ours.stream()
                .filter(fact -> !theirs.contains(fact))
                .forEach(fact -> findings.add(new Finding(
                        Severity.ERROR, "registered", "lacks the " + fact + "; hand over the deployed metadata")));
        theirs.stream()
                .filter(fact -> !ours.contains(fact))
                .forEach(fact -> findings.add(new Finding(
                        Severity.WARNING,
                        "registered",
                        "has the " + fact + ", which is not deployed (any more); hand over the deployed metadata")));
        return List.copyOf(findings);
    }

    private static Set<String> facts(String which, String xml) {
        List<EntityDescriptorType> entities;
        try {
            entities = MetadataBinding.read(MetadataReader.parse(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The " + which + " metadata: " + e.getMessage(), e);
        }
        Set<String> facts = new LinkedHashSet<>();
        for (EntityDescriptorType entity : entities) {
            for (Object role : entity.getRoleDescriptorOrIDPSSODescriptorOrSPSSODescriptor()) {
                if (role instanceof SPSSODescriptorType provider) {
                    facts.add("entity id '" + text(entity.getEntityID()) + "'");
                    provider.getKeyDescriptor().forEach(key -> keys(key, facts));
                    provider.getAssertionConsumerService().forEach(consumer -> facts.add(address(consumer)));
                }
            }
        }
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("The " + which + " metadata describe no service provider");
        }
        return facts;
    }

    private static void keys(KeyDescriptorType descriptor, Set<String> facts) {
        for (X509Certificate certificate : MetadataBinding.certificates(descriptor)) {
            for (KeyTypes use : KeyTypes.values()) {
                // SAML metadata 2.4.1.1: a key without use serves both purposes.
                if (descriptor.getUse() == null || descriptor.getUse() == use) {
                    facts.add(use.value() + " key " + Fingerprints.of(certificate.getPublicKey()));
                }
            }
        }
    }

    private static String address(IndexedEndpointType consumer) {
        return "address for answers '" + text(consumer.getLocation()) + "' by " + text(consumer.getBinding());
    }

    private static String text(String text) {
        return Redact.line(String.valueOf(text));
    }
}
