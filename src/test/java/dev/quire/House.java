package dev.quire;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Classes under a root package, and the folder of their sources.
record House(String root, Path sources, JavaClasses classes) {

    static House of(String root, String sources, ImportOption option) {
        return new House(
                root,
                Path.of(sources),
                new ClassFileImporter().withImportOption(option).importPackages(root));
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

    /// A package with a resource, wherever its items come from, is a collection.
    Set<String> collections() {
        return classes.stream()
                .filter(isResource())
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
    }

    DescribedPredicate<JavaClass> isResource() {
        return describe(
                "are resources",
                type -> type.getSimpleName().endsWith("Resource")
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT));
    }

    /// The enums behind an entity's columns say how they are stored.
    DescribedPredicate<JavaClass> isStoredInAnEntity() {
        var stored = classes.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .flatMap(entity -> entity.getFields().stream())
                .map(field -> field.getRawType().getName())
                .collect(Collectors.toSet());
        return describe("are stored in an entity", type -> stored.contains(type.getName()));
    }

    /// How many lines the source of a class has, without package and imports.
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
