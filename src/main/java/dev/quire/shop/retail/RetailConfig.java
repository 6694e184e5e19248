package dev.quire.shop.retail;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of the importer.
@ConfigMapping(prefix = "quire.retail")
interface RetailConfig {

    /// The file that the service imports when it starts on a database without products; none in production.
    Optional<Path> firstImport();
}
