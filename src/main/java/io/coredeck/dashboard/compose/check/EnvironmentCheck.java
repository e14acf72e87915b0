package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.DotEnv;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import java.util.List;

/// Names of variables, names and values of secrets.
final class EnvironmentCheck {

  private static final Texts TEXTS = Texts.of(EnvironmentCheck.class);
  private static final String NODE = DraftCheck.NODE;

  private final Draft draft;
  private final GridFacts facts;
  private final List<Problem> problems;

  EnvironmentCheck(Draft draft, GridFacts facts, List<Problem> problems) {
    this.draft = draft;
    this.facts = facts;
    this.problems = problems;
  }

  private void add(String pointer, String message, Fix... fixes) {
    problems.add(new Problem(Part.ENVIRONMENT, pointer, message, List.of(fixes)));
  }

  void check() {
    draft.environment().keySet().stream()
        .filter(name -> !DotEnv.isName(name))
        .forEach(name -> name(Draft.variablePointer(name), name));
    for (var name : draft.secretNames()) {
      var pointer = Draft.secretPointer(name);
      if (!DotEnv.isName(name)) {
        name(pointer, name);
      } else if (draft.secret(name).isEmpty()) {
        secret(name, pointer);
      }
      if (draft.environment().containsKey(name)) {
        add(
            Draft.variablePointer(name),
            TEXTS.get("both", name),
            new Fix(TEXTS.get("keep-secret"), one -> one.without(Draft.variablePointer(name))));
      }
    }
  }

  /// A value that was encrypted before can be read by one node alone.
  private void secret(String name, String pointer) {
    Fix remove = new Fix(TEXTS.get("remove"), one -> one.withoutSecret(name));
    if (draft.sealed(name).isEmpty()) {
      add(pointer, TEXTS.get("no-secret", name), remove);
    } else if (!draft.sealedFor().equals(draft.text(NODE))) {
      var node = facts.nameOf(draft.sealedFor());
      add(
          pointer,
          TEXTS.get("sealed-secret", name, node),
          Fix.set(TEXTS.get("use", node), NODE, draft.sealedFor()),
          remove);
    }
  }

  private void name(String pointer, String name) {
    add(pointer, TEXTS.get("bad-variable", name));
  }
}
