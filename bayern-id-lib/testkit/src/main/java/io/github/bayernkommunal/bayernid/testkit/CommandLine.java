package io.github.bayernkommunal.bayernid.testkit;

import java.nio.file.Path;
import java.util.List;

/** The simulator as a program: prints what there is to know and runs until it is stopped. */
final class CommandLine {

    private CommandLine() {}

    static void run(String[] arguments) {
        BayernIdSimulator.Builder builder =
                BayernIdSimulator.builder().port(arguments.length == 0 ? 8443 : Integer.parseInt(arguments[0]));
        List<TestCitizen> citizens =
                arguments.length > 1 ? TestPeople.read(Path.of(arguments[1])) : TestCitizen.catalogue();
        BayernIdSimulator simulator = builder.citizens(citizens).start();
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        System.out.print(greeting(simulator, citizens));
        try {
            Thread.currentThread().join();
        } catch (InterruptedException stopped) {
            simulator.close();
        }
    }

    private static String greeting(BayernIdSimulator simulator, List<TestCitizen> citizens) {
        StringBuilder text = new StringBuilder("BayernID simulator: %s%n%nSettings:%n".formatted(simulator.address()));
        simulator.settings().forEach((name, value) -> text.append("%s=%s%n".formatted(name, value)));
        text.append("%nRegister a service provider: POST its metadata to %s/control/service-providers%n%nPeople:%n"
                .formatted(simulator.address()));
        citizens.forEach(citizen -> text.append("%s %s%n".formatted(citizen.key(), citizen.possibleMeans())));
        return text.toString();
    }
}
