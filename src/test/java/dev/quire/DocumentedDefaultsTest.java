package dev.quire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.catalogue.Relation;
import dev.quire.pagination.PageRequest;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents state the defaults and metrics that the code has.
///
/// Defaults are read from the `@WithDefault` annotations of the configuration mappings and from
/// `application.properties`, metrics from the calls that register them.
final class DocumentedDefaultsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path DOCUMENTS = Path.of("src/main/docs");

    /// Defaults of the framework, which no file of this project states.
    private static final Map<String, String> OF_THE_FRAMEWORK = Map.of(
            "QUARKUS_HTTP_PORT", "8080",
            "QUARKUS_MANAGEMENT_PORT", "9000",
            "QUARKUS_MANAGEMENT_HOST", "all");

    /// Settings that `application.properties` derives from others, so that nobody sets them.
    private static final List<String> DERIVED =
            List.of("QUIRE_BULKHEAD_CONNECTIONS", "QUIRE_PRINCIPAL_TRUSTED_PROXIES");

    /// What the table says for a setting without a default.
    private static final List<String> NONE = List.of(
            "none", "nobody", "none; required", "none; required, or the next", "none; in dev and test the real data");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z]+_.*?) \\| (.*?) \\| .* \\|$");
    private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");
    private static final Pattern VALUE_IN_TEXT =
            Pattern.compile("`(QUIRE_[A-Z_]+)`,? \\((?:default )?([0-9][0-9A-Za-z/]*)\\)");
    private static final Pattern METER =
            Pattern.compile("\\b(counter|gauge|timer|builder)\\(\\s*\"(quire\\.[a-z.]+)\"");
    private static final Pattern DOCUMENTED_METER = Pattern.compile("`(quire_[a-z_]+)`");

    @Test
    void theTableOfSettingsStatesTheDefaultsOfTheCode() {
        var code = defaults();
        var documented = documented();
        assertAll(documented.entrySet().stream()
                .map(setting -> () -> assertEquals(
                        code.getOrDefault(setting.getKey(), "none"), setting.getValue(), setting.getKey())));
        var missing = new TreeSet<>(code.keySet());
        missing.removeIf(name -> !name.startsWith("QUIRE_"));
        missing.removeAll(documented.keySet());
        DERIVED.forEach(missing::remove);
        assertEquals(List.of(), List.copyOf(missing), "settings that the table lacks");
    }

    @Test
    void theTableNamesNoSettingThatTheCodeLacks() {
        var unknown = new TreeSet<>(documented().keySet());
        unknown.removeIf(name -> !name.startsWith("QUIRE_"));
        unknown.removeAll(defaults().keySet());
        assertEquals(List.of(), List.copyOf(unknown));
    }

    /// A value in brackets behind the name of a setting, such as `QUIRE_BULKHEAD_LISTS` (6).
    @Test
    void noTextStatesAnotherDefault() throws IOException {
        var code = defaults();
        for (var document : documents()) {
            VALUE_IN_TEXT
                    .matcher(Files.readString(document))
                    .results()
                    .forEach(stated ->
                            assertEquals(code.get(stated.group(1)), stated.group(2), document + ": " + stated.group()));
        }
    }

    @Test
    void everySettingThatADocumentNamesExists() throws IOException {
        var code = defaults().keySet();
        for (var document : documents()) {
            NAME.matcher(Files.readString(document))
                    .results()
                    .map(name -> name.group(1))
                    .filter(name -> name.startsWith("QUIRE_"))
                    .forEach(name -> assertTrue(
                            code.contains(name) || code.stream().anyMatch(known -> known.startsWith(name + "_")),
                            document + " names " + name));
        }
    }

    @Test
    void readmeStatesTheBoundsOfPages() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var bound = Integer.parseInt(defaults().get("QUIRE_COUNT_BOUND"));
        assertContains(
                readme, "%d items by default, at most %d.".formatted(PageRequest.DEFAULT_SIZE, PageRequest.MAX_SIZE));
        assertContains(readme, "at most %d of many".formatted(Relation.MAX_ITEMS));
        assertContains(readme, String.format(Locale.ROOT, "exact up to %,d, then estimated", bound));
        assertContains(readme, "| 8080, " + OF_THE_FRAMEWORK.get("QUARKUS_MANAGEMENT_PORT") + " |");
    }

    /// The example of a policy file holds the default windows.
    @Test
    void operationsShowTheDefaultWindows() {
        var code = defaults();
        var operations = read(DOCUMENTS.resolve("operations.md"));
        assertContains(operations, "anonymous.burst = " + code.get("QUIRE_RATE_LIMIT_WINDOWS_ANONYMOUS_BURST"));
        assertContains(operations, "anonymous.sustained = " + code.get("QUIRE_RATE_LIMIT_WINDOWS_ANONYMOUS_SUSTAINED"));
    }

    @Test
    void theTableOfMetricsNamesThoseOfTheCode() throws IOException {
        var operations = read(DOCUMENTS.resolve("operations.md"));
        var start = operations.indexOf("\n## Metrics\n");
        var section = operations.substring(start, operations.indexOf("\n## ", start + 1));
        var documented = DOCUMENTED_METER
                .matcher(section)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var code = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> METER.matcher(read(file)).results())
                    .map(meter -> meter.group(2).replace('.', '_')
                            + switch (meter.group(1)) {
                                case "counter" -> "_total";
                                case "timer" -> "_seconds";
                                default -> "";
                            })
                    .forEach(code::add);
        }
        assertEquals(code, documented);
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), "no '" + part + "'");
    }

    private static List<Path> documents() throws IOException {
        try (var documents = Files.walk(DOCUMENTS)) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            documents.filter(document -> document.toString().endsWith(".md")))
                    .toList();
        }
    }

    /// The defaults in the table of settings, by the name of the environment variable.
    private static Map<String, String> documented() {
        var documented = new LinkedHashMap<String, String>();
        ROW.matcher(read(DOCUMENTS.resolve("operations.md"))).results().forEach(row -> {
            var names = names(row.group(1));
            var values = NONE.contains(row.group(2))
                    ? names.stream().map(_ -> "none").toList()
                    : List.of(row.group(2).split(", ", -1));
            assertEquals(names.size(), values.size(), row.group());
            for (int i = 0; i < names.size(); i++) {
                documented.put(names.get(i), values.get(i));
            }
        });
        assertTrue(documented.size() > 50, documented.size() + " settings");
        return documented;
    }

    /// The cell `QUIRE_A_B`, `_C` names QUIRE_A_B and QUIRE_A_C.
    private static List<String> names(String cell) {
        var names = new ArrayList<String>();
        for (var part : NAME.matcher(cell).results().map(name -> name.group(1)).toList()) {
            names.add(part.startsWith("_") ? completed(names.getFirst(), part) : part);
        }
        return names;
    }

    private static String completed(String first, String part) {
        return defaults().keySet().stream()
                .filter(known -> known.endsWith(part)
                        && first.startsWith(known.substring(0, known.length() - part.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no setting like " + first + " ends with " + part));
    }

    /// The defaults of the code, by the name of the environment variable; "none" where a setting has none.
    private static Map<String, String> defaults() {
        var properties = properties();
        var defaults = new TreeMap<>(OF_THE_FRAMEWORK);
        List.of(
                        "quarkus.datasource.jdbc.url",
                        "quarkus.datasource.username",
                        "quarkus.datasource.password",
                        "quarkus.datasource.jdbc.max-size",
                        "quarkus.redis.hosts",
                        "quarkus.http.proxy.trusted-proxies",
                        "quarkus.shutdown.delay",
                        "quarkus.shutdown.timeout")
                .forEach(name -> defaults.put(variable(name), value(properties, name, "none")));
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("quire."))
                .forEach(name -> defaults.put(variable(name), value(properties, name, "none")));
        for (var mapping : mappings()) {
            var prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            for (var setting : mapping.getDeclaredMethods()) {
                if (setting.getReturnType() != Map.class) {
                    var name = prefix + "." + kebab(setting.getName());
                    defaults.put(variable(name), value(properties, name, annotated(setting)));
                }
            }
        }
        return defaults;
    }

    private static String annotated(Method setting) {
        var annotation = setting.getAnnotation(WithDefault.class);
        return annotation == null ? "none" : annotation.value();
    }

    private static String value(Properties properties, String name, String otherwise) {
        var value = properties.getProperty(name, otherwise);
        return value.equals("0.0.0.0") ? "none" : value; // No peer has this address.
    }

    private static Properties properties() {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static List<Class<?>> mappings() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Config.java"))
                    .filter(file -> read(file).contains("@ConfigMapping"))
                    .<Class<?>>map(DocumentedDefaultsTest::type)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(Path file) {
        var name =
                SOURCES.relativize(file).toString().replaceFirst("\\.java$", "").replace('/', '.');
        try {
            return Class.forName(name, false, DocumentedDefaultsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
