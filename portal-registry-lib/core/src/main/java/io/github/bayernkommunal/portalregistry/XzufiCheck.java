package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.FormerSize;
import io.github.bayernkommunal.portalregistry.internal.xzufi.DeliveryCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a delivery of XZuFi files before somebody collects it, in the order of the federal collection service: first the structure of all
 * files, where one error stops everything; then the rules, where an error stops only its file.
 *
 * <p>Files are read as streams, so their size does not matter; of the key of each object a fingerprint is kept, because keys must be unique in the
 * whole delivery. Immutable and thread-safe.
 *
 * @source order and effect: PVOG onboarding; the rules R02 to R15 are our reading of public descriptions
 */
public final class XzufiCheck {

    /** How bad a finding is. */
    public enum Severity {
        /** The file, or the whole delivery, is not taken. */
        ERROR,
        /** It is taken, but probably not meant. */
        WARNING
    }

    /**
     * One complaint.
     *
     * @param file name of the file
     * @param object kind and key of the object; empty when it is about the whole file
     * @param path where in the object
     * @param line line in which the object begins, from 1; 0 when it is about the whole file
     * @param rule {@code STRUCTURE}, {@code INDEX}, or R02 to R15
     * @param severity how bad it is
     * @param text what is wrong
     * @param remedy what to do
     */
    public record Finding(
            String file,
            String object,
            String path,
            int line,
            String rule,
            Severity severity,
            String text,
            String remedy) {

        /** For example {@code a.xml:12 L100042:4711 inhalt (R03): …}. */
        @Override
        public String toString() {
            return "%s:%d %s %s (%s %s): %s. %s".formatted(file, line, object, path, rule, severity, text, remedy);
        }
    }

    /**
     * What would happen to the delivery.
     *
     * @param findings every complaint, at most 10,000
     * @param aborted whether nothing would be taken
     * @param skipped names of the files that would be skipped
     * @param objects how many objects were read
     */
    public record Report(List<Finding> findings, boolean aborted, List<String> skipped, long objects) {

        /** Copies the lists. {@inheritDoc} */
        public Report {
            findings = List.copyOf(findings);
            skipped = List.copyOf(skipped);
        }

        /**
         * Whether every file would be taken.
         *
         * @return true if nothing is aborted or skipped
         */
        public boolean isAccepted() {
            return !aborted && skipped.isEmpty();
        }

        /**
         * The complaints of one rule.
         *
         * @param rule for example R08
         * @return the findings
         */
        public List<Finding> of(String rule) {
            return findings.stream()
                    .filter(finding -> finding.rule().equals(rule))
                    .toList();
        }
    }

    private final @Nullable Path schemas;
    private final FormerSize before;

    private XzufiCheck(@Nullable Path schemas, FormerSize before) {
        this.schemas = schemas;
        this.before = before;
    }

    /**
     * A check by the rules and, in place of the schemas, by the structure that this library knows.
     *
     * @return the check
     */
    public static XzufiCheck withoutSchemas() {
        return new XzufiCheck(null, FormerSize.UNKNOWN);
    }

    /**
     * A check by the official schemas and by the rules.
     *
     * @param directory with the schema files of the standard; for each version the one that declares its namespace and messages is found
     *     there. They are published in the XRepository and not part of this library
     * @return the check
     */
    public static XzufiCheck withSchemas(Path directory) {
        return new XzufiCheck(directory, FormerSize.UNKNOWN);
    }

    /**
     * The same check that also compares the number of objects with the delivery before.
     *
     * @param objects number of objects of the delivery before
     * @param share the share that may be missing, 0 to 1
     * @return the check
     * @throws IllegalArgumentException if a value is out of range
     */
    public XzufiCheck comparedWith(long objects, double share) {
        return new XzufiCheck(schemas, new FormerSize(objects, share));
    }

    /**
     * Checks a delivery.
     *
     * @param files all files, in the order of the index
     * @return what would happen to it
     * @throws IllegalArgumentException if the directory of schemas holds none for the version of a file
     */
    public Report check(List<Path> files) {
        return new DeliveryCheck(schemas, before).check(new ArrayList<>(files));
    }
}
