package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.DirectoryAdvice;
import io.github.bayernkommunal.portalregistry.LabelCount;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.Problem;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.XzufiCheck;
import io.github.bayernkommunal.portalregistry.XzufiFiles;
import io.github.bayernkommunal.portalregistry.XzufiFixer;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Checks services before they are published, and XZuFi files before somebody collects them. */
public final class CheckDelivery {

    private CheckDelivery() {}

    /** Makes a delivery, breaks it, checks and repairs it; prints what was found. */
    public static void main(String... arguments) throws IOException {
        Ars town = Ars.of(PortalSimulator.MUSTERSTADT_ARS);
        ServiceDirectory wanted = ServiceDirectory.of(RegisterService.parking(PortalSimulator.MUSTERSTADT_ARS));
        advice(wanted, town).forEach(System.out::println);

        Path file = delivery(wanted);
        String message = Files.readString(file);
        Files.writeString(file, message.replace("languageCode=\"de\">Bew", "languageCode=\"DE\">Bew"));
        check(List.of(file)).forEach(System.out::println);
        repair(file).forEach(problem -> System.out.println("Repaired: " + problem));
        System.out.println("Accepted: " + check(List.of(file)).isEmpty());
    }

    static List<String> advice(ServiceDirectory wanted, Ars town) {
        List<String> lines = new ArrayList<>();
        DirectoryAdvice.of(wanted).forEach(problem -> lines.add(problem.toString()));
        lines.add("for the label: " + LabelCount.of(wanted, town).procedures() + " of " + LabelCount.THRESHOLD);
        return lines;
    }

    static List<String> check(List<Path> files) {
        XzufiCheck.Report report = XzufiCheck.withoutSchemas().check(files); // or withSchemas(folder)
        List<String> lines = new ArrayList<>();
        report.findings().forEach(finding -> lines.add(finding.toString())); // file, line, object, rule, remedy
        if (report.aborted()) {
            lines.add("nothing would be taken");
        }
        report.skipped().forEach(file -> lines.add(file + " would be skipped"));
        return lines;
    }

    static List<Problem> repair(Path file) throws IOException {
        Path repaired = file.resolveSibling(file.getFileName() + ".new");
        List<Problem> changes;
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(repaired)) {
            changes = XzufiFixer.fix(in, out);
        }
        Files.move(repaired, file, StandardCopyOption.REPLACE_EXISTING);
        return changes;
    }

    private static Path delivery(ServiceDirectory wanted) throws IOException {
        Path folder = Files.createTempDirectory("delivery");
        XzufiFiles route = XzufiFiles.into(folder)
                .agencyId("L199999")
                .rootElement("transfer")
                .build();
        try (PortalRegistryClient registry =
                PortalRegistryClient.builder().route(route).build()) {
            registry.apply(registry.plan(wanted));
        }
        return folder.resolve(Files.readAllLines(folder.resolve("index.txt")).get(0));
    }
}
