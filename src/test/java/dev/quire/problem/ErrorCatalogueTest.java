package dev.quire.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCatalogueTest {

    private static final Pattern SECTION = Pattern.compile("(?m)^## .*$");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyTypeHasItsSectionWithCodeAndStatusInTheOrderOfTheTypes() throws IOException {
        assertEquals(
                Stream.of(ProblemType.values()).map(ErrorCatalogueTest::heading).toList(),
                SECTION.matcher(catalogue())
                        .results()
                        .map(section -> section.group())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfATypeIsAProblemOfIt(ProblemType type) throws IOException {
        var example = EXAMPLE.matcher(section(type));
        assertEquals(true, example.find());
        var problem = new JsonMapper().readValue(example.group(1), Problem.class);
        assertEquals(Problem.of(type, problem.detail(), problem.instance(), problem.errors()), problem);
    }

    @ParameterizedTest
    @EnumSource
    void everySectionSaysWhenAndWhatToDo(ProblemType type) throws IOException {
        var section = section(type);
        assertEquals(
                List.of("**When**", "**Do**"),
                Stream.of("**When**", "**Do**").filter(section::contains).toList());
    }

    private static String section(ProblemType type) throws IOException {
        return catalogue().split(Pattern.quote(heading(type)), 2)[1].split("\n## ", 2)[0];
    }

    private static String heading(ProblemType type) {
        return "## `" + type.code() + "` (" + type.status() + ")";
    }

    private static String catalogue() throws IOException {
        return Files.readString(Path.of("src/main/docs/errors.md"));
    }
}
