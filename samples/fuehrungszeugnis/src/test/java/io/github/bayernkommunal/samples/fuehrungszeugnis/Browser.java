package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a fresh profile that trusts the demonstration's servers and nobody else without reason. */
final class Browser implements AutoCloseable {

    private static final List<String> PROGRAMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_TABS = 60;

    private final ChromeDriver driver;
    private final Path profile;
    private final List<Map<String, Object>> told = new ArrayList<>();

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /**
     * Opens the browser. Without one on this machine the test is skipped and says what to install; it fails instead when
     * the environment demands a browser.
     */
    static Browser open(Demo demo) throws IOException {
        Path program = find(PROGRAMS);
        Path chromedriver = find(DRIVERS);
        if (program == null || chromedriver == null) {
            String advice = "No browser: install chromium and its driver, on Debian with"
                    + " 'apt-get install chromium chromium-driver'";
            if ("required".equals(System.getenv("BROWSER_TEST"))) {
                fail(advice);
            }
            Assumptions.abort(advice);
            throw new IllegalStateException(advice);
        }
        Path profile = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("sample.work"))), "browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=de",
                "--user-data-dir=" + profile,
                "--ignore-certificate-errors-spki-list="
                        + demo.certificates().stream().map(Browser::keyHash).collect(Collectors.joining(",")));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), profile);
    }

    ChromeDriver driver() {
        return driver;
    }

    void go(URI address) {
        driver.get(address.toString());
    }

    /** The element, as soon as it is there and visible. */
    WebElement await(String css) {
        return new WebDriverWait(driver, LIMIT)
                .withMessage(() -> "'" + css + "' on " + driver.getCurrentUrl() + ", '" + driver.getTitle() + "'")
                .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits for something that people do not see, such as a hidden field. */
    void awaitHidden(String css) {
        new WebDriverWait(driver, LIMIT).until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(css)));
    }

    void click(String css) {
        await(css).click();
    }

    void type(String css, String text) {
        await(css).sendKeys(text);
    }

    /** Whether pages loaded from now on may run scripts; scripts that were skipped are not made up for. */
    void scripts(boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /** A window as narrow as a page at 400 % zoom. */
    void narrow(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 640, "deviceScaleFactor", 1, "mobile", false));
    }

    int widthOfPage() {
        Object width = driver.executeScript("return document.documentElement.scrollWidth");
        return ((Number) width).intValue();
    }

    /** Moves the focus with the tabulator until it is at the element, and demands that it can be seen there. */
    void tabTo(String css) {
        WebElement wanted = await(css);
        for (int i = 0; i < MOST_TABS; i++) {
            press(Keys.TAB);
            WebElement focused = driver.switchTo().activeElement();
            if (focused.equals(wanted)) {
                String outline = focused.getCssValue("outline-style");
                if (outline.equals("none")) {
                    fail("The focus cannot be seen at '" + css + "' on " + driver.getCurrentUrl());
                }
                return;
            }
        }
        fail("The keyboard does not reach '" + css + "' on " + driver.getCurrentUrl());
    }

    void press(CharSequence keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Demands that axe finds nothing against WCAG 2, levels A and AA, on this page. */
    void demandAccessible() throws IOException {
        driver.executeScript(axe());
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(
                    result => done(result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))),
                    failure => done([String(failure)]));
                """);
        assertEquals(List.of(), found, driver.getCurrentUrl() + ", '" + driver.getTitle() + "'");
    }

    /** What the browser has told about its network so far, by name of the event. */
    List<Map<String, Object>> events(String method) {
        List<Map<String, Object>> events = new ArrayList<>();
        driver.manage().logs().get(LogType.PERFORMANCE).forEach(entry -> {
            Map<String, Object> message = map(new Json()
                    .<Map<String, Object>>toType(entry.getMessage(), Json.MAP_TYPE)
                    .get("message"));
            told.add(message);
        });
        told.stream()
                .filter(message -> method.equals(message.get("method")))
                .forEach(message -> events.add(map(message.get("params"))));
        return events;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // It lies in the build directory.
        }
    }

    private static Path find(List<String> candidates) {
        return candidates.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static String axe() throws IOException {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String keyHash(Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
