package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import java.util.List;
import java.util.Map;

/// The addresses to which lines and numbers go.
final class TelemetryCheck {

  private static final Texts TEXTS = Texts.of(TelemetryCheck.class);
  private static final String NODE = DraftCheck.NODE;

  private final Draft draft;
  private final GridFacts facts;
  private final List<Problem> problems;

  TelemetryCheck(Draft draft, GridFacts facts, List<Problem> problems) {
    this.draft = draft;
    this.facts = facts;
    this.problems = problems;
  }

  private void add(String pointer, String message, Fix... fixes) {
    problems.add(new Problem(Part.TELEMETRY, pointer, message, List.of(fixes)));
  }

  void check() {
    for (int i = 0; i < draft.size("/logs"); i++) {
      var at = "/logs/" + i;
      if (isRedis(at)) {
        for (var stream : List.of("stdout", "stderr")) {
          password(at + "/data/" + stream);
          sealedEndpoint(at + "/data/secret_" + stream);
        }
      }
    }
    for (int i = 0; i < draft.size("/stats"); i++) {
      var at = "/stats/" + i;
      if (isRedis(at)) {
        password(at + "/data/endpoint");
      }
    }
  }

  private boolean isRedis(String at) {
    return Map.of("", true, "redis", true).containsKey(draft.text(at + "/type"));
  }

  private void sealedEndpoint(String pointer) {
    var isElsewhere =
        !draft.text(pointer).isEmpty()
            && !draft.sealedFor().isEmpty()
            && !draft.sealedFor().equals(draft.text(NODE));
    if (isElsewhere) {
      var node = facts.nameOf(draft.sealedFor());
      add(
          pointer,
          TEXTS.get("sealed-endpoint", node),
          Fix.set(TEXTS.get("use", node), NODE, draft.sealedFor()),
          new Fix(TEXTS.get("leave-out"), one -> one.without(pointer)));
    }
  }

  /// What is wrong with the address itself, {@link DraftCheck} tells.
  private void password(String pointer) {
    if (!draft.text(pointer).isEmpty() && draft.url(pointer).isEmpty()) {
      add(pointer, TEXTS.get("no-password"), Fix.set(TEXTS.get("leave-empty"), pointer, ""));
    }
  }
}
