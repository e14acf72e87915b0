package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.door.Door;
import io.coredeck.explorer.door.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The description of the calls and the calls. That answers are as described is looked at with
/// every call of every test: {@link TestExplorer#call}.
class OpenApiTest {

  private static final OpenApi DESCRIBED = OpenApi.DESCRIBED;

  @TempDir private Path folder;
  private TestExplorer explorer;

  @BeforeEach
  void start() throws Exception {
    explorer = new TestExplorer(folder);
  }

  @AfterEach
  void stop() {
    explorer.close();
  }

  @Test
  void every_call_is_described_with_its_rule_and_nothing_else_is() {
    var described =
        DESCRIBED.operations().stream()
            .collect(
                Collectors.toMap(
                    one -> one.method() + " " + one.path(),
                    one -> Rule.valueOf(one.text().get("x-rule").asString())));
    var there = explorer.doors().stream().collect(Collectors.toMap(OpenApiTest::name, Door::rule));
    assertThat(described).isEqualTo(there);
  }

  private static String name(Door door) {
    return door.method() + " " + door.path().replaceAll("\\{([a-z_]+):[a-z]+}", "{$1}");
  }

  @Test
  void what_proves_a_caller_is_as_the_rule_says() {
    for (var operation : DESCRIBED.operations()) {
      var rule = Rule.valueOf(operation.text().get("x-rule").asString());
      var ways =
          operation.text().has("security")
              ? operation
                  .text()
                  .get("security")
                  .valueStream()
                  .map(one -> String.join("+", one.propertyNames()))
                  .toList()
              : List.<String>of();
      var wanted =
          switch (rule) {
            case ANYBODY, PROVES_ITSELF -> List.of();
            case ANYBODY_KNOWN_SEES_MORE, ANYBODY_WHERE_OPEN -> List.of("", "signature", "token");
            case SIGNS_BODY -> List.of("", "token");
            case USER, USER_OF_ANY_STANDING, CHANGER -> List.of("signature", "token");
            case PERSON, PERSON_OF_ANY_STANDING, ADMIN, NODE -> List.of("signature");
          };
      assertThat(ways).as("%s", operation).isEqualTo(wanted);
    }
  }

  @Test
  void every_call_has_a_name_of_its_own_a_summary_its_parameters_and_an_answer() {
    var names =
        DESCRIBED.operations().stream().map(one -> text(one.text(), "operationId")).toList();
    assertThat(names).doesNotHaveDuplicates();
    for (var operation : DESCRIBED.operations()) {
      assertThat(text(operation.text(), "summary")).as("%s", operation).endsWith(".");
      var inPath =
          Pattern.compile("\\{([a-z_]+)}")
              .matcher(operation.path())
              .results()
              .map(found -> found.group(1))
              .toList();
      var shared = DESCRIBED.root().get("paths").get(operation.path());
      var declared =
          Stream.of(shared, operation.text())
              .filter(node -> node.has("parameters"))
              .flatMap(node -> node.get("parameters").valueStream())
              .map(OpenApiTest::resolved)
              .filter(parameter -> text(parameter, "in").equals("path"))
              .map(parameter -> text(parameter, "name"))
              .toList();
      assertThat(declared).as("%s", operation).containsExactlyElementsOf(inPath);
      assertThat(operation.text().get("responses").propertyNames())
          .as("%s", operation)
          .anyMatch(status -> status.startsWith("2"));
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    var references =
        DESCRIBED.root().findValues("$ref").stream().map(JsonNode::asString).distinct().toList();
    assertThat(references).hasSizeGreaterThan(40);
    assertThat(references).allMatch(reference -> DESCRIBED.at(reference).isPresent());
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DESCRIBED.at(text(node, "$ref")).orElseThrow() : node;
  }

  private static String text(JsonNode node, String member) {
    return node.get(member).asString();
  }

  @Test
  void the_page_and_what_it_needs_are_served_from_here() throws Exception {
    assertThat(explorer.get("/openapi.yaml").text()).startsWith("openapi: 3.1.0");
    var page = explorer.get("/docs");
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
    var needed =
        Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(page.text())
            .results()
            .map(found -> "/" + found.group(1))
            .toList();
    assertThat(needed).hasSize(4);
    for (var file : needed) {
      assertThat(explorer.get(file).status()).as(file).isEqualTo(200);
    }
    assertThat(explorer.get("/docs/pom.xml").status()).isEqualTo(404);
    assertThat(explorer.call("GET", "/docs/..%2f..%2fapplication", "", Map.of()).status())
        .isIn(400, 404);
  }
}
