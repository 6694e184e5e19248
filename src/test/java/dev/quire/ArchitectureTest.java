package dev.quire;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.Entity;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Checks which packages may depend on each other, and rules that hold for all packages. A room is a package directly
/// below `dev.quire`, together with its subpackages.
///
/// Each rule is checked twice. The production code must keep it. The code in `dev.quire.planted`, in which one class
/// breaks it on purpose, must violate it; this shows that the rule detects a violation.
final class ArchitectureTest {

    private static final House QUIRE =
            House.of("dev.quire", "src/main/java", new ImportOption.DoNotIncludeTests(), 20, 2_000);
    private static final House PLANTED = House.of("dev.quire.planted", "src/test/java", location -> true, 5, 500);

    /// From the lowest layer up. A room may use rooms of lower layers, and of its own layer if there is no cycle.
    private static final List<Set<String>> LAYERS = List.of(
            // Basics that every room may use.
            Set.of("availability", "database", "digest", "logging", "problem", "progress", "redis", "reload"),
            // The model: pages, cursors and requests.
            Set.of("pagination", "cursor", "http"),
            // Protection: client identity, rate limits, concurrency limits.
            Set.of("principal", "edge", "ratelimit", "bulkhead"),
            // Caching: pages, and how their age is tracked.
            Set.of("generation", "pagecache"),
            Set.of("catalogue"),
            // Sources that read pages.
            Set.of("entity", "folder"),
            // Operations, each with its web part.
            Set.of("listing", "export", "editing"),
            // Entry points: routes, their OpenAPI description, the start page.
            Set.of("api", "openapi", "startpage"),
            // Served collections, which can be removed, and a command that does not use the service.
            Set.of("file", "shop", "sorting"),
            // Startup.
            Set.of("", "embedded"));

    @Test
    void aRoomDependsOnlyOnRoomsOfItsLayerAndBelow() {
        assertBrokenOnlyBy(
                "catalogue.CatalogueOfRows",
                house -> classes()
                        .should(new ArchCondition<JavaClass>("depend only on rooms of their layer and below") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                var layer = layer(house.roomOf(type));
                                type.getDirectDependenciesFromSelf().stream()
                                        .filter(dependency -> dependency
                                                .getTargetClass()
                                                .getPackageName()
                                                .startsWith(house.root()))
                                        .filter(dependency -> layer(house.roomOf(dependency.getTargetClass())) > layer)
                                        .forEach(dependency -> events.add(
                                                SimpleConditionEvent.violated(type, dependency.getDescription())));
                            }
                        })
                        .because("each layer can be read, tested and changed together with the lower layers alone"));
    }

    private static int layer(String room) {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(room)) {
                return layer;
            }
        }
        return room.equals("unmarked") ? 0 : fail("The room '" + room + "' has no layer");
    }

    @Test
    void thereAreNoCyclesBetweenRooms() {
        assertBrokenOnlyBy(
                "edge.There",
                house -> slices().matching(house.room("(*).."))
                        .should()
                        .beFreeOfCycles()
                        .because("two rooms that depend on each other cannot be understood separately"));
    }

    @Test
    void aRoomAboveTheSizeLimitStatesAReason() {
        assertBrokenOnlyBy(
                "edge.There",
                house -> classes()
                        .that(describe(
                                "are in a room", type -> !house.roomOf(type).isEmpty()))
                        .should(satisfy(
                                "be in a room of at most %d types and %d lines, or state a 'Size:'"
                                        .formatted(house.mostTypes(), house.mostLines()),
                                house::isWithinSizeLimit))
                        .because("a large room should be split, unless its package-info gives a reason"));
    }

    @Test
    void theModelDependsOnTheJdkAndJSpecifyAlone() {
        assertBrokenOnlyBy(
                "pagination.LoggedSort",
                house -> classes()
                        .that()
                        .resideInAPackage(house.room("pagination"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..", "org.jspecify..", house.room("availability"), house.room("pagination"))
                        .because("the model must not depend on a framework: no JSON, no CDI, no logging"));
    }

    @Test
    void theWebLayerDoesNotDependOnStorage() {
        assertBrokenOnlyBy(
                "listing.LinkToRows",
                house -> noClasses()
                        .that(house.in("listing", "export.http", "editing.http", "api", "openapi"))
                        .should()
                        .dependOnClassesThat(house.in("entity", "folder", "editing.panache"))
                        .because("they share only the catalogue and the model, so that either can be replaced"));
    }

    @Test
    void theCoreOfWritesDependsOnNeitherWebNorStorage() {
        for (var culprit : Set.of("editing.LoggedDraft", "catalogue.CatalogueOfRows")) {
            assertBrokenOnlyBy(
                    culprit,
                    house -> classes()
                            .that()
                            .resideInAnyPackage(house.room("editing"), house.room("catalogue"))
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(
                                    "java..",
                                    "org.jspecify..",
                                    "jakarta.validation..",
                                    house.room("availability"),
                                    house.room("pagination"),
                                    house.room("cursor"),
                                    house.room("catalogue"),
                                    house.room("editing"))
                            .because("readable and writable fields are declared; constraints are annotations"));
        }
    }

    @Test
    void theWebAndStoragePartsOfWritesDoNotDependOnEachOther() {
        assertBrokenOnlyBy(
                "editing.http.AnswerOfRows",
                house -> slices().matching(house.room("editing.(*)"))
                        .should()
                        .notDependOnEachOther()
                        .because("web and storage share only the core of writes"));
    }

    @Test
    void collectionsDoNotDependOnEachOther() {
        assertBrokenOnlyBy(
                "shop.order.OrderOfUser",
                house -> slices().assignedFrom(packages(house.collections()))
                        .should()
                        .notDependOnEachOther()
                        .because("an order holds only its user's id, so that each collection can be removed"));
    }

    @Test
    void onlyCollectionsDependOnCollections() {
        assertBrokenOnlyBy(
                "problem.ProblemOfUser",
                house -> classes()
                        .that(inCollectionOf(house))
                        .should()
                        .onlyHaveDependentClassesThat(inCollectionOf(house))
                        .because("other code uses only declarations, so that it needs no change for a new collection"));
    }

    @Test
    void thereAreNoCyclesBetweenPackages() {
        assertBrokenOnlyBy(
                "edge.There",
                house -> slices().assignedFrom(packages(house.packages()))
                        .should()
                        .beFreeOfCycles()
                        .because("packages in a cycle can only be understood together"));
    }

    @Test
    void onlyRoutesMappersAndFiltersUseJakartaRest() {
        assertBrokenOnlyBy(
                "shop.retail.WebImport",
                house -> noClasses()
                        .that(not(house.in(
                                "api", "startpage", "listing", "export.http", "editing.http", "problem", "edge")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
                        .because("code that depends on the web layer cannot be used without it"));
    }

    @Test
    void onlyEntitiesAndTheStoragePartUsePersistence() {
        assertBrokenOnlyBy(
                "shop.retail.MappedImport",
                house -> noClasses()
                        .that(not(annotatedWith(Entity.class)
                                .<JavaClass>forSubtype()
                                .or(house.isStoredInAnEntity())
                                .or(house.in("entity", "entity.driver", "editing.panache"))))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..")
                                        .and(not(resideInAPackage("org.hibernate.validator..")))) // Validates settings.
                        .because("one place decides which statements are run, and how often"));
    }

    @Test
    void onlyTheImporterTheGenerationsTheConnectionsAndTheDriverTypesUseJdbc() {
        assertBrokenOnlyBy(
                "edge.DatabaseCheck",
                house -> noClasses()
                        .that(not(house.in("shop.retail", "generation", "database", "entity.driver")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "java.sql..", "javax.sql..", "org.postgresql..", "io.agroal..")
                                .and(not(equivalentTo(SQLException.class)))) // It carries the cause of a failed commit.
                        .because(
                                "the import of millions of rows needs COPY, the generations need LISTEN, and one room renews"
                                        + " the connections; no other code may use its own SQL"));
    }

    @Test
    void onlyTheCacheAndTheLimiterUseRedis() {
        assertBrokenOnlyBy(
                "edge.RedisCheck",
                house -> noClasses()
                        .that(not(house.in("pagecache", "ratelimit")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.quarkus.redis..", "io.quarkus.cache..", "io.vertx..redis..")
                        .because("the service must work without Redis, which is easier to ensure in two rooms"));
    }

    @Test
    void timeComesFromAnInjectedClock() {
        for (var culprit : Set.of("edge.WallClock", "edge.SecondClock")) {
            assertBrokenOnlyBy(
                    culprit,
                    _ -> noClasses()
                            .should()
                            .accessTargetWhere(describe("the system clock", ArchitectureTest::readsTheSystemClock))
                            .because("tests can set only an injected clock"));
        }
    }

    private static boolean readsTheSystemClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        return switch (access.getName()) {
            case "now" -> owner.startsWith("java.time.") && !takesAClock(access);
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "<init>" -> access.getTarget().getFullName().equals("java.util.Date.<init>()");
            case "getInstance" -> owner.equals("java.util.Calendar");
            case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                owner.startsWith("java.time.") && !access.getOwner().isAnnotatedWith(Produces.class);
            default -> false;
        };
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().endsWith("(java.time.Clock)");
    }

    @Test
    void settingsComeFromConfigMappingsOnly() {
        assertBrokenOnlyBy(
                "edge.LooseSetting",
                house -> noClasses()
                        .that(not(describe("are settings", ArchitectureTest::isSettings)
                                .or(house.named("Main"))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.eclipse.microprofile.config..", "io.smallrye.config..")
                        .because("settings that an interface declares are validated at startup"));
    }

    /// A group of settings is a nested interface of the mapping.
    private static boolean isSettings(JavaClass type) {
        return type.isAnnotatedWith(ConfigMapping.class)
                || type.getEnclosingClass().filter(ArchitectureTest::isSettings).isPresent();
    }

    @Test
    void onlyTheStartupCodeReadsTheEnvironment() {
        assertBrokenOnlyBy(
                "edge.Environment",
                house -> noClasses()
                        .that(not(house.in("embedded").or(house.named("Main"))))
                        .should()
                        .accessTargetWhere(describe(
                                "the environment",
                                access -> access.getTargetOwner().isEquivalentTo(System.class)
                                        && access.getName().matches("getenv|getProperty|getProperties")))
                        .because("settings belong in the configuration, where they are documented and validated"));
    }

    @Test
    void onlyTheSortingOfFilesCallsNativeFunctions() {
        assertBrokenOnlyBy(
                "edge.SystemCall",
                house -> noClasses()
                        .that(not(house.in("sorting")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.lang.foreign..")
                        .because("a wrong native call can crash the process; use Java where it offers the function"));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertBrokenOnlyBy(
                "unmarked.Unmarked",
                _ -> classes()
                        .should(satisfy("be in a null-marked package", ArchitectureTest::isNullMarked))
                        .because("NullAway checks only null-marked packages"));
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage()
                .tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isPresent();
    }

    @Test
    void nothingDependsOnTheEmbeddedServers() {
        assertBrokenOnlyBy(
                "edge.ServerCheck",
                house -> classes()
                        .that()
                        .resideInAPackage(house.room("embedded"))
                        .should()
                        .onlyHaveDependentClassesThat()
                        .resideInAPackage(house.room("embedded"))
                        .because("the production package does not contain their libraries"));
    }

    @Test
    void noClassHasAMeaninglessName() {
        assertBrokenOnlyBy(
                "edge.TextUtils",
                _ -> noClasses()
                        .should()
                        .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Base|Dto|DTO)")
                        .because("such a name fits any code, so that the class collects unrelated code"));
    }

    @Test
    void aCollectionHasAtMost25Lines() {
        assertBrokenOnlyBy(
                "shop.order.OrderCollection",
                house -> classes()
                        .that(house.isCollection())
                        .should(satisfy("have at most 25 lines", type -> house.lines(type) <= 25))
                        .because("a new collection should need only one entity, one view and one short declaration"));
    }

    /// Asserts that the production code keeps the rule and that this class of `dev.quire.planted` breaks it.
    private static void assertBrokenOnlyBy(String culprit, Function<House, ArchRule> rule) {
        rule.apply(QUIRE).check(QUIRE.classes());
        var broken = rule.apply(PLANTED).evaluate(PLANTED.classes());
        var name = PLANTED.root() + "." + culprit;
        assertTrue(broken.hasViolation(), () -> name + " does not break the rule");
        assertTrue(
                broken.getFailureReport().toString().contains(name),
                () -> "other classes break the rule, but not " + name + ": " + broken.getFailureReport());
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> condition) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, condition.test(type), type.getName() + " should " + description));
            }
        };
    }

    private static DescribedPredicate<JavaClass> inCollectionOf(House house) {
        return describe("are of a collection", type -> house.collections().contains(type.getPackageName()));
    }

    /// Makes each of these packages a slice, and ignores all other classes.
    private static SliceAssignment packages(Set<String> names) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return names.contains(type.getPackageName())
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages " + names;
            }
        };
    }
}
