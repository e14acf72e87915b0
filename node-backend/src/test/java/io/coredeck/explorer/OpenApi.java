package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The explorer's description of its calls, and whether calls and answers are as it says.
final class OpenApi {

  static final OpenApi DESCRIBED = load();

  /// What was taken in earlier may be nested deeper than anything is today.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(1000).build())
                  .build())
          .build();

  private static final String ROOT = "https://openapi.test/explorer";

  private final JsonNode root;
  private final SchemaRegistry registry;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApi(JsonNode root) {
    this.root = root;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(ROOT, root.toString())));
    root.get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  if (!method.getKey().equals("parameters")) {
                    operations.add(
                        new Operation(
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            method.getValue()));
                  }
                }));
    operations.sort(Comparator.comparingLong(Operation::countOfParameters));
  }

  /// One call as it is described.
  ///
  /// @param path with parameters in braces
  record Operation(String method, String path, JsonNode text) {

    private long countOfParameters() {
      return path.chars().filter(c -> c == '{').count();
    }

    private boolean fits(String wanted, String actual) {
      return method.equals(wanted)
          && Pattern.matches(path.replaceAll("\\{[a-z_]+}", "[^/]+"), actual);
    }

    /// @return the JSON pointer of it in the whole description
    String pointer() {
      return "/paths/%s/%s"
          .formatted(
              path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D"),
              method.toLowerCase(Locale.ROOT));
    }
  }

  private static OpenApi load() {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream("doc/openapi.yaml"))) {
      return new OpenApi(new YAMLMapper().readTree(new String(in.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  List<Operation> operations() {
    return operations;
  }

  /// @throws AssertionError if what was asked or answered is not as described
  void check(String method, String target, String body, int status, String answer) {
    var path = target.replaceFirst("\\?.*", "");
    var found = operations.stream().filter(operation -> operation.fits(method, path)).findFirst();
    if (found.isEmpty() || !isOfARoute(status, answer)) {
      return; // what no route answers is not described
    }
    var operation = found.get();
    var response = operation.text().get("responses").get(Integer.toString(status));
    if (response == null) {
      throw new AssertionError(
          "%s %s answered %d, which openapi.yaml does not say: %s"
              .formatted(method, target, status, answer));
    }
    var content =
        response.has("$ref")
            ? "/components/responses/" + status
            : operation.pointer() + "/responses/" + status;
    check(
        content + "/content/application~1json/schema", answer, "the answer of " + method + target);
    // who sends nothing at all asks who may, not what it does
    if (status < 300 && !body.equals("{}") && operation.text().has("requestBody")) {
      check(
          operation.pointer() + "/requestBody/content/application~1json/schema",
          body,
          "the body of " + method + target);
    }
  }

  private static boolean isOfARoute(int status, String answer) {
    return status != 405
        && status != 408
        && status != 413
        && status != 503
        && !(status == 404 && answer.startsWith("404 page"))
        && !answer.contains("internal error");
  }

  private void check(String pointer, String json, String what) {
    if (json.isEmpty()) {
      return;
    }
    var faults =
        schemas
            .computeIfAbsent(
                pointer, _ -> registry.getSchema(SchemaLocation.of(ROOT + "#" + pointer)))
            .validate(JSON.readTree(json));
    if (!faults.isEmpty()) {
      throw new AssertionError(what + " is not as openapi.yaml says: " + faults + "\n" + json);
    }
  }

  /// @return what a pointer such as `#/components/schemas/User` stands for
  Optional<JsonNode> at(String reference) {
    var node = root.at(reference.substring(1));
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }
}
