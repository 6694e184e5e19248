package dev.quire;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One application for several tests, each of which needs a setting that does not affect the others. To start an
/// application per setting would take longer than these tests do.
public final class OtherSettings implements QuarkusTestProfile {

    public static final int COUNT_BOUND = 20;
    public static final String SHOP = "https://shop.example.com";
    public static final String LOCAL = "http://localhost:3000";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quire.count.bound",
                Integer.toString(COUNT_BOUND),
                "quire.cache.prefetch",
                "true",
                "quire.files.folder",
                folder(),
                "quire.cors.origins",
                SHOP + "," + LOCAL,
                "quire.rate-limit.enabled",
                "true",
                "quarkus.http.proxy.trusted-proxies",
                "127.0.0.1,::1");
    }

    /// A folder with the file that the OpenAPI document names as an example.
    private static String folder() {
        try {
            var folder = Files.createDirectories(Path.of("target/other-files"));
            Files.writeString(folder.resolve("report.pdf"), "");
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
