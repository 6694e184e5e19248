package dev.quire.shop.retail;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Settings of the importer.
@ConfigMapping(prefix = "quire.retail")
interface RetailConfig {

    /// The file that the service imports on start if the database has no products. It is not set in production.
    Optional<Path> firstImport();
}
