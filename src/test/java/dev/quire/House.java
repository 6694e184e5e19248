package dev.quire;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The classes below a root package, and their source folder. Used to check architecture rules.
///
/// @param mostTypes the maximum number of source files of a room that states no reason for its size
/// @param mostLines the maximum number of lines of a room that states no reason for its size
record House(String root, Path sources, JavaClasses classes, int mostTypes, int mostLines) {

    static House of(String root, String sources, ImportOption option, int mostTypes, int mostLines) {
        return new House(
                root,
                Path.of(sources),
                new ClassFileImporter().withImportOption(option).importPackages(root),
                mostTypes,
                mostLines);
    }

    String room(String name) {
        return root + "." + name;
    }

    DescribedPredicate<JavaClass> in(String... rooms) {
        return resideInAnyPackage(Stream.of(rooms).map(this::room).toArray(String[]::new));
    }

    DescribedPredicate<JavaClass> named(String name) {
        return describe("are " + name, type -> type.getName().equals(room(name)));
    }

    Set<String> packages() {
        return classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }

    /// The room of a class, which is its package directly below the root. Empty for classes in the root package.
    String roomOf(JavaClass type) {
        var below = type.getPackageName().substring(root.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
    }

    /// Whether the room of a class is within the size limits, or states in its `package-info` why it exceeds them.
    boolean isWithinSizeLimit(JavaClass type) {
        var room = roomOf(type);
        var files = sources(room);
        var lines = files.stream().mapToLong(file -> text(file).lines().count()).sum();
        return (files.size() <= mostTypes && lines <= mostLines)
                || text(folder(room).resolve("package-info.java")).contains("/// Size: ");
    }

    private Path folder(String room) {
        return sources.resolve(room(room).replace('.', '/'));
    }

    private List<Path> sources(String room) {
        try (var files = Files.walk(folder(room))) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The packages that declare a collection, of any kind of source.
    Set<String> collections() {
        return classes.stream()
                .filter(isCollection())
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
    }

    DescribedPredicate<JavaClass> isCollection() {
        return describe(
                "are collections",
                type -> type.getSimpleName().endsWith("Collection")
                        && !type.getPackageName().equals(room("catalogue")));
    }

    /// Matches the types of entity fields, such as enums. They carry persistence annotations too.
    DescribedPredicate<JavaClass> isStoredInAnEntity() {
        var stored = classes.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .flatMap(entity -> entity.getFields().stream())
                .map(field -> field.getRawType().getName())
                .collect(Collectors.toSet());
        return describe("are stored in an entity", type -> stored.contains(type.getName()));
    }

    /// The number of source lines of a class, without package and imports.
    long lines(JavaClass type) {
        var file = sources.resolve(type.getName().replace('.', '/') + ".java");
        try (var lines = Files.lines(file)) {
            return lines.dropWhile(line -> line.isBlank() || line.matches("(package|import) .*"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
