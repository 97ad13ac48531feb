package io.github.bayernkommunal.samples.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A child process with one contestant, seen from the parent. */
final class Fork implements AutoCloseable {

    private static final long LONGEST_ANSWER_MINUTES = 5;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bench-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Contestant contestant;
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream commands;

    private Fork(Contestant contestant, Process process) {
        this.contestant = contestant;
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = process.getOutputStream();
    }

    static Fork start(Contestant contestant, Path fixture, Path peers) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (contestant.jvm().stream().noneMatch(option -> option.startsWith("-Xmx"))) {
            command.add("-Xms256m");
            command.add("-Xmx256m");
        }
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(contestant.jvm());
        command.add("-classpath");
        command.add(classPath(contestant, peers));
        command.add(Child.class.getName());
        command.add(contestant.workload());
        command.add(fixture.toString());
        command.add(contestant.variant());
        Path complaints = fixture.resolve("stderr.txt");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(complaints.toFile()))
                .start();
        return new Fork(contestant, process);
    }

    private static String classPath(Contestant contestant, Path peers) {
        String own = System.getProperty("java.class.path");
        if (contestant.peer().isEmpty()) {
            return own;
        }
        // Of our own class path only the classes of this module, which come first; the peer brings everything else.
        String harness = own.substring(0, own.indexOf(File.pathSeparator));
        Path target = peers.resolve(contestant.peer()).resolve("target");
        return String.join(
                File.pathSeparator,
                harness,
                target.resolve("classes").toString(),
                target.resolve("lib").toString() + File.separator + "*");
    }

    Window first() throws IOException {
        return ask("first");
    }

    Window make() throws IOException {
        return ask("make");
    }

    Window run(Duration time) throws IOException {
        return ask("run %d %d".formatted(time.toMillis(), contestant.threads()));
    }

    private Window ask(String command) throws IOException {
        ScheduledFuture<?> end = WATCH.schedule(process::destroyForcibly, LONGEST_ANSWER_MINUTES, TimeUnit.MINUTES);
        try {
            commands.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            commands.flush();
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("=")) {
                    return Window.of(line.substring(1));
                }
                if (line.startsWith("!")) {
                    throw new IOException(line.substring(1));
                }
            }
            throw new IOException("the process ended without an answer");
        } finally {
            end.cancel(false);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
