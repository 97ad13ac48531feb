package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.saml.RememberedRsa;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Main class of a child process: one contestant, told line by line what to do next, so that the windows of all contestants
 * of a row can alternate.
 *
 * <p>Commands are {@code first}, {@code make} and {@code run <millis> <threads>}; the answer is a line that begins with
 * {@code =}. What a peer prints besides is passed over. The end of the input ends the process.
 */
final class Child {

    /** Whether results of RSA are remembered, so that a row shows the rest. */
    static final String REMEMBER_RSA = "bench.remember-rsa";

    private Child() {}

    /** Runs until standard input ends. */
    public static void main(String[] arguments) {
        PrintStream answers = System.out;
        int code = 0;
        try (Meter meter = new Meter(arguments[0], Path.of(arguments[1]), arguments[2])) {
            if (Boolean.getBoolean(REMEMBER_RSA)) {
                RememberedRsa.install();
            }
            obey(meter, answers);
        } catch (Throwable e) {
            // Also an OutOfMemoryError is a result: the heap was too small.
            answers.println("!" + e);
            e.printStackTrace();
            code = 1;
        }
        // Threads of a peer must not keep the process alive.
        Runtime.getRuntime().halt(code);
    }

    private static void obey(Meter meter, PrintStream answers) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", -1);
            Window seen = switch (words[0]) {
                case "first" -> meter.first();
                case "make" -> meter.make();
                case "run" -> meter.run(Long.parseLong(words[1]), Integer.parseInt(words[2]));
                default -> throw new IOException("unknown command: " + line);
            };
            answers.println("=" + seen.toText());
            answers.flush();
        }
    }
}
