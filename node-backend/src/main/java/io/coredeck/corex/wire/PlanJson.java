package io.coredeck.corex.wire;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.plan.Restart;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.plan.Stop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads what somebody wants of a process. All members but `argv` may be absent; one of the wrong
/// type is refused with its name and what it must be, as {@link IllegalArgumentException}.
public final class PlanJson {
  /// Names of all members, as they are told to people.
  public static final List<String> MEMBERS =
      List.of(
          "argv",
          "columns",
          "rows",
          "scrollback",
          "terminal",
          "environment",
          "directory",
          "user",
          "name",
          "group",
          "description",
          "restart",
          "max_restarts",
          "signal",
          "grace");

  private static final double MILLIS = 1000;

  private PlanJson() {}

  public static Plan plan(JsonObject json) {
    return new Plan(
        text(json, "name").orElse(""),
        text(json, "group").orElse(""),
        text(json, "description").orElse(""),
        launch(json),
        restart(json),
        new Stop(
            signal(json).orElse(Stop.DEFAULT.signal()), grace(json).orElse(Stop.DEFAULT.grace())),
        List.of(),
        Set.of(),
        wholeNumber(json, "scrollback"));
  }

  public static WindowSize size(JsonObject json) {
    return new WindowSize(
        number(json, "columns", WindowSize.DEFAULT.columns()),
        number(json, "rows", WindowSize.DEFAULT.rows()));
  }

  /// @return the signal somebody names, by name or number
  public static Optional<Integer> signal(JsonObject json) {
    return switch (json.members().get("signal")) {
      case null -> Optional.empty();
      case Long number -> Optional.of(Signals.checked(number));
      case String name -> Optional.of(Signals.number(name));
      default -> throw wrong("signal", "a number or a name like HUP");
    };
  }

  /// @return what somebody answers with yes or no
  public static Optional<Boolean> choice(JsonObject json, String name) {
    return member(json, name, Boolean.class, "true or false");
  }

  private static Launch launch(JsonObject json) {
    var argv =
        json.texts("argv")
            .filter(words -> !words.isEmpty())
            .orElseThrow(() -> wrong("argv", "a list of words without NUL"));
    return new Launch(
        argv,
        environment(json),
        text(json, "directory"),
        text(json, "user"),
        choice(json, "terminal").orElse(true));
  }

  private static Map<String, String> environment(JsonObject json) {
    var variables = new LinkedHashMap<String, String>();
    member(json, "environment", JsonObject.class, "an object of texts")
        .ifPresent(given ->
            given
                .members()
                .forEach((name, value) -> {
                  if (!(value instanceof String text)) {
                    throw wrong("environment", "an object of texts");
                  }
                  variables.put(name, text);
                }));
    return variables;
  }

  private static Restart restart(JsonObject json) {
    return new Restart(
        text(json, "restart").map(Restart.Policy::of).orElse(Restart.Policy.NEVER),
        number(json, "max_restarts", Restart.DEFAULT_ATTEMPTS));
  }

  private static Optional<Duration> grace(JsonObject json) {
    return member(json, "grace", Number.class, "seconds")
        .map(seconds -> Duration.ofMillis(Math.round(seconds.doubleValue() * MILLIS)));
  }

  private static Optional<String> text(JsonObject json, String name) {
    return member(json, name, String.class, "text");
  }

  private static int number(JsonObject json, String name, int otherwise) {
    return wholeNumber(json, name).orElse(otherwise);
  }

  private static OptionalInt wholeNumber(JsonObject json, String name) {
    return member(json, name, Long.class, "a whole number")
        .map(number -> OptionalInt.of(Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE)))
        .orElse(OptionalInt.empty());
  }

  private static <T> Optional<T> member(
      JsonObject json, String name, Class<T> type, String whatItMustBe) {
    var value = json.members().get(name);
    if (value != null && !type.isInstance(value)) {
      throw wrong(name, whatItMustBe);
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private static IllegalArgumentException wrong(String name, String whatItMustBe) {
    return new IllegalArgumentException("%s: it must be %s".formatted(name, whatItMustBe));
  }
}
