package io.github.bayernkommunal.samples.vendorgateway;

import java.nio.file.Path;

/** Opens every municipality of a folder and says what an operator should look at; the check before a deployment. */
public final class VendorGateway {

    private VendorGateway() {}

    /**
     * Reads the folder named first and ends.
     *
     * @param arguments a folder with one settings file for each municipality
     */
    public static void main(String... arguments) {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Name the folder with the settings files");
        }
        try (Municipalities all = Municipalities.read(Path.of(arguments[0]), new CallCounter())) {
            all.all().forEach(VendorGateway::describe);
        }
    }

    private static void describe(Municipality municipality) {
        var bayernId = municipality.bayernId();
        System.out.println(municipality.key() + ": " + bayernId.entityId() + ", answers to " + bayernId.answersTo());
        bayernId.keys()
                .forEach(key ->
                        key.advice().forEach(advice -> System.out.println("  " + key.use() + " key: " + advice)));
    }
}
