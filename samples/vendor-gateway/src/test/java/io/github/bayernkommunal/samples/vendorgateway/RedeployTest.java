package io.github.bayernkommunal.samples.vendorgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.io.File;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.FileResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A servlet container that exchanges the application again and again keeps nothing of the one before: no class loader, no
 * thread. Tomcat's own search for leaks is off, so nobody cleans up behind the libraries.
 */
class RedeployTest {

    private static final int CYCLES = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final SimulatedTown town = new SimulatedTown("musterstadt", PortalSimulator.MUSTERSTADT_ARS);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void start() throws Exception {
        SimulatedTown.write(Files.createDirectory(folder.resolve("settings")), town.key, town.settings(folder));
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        tomcat.getHost();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        town.close();
    }

    @Test
    void fiftyDeploymentsLeaveNoClassLoaderAndNoThread() throws Exception {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        Set<WeakReference<ClassLoader>> kept = new HashSet<>();
        for (int i = 0; i < CYCLES; i++) {
            StandardContext application = deploy();
            use("az-" + i);
            kept.add(new WeakReference<>(application.getLoader().getClassLoader(), gone));
            tomcat.getHost().removeChild(application);
        }
        assertEquals(CYCLES, kept.size());

        // Java 17 keeps the types of the last record whose equals was linked: let it be one of ours.
        assertEquals(new Last(this), new Last(this));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!kept.isEmpty() && System.nanoTime() < end) {
            System.gc();
            kept.remove(gone.remove(100));
        }

        assertEquals(Set.of(), threadsOf(kept), "threads that live on");
        assertEquals(0, kept.size(), "class loaders that live on");
    }

    /** The same classes as those of this test, but found in WEB-INF first, as those of a WAR are. */
    private StandardContext deploy() throws Exception {
        StandardContext context = new StandardContext();
        context.setPath("");
        context.setDocBase(folder.toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        context.setRenewThreadsWhenStoppingContext(false);
        WebResourceRoot resources = new StandardRoot(context);
        for (String entry : classPath()) {
            File file = new File(entry);
            resources.addPreResources(
                    file.isDirectory()
                            ? new DirResourceSet(resources, "/WEB-INF/classes", entry, "/")
                            : new FileResourceSet(resources, "/WEB-INF/lib/" + file.getName(), entry, "/"));
        }
        context.setResources(resources);
        Tomcat.addServlet(context, "gateway", GatewayServlet.class.getName())
                .addInitParameter("folder", folder.resolve("settings").toString());
        context.addServletMappingDecoded("/*", "gateway");
        tomcat.getHost().addChild(context); // starts it
        return context;
    }

    private static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(testkit|tomcat|junit|jupiter|surefire|opentest4j|apiguardian).*"))
                .toList();
    }

    private void use(String fileNumber) throws Exception {
        town.bayernId.register(get("metadata=yes"));
        String[] start = get("").split("\\R");
        String answer = town.bayernId.answer(start[0], TestCitizen.of("anna"));
        Map<String, String> fields = Map.of(
                "SAMLResponse",
                answer,
                "pending",
                start[1],
                "number",
                fileNumber,
                "postbox",
                PostfachSimulator.TEST_HANDLE,
                "area",
                town.area.toString());
        String done = call(HttpRequest.newBuilder(address(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
        assertEquals("true", done);
    }

    private String get(String query) throws Exception {
        return call(HttpRequest.newBuilder(address(query)));
    }

    private String call(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = browser.send(request.build(), BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response::body);
        return response.body();
    }

    private URI address(String query) {
        return URI.create("http://localhost:%d/?town=%s&%s"
                .formatted(tomcat.getConnector().getLocalPort(), town.key, query));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private record Last(RedeployTest test) {}

    private static Set<String> threadsOf(Set<WeakReference<ClassLoader>> loaders) {
        Set<ClassLoader> alive = new HashSet<>();
        loaders.forEach(loader -> alive.add(loader.get()));
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() != null
                        && (alive.contains(thread.getContextClassLoader())
                                || alive.contains(thread.getClass().getClassLoader())))
                .map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
