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

/// Which room may know which, and what else holds in every room.
///
/// Each rule is checked twice: the house keeps it, and a planted house, `dev.quire.planted`, in which one class breaks
/// it, does not: a rule that nothing can break guards nothing.
final class ArchitectureTest {

    private static final House QUIRE =
            House.of("dev.quire", "src/main/java", new ImportOption.DoNotIncludeTests(), 20, 2_000);
    private static final House PLANTED = House.of("dev.quire.planted", "src/test/java", location -> true, 5, 500);

    /// From the ground up: a room knows the rooms below it and, without a circle, those beside it.
    private static final List<Set<String>> LAYERS = List.of(
            // Ground: what every room may use.
            Set.of("availability", "database", "digest", "logging", "problem", "progress", "redis", "reload"),
            // Model: what a page, a cursor and a request are.
            Set.of("pagination", "cursor", "http"),
            // Guarding: who asks, how much, how much at once.
            Set.of("principal", "edge", "ratelimit", "bulkhead"),
            // Keeping: pages, and how current they are.
            Set.of("generation", "pagecache"),
            Set.of("catalogue"),
            // Sources: how pages are read.
            Set.of("entity", "folder"),
            // Verbs, each with its web half.
            Set.of("listing", "export", "editing"),
            // Faces: routes, their description, a page for people.
            Set.of("api", "openapi", "startpage"),
            // What is served and can be removed, and a command that serves nothing.
            Set.of("file", "shop", "sorting"),
            // Start.
            Set.of("", "embedded"));

    @Test
    void aRoomKnowsRoomsBelowItOnly() {
        keptButBy(
                "catalogue.CatalogueOfRows",
                house -> classes()
                        .should(new ArchCondition<JavaClass>("know rooms of their layer and below") {
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
                        .because("each layer can be read, tested and changed with those below it alone"));
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
    void roomsHaveNoCircle() {
        keptButBy(
                "edge.There",
                house -> slices().matching(house.room("(*).."))
                        .should()
                        .beFreeOfCycles()
                        .because("two rooms that know each other are one room, whatever their packages are called"));
    }

    @Test
    void aRoomPastItsSizeStatesItsReason() {
        keptButBy(
                "edge.There",
                house -> classes()
                        .that(describe(
                                "are in a room", type -> !house.roomOf(type).isEmpty()))
                        .should(satisfy(
                                "be in a room of at most %d types and %d lines, or one with a paragraph 'Size:'"
                                        .formatted(house.mostTypes(), house.mostLines()),
                                house::isOfGoodSize))
                        .because("a large room is two rooms, unless it says why it is one"));
    }

    @Test
    void theModelDependsOnTheJdkAndJSpecifyAlone() {
        keptButBy(
                "pagination.LoggedSort",
                house -> classes()
                        .that()
                        .resideInAPackage(house.room("pagination"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..", "org.jspecify..", house.room("availability"), house.room("pagination"))
                        .because("what a page is outlives every framework: no JSON, no CDI, no logging"));
    }

    @Test
    void webAndStorageDoNotKnowEachOther() {
        keptButBy(
                "listing.LinkToRows",
                house -> noClasses()
                        .that(house.in("listing", "export.http", "editing.http", "api", "openapi"))
                        .should()
                        .dependOnClassesThat(house.in("entity", "folder", "editing.panache"))
                        .because(
                                "the catalogue and the model are all that they share, so that either can be replaced"));
    }

    @Test
    void theCoreOfWritingKnowsNeitherWebNorStorage() {
        for (var culprit : Set.of("editing.LoggedDraft", "catalogue.CatalogueOfRows")) {
            keptButBy(
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
                            .because("what may be read and written is declared; constraints are annotations"));
        }
    }

    @Test
    void theHalvesOfWritingDoNotKnowEachOther() {
        keptButBy(
                "editing.http.AnswerOfRows",
                house -> slices().matching(house.room("editing.(*)"))
                        .should()
                        .notDependOnEachOther()
                        .because("the core of writing is all that the web and storage share"));
    }

    @Test
    void collectionsDoNotKnowOneAnother() {
        keptButBy(
                "shop.order.OrderOfUser",
                house -> slices().assignedFrom(packages(house.collections()))
                        .should()
                        .notDependOnEachOther()
                        .because("an order knows its user's id; a collection can be added or removed by itself"));
    }

    @Test
    void nothingButCollectionsKnowsACollection() {
        keptButBy(
                "problem.ProblemOfUser",
                house -> classes()
                        .that(inCollectionOf(house))
                        .should()
                        .onlyHaveDependentClassesThat(inCollectionOf(house))
                        .because("all else follows from what a collection declares, and stays as it is for a new one"));
    }

    @Test
    void thereAreNoCyclesBetweenPackages() {
        keptButBy(
                "edge.There",
                house -> slices().assignedFrom(packages(house.packages()))
                        .should()
                        .beFreeOfCycles()
                        .because("packages in a cycle are one package that is hard to read"));
    }

    @Test
    void onlyRoutesMappersAndFiltersUseJakartaRest() {
        keptButBy(
                "shop.retail.WebImport",
                house -> noClasses()
                        .that(not(house.in(
                                "api", "startpage", "listing", "export.http", "editing.http", "problem", "edge")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
                        .because("whatever knows the web cannot be used without it"));
    }

    @Test
    void onlyEntitiesAndTheHalfForStorageUsePersistence() {
        keptButBy(
                "shop.retail.MappedImport",
                house -> noClasses()
                        .that(not(annotatedWith(Entity.class)
                                .<JavaClass>forSubtype()
                                .or(house.isStoredInAnEntity())
                                .or(house.in("entity", "editing.panache"))))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..")
                                        .and(not(resideInAPackage("org.hibernate.validator..")))) // Bounds of settings.
                        .because("one place decides how the database is asked, and how often"));
    }

    @Test
    void onlyTheImporterAndTheGenerationsUseJdbc() {
        keptButBy(
                "edge.DatabaseCheck",
                house -> noClasses()
                        .that(not(house.in("shop.retail", "generation", "database")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "java.sql..", "javax.sql..", "org.postgresql..", "io.agroal..")
                                .and(not(equivalentTo(SQLException.class)))) // At a commit, the one that tells why.
                        .because(
                                "a load of millions of rows needs COPY, what changed is told to a session that listens, and"
                                        + " one room renews the connections; nothing else may write SQL of its own"));
    }

    @Test
    void onlyTheCacheAndTheLimiterUseRedis() {
        keptButBy(
                "edge.RedisCheck",
                house -> noClasses()
                        .that(not(house.in("pagecache", "ratelimit")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.quarkus.redis..", "io.quarkus.cache..", "io.vertx..redis..")
                        .because("without Redis the service is slower, not down, which two rooms can see to, not ten"));
    }

    @Test
    void timeComesFromAnInjectedClock() {
        for (var culprit : Set.of("edge.WallClock", "edge.SecondClock")) {
            keptButBy(
                    culprit,
                    _ -> noClasses()
                            .should()
                            .accessTargetWhere(describe("the time of the machine", ArchitectureTest::readsTheTime))
                            .because("a test sets the clock that is injected, and no other"));
        }
    }

    private static boolean readsTheTime(JavaAccess<?> access) {
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
        keptButBy(
                "edge.LooseSetting",
                house -> noClasses()
                        .that(not(describe("are settings", ArchitectureTest::isSettings)
                                .or(house.named("Main"))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.eclipse.microprofile.config..", "io.smallrye.config..")
                        .because(
                                "a setting that an interface declares is checked at start, and unknown ones are refused"));
    }

    /// A group of settings is an interface within the mapping.
    private static boolean isSettings(JavaClass type) {
        return type.isAnnotatedWith(ConfigMapping.class)
                || type.getEnclosingClass().filter(ArchitectureTest::isSettings).isPresent();
    }

    @Test
    void onlyTheStartReadsTheEnvironment() {
        keptButBy(
                "edge.Environment",
                house -> noClasses()
                        .that(not(house.in("embedded").or(house.named("Main"))))
                        .should()
                        .accessTargetWhere(describe(
                                "the environment",
                                access -> access.getTargetOwner().isEquivalentTo(System.class)
                                        && access.getName().matches("getenv|getProperty|getProperties")))
                        .because("settings stand in the configuration, where they can be seen and checked"));
    }

    @Test
    void onlyTheSortingOfFilesCallsTheSystem() {
        keptButBy(
                "edge.SystemCall",
                house -> noClasses()
                        .that(not(house.in("sorting")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.lang.foreign..")
                        .because("a wrong call brings the process down; what Java can do is done by Java"));
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        keptButBy(
                "unmarked.Unmarked",
                _ -> classes()
                        .should(satisfy("be in a null-marked package", ArchitectureTest::isNullMarked))
                        .because("NullAway checks only what is marked"));
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage()
                .tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isPresent();
    }

    @Test
    void nothingDependsOnTheEmbeddedServers() {
        keptButBy(
                "edge.ServerCheck",
                house -> classes()
                        .that()
                        .resideInAPackage(house.room("embedded"))
                        .should()
                        .onlyHaveDependentClassesThat()
                        .resideInAPackage(house.room("embedded"))
                        .because("their libraries are absent from the production package"));
    }

    @Test
    void everyNameSaysWhatAThingIs() {
        keptButBy(
                "edge.TextUtils",
                _ -> noClasses()
                        .should()
                        .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Base|Dto|DTO)")
                        .because("such a name fits everything, and soon everything is put there"));
    }

    @Test
    void aCollectionHasAtMost25Lines() {
        keptButBy(
                "shop.order.OrderCollection",
                house -> classes()
                        .that(house.isCollection())
                        .should(satisfy("have at most 25 lines", type -> house.lines(type) <= 25))
                        .because(
                                "a new collection is one entity, one view and one short declaration: the promise of the house"));
    }

    private static void keptButBy(String culprit, Function<House, ArchRule> rule) {
        rule.apply(QUIRE).check(QUIRE.classes());
        var broken = rule.apply(PLANTED).evaluate(PLANTED.classes());
        var name = PLANTED.root() + "." + culprit;
        assertTrue(broken.hasViolation(), () -> "not broken by " + name);
        assertTrue(
                broken.getFailureReport().toString().contains(name),
                () -> "broken, but not by " + name + ": " + broken.getFailureReport());
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> law) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, law.test(type), type.getName() + " should " + description));
            }
        };
    }

    private static DescribedPredicate<JavaClass> inCollectionOf(House house) {
        return describe("are of a collection", type -> house.collections().contains(type.getPackageName()));
    }

    /// Each of these packages is a slice; nothing else is in one.
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
