package io.coredeck.dashboard.compose.code;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.draft.DraftDiff;
import io.coredeck.wire.draft.DraftForm;
import io.coredeck.wire.draft.DraftPath;
import io.coredeck.wire.draft.Drafts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What is different between two drafts, each place with what stands there before and after. What
/// nobody set is not told, nor any value of a secret.
public final class DraftChanges extends Div {

  /// @param title for screen readers
  /// @param nothing said where nothing is different
  public DraftChanges(String title, String nothing, Draft before, Draft after) {
    addClassName("difference");
    getElement()
        .setAttribute("role", "region")
        .setAttribute("aria-label", title)
        .setAttribute("tabindex", "0");
    var diff = DraftDiff.of(shown(before), shown(after));
    if (diff.isEmpty()) {
      setText(nothing);
    }
    for (var change : diff.changes()) {
      change.from().ifPresent(value -> rows("gone", "−", change.path(), value));
      change.to().ifPresent(value -> rows("new", "+", change.path(), value));
    }
  }

  /// Values of secrets that are new are told as such; those that are kept stand hidden.
  private static JsonValue shown(Draft draft) {
    var members = draft.members();
    var kept = new ArrayList<String>();
    if (members.get("secret_environment") instanceof ObjectNode secrets) {
      for (var name : draft.secretNames()) {
        secrets.put(name, draft.secret(name).isPresent() ? "new" : "");
        if (draft.sealed(name).isPresent()) {
          kept.add(name);
        }
      }
    }
    return Drafts.shown(DraftForm.plain(Json.tree(members.toString())), kept);
  }

  /// One row for each value that is no object and no list.
  private void rows(String kind, String sign, DraftPath path, JsonValue value) {
    for (var leaf : leaves(path.toString(), value).entrySet()) {
      var mark = new Span(sign);
      mark.addClassName("sign");
      var row = new Div(mark, new Span(leaf.getKey() + ": " + leaf.getValue()));
      row.addClassName(kind);
      add(row);
    }
  }

  private static Map<String, String> leaves(String path, JsonValue value) {
    var none = Json.tree("{}");
    var found = new LinkedHashMap<String, String>();
    for (var change : DraftDiff.of(none, value.isObject() ? value : none).changes()) {
      found.putAll(leaves(joined(path, change.path().toString()), change.to().orElse(none)));
    }
    if (value.isList()) {
      var place = 0;
      for (var item : value.items()) {
        found.putAll(leaves(path + "[" + place++ + "]", item));
      }
    } else if (!value.isObject()) {
      found.put(path, value.isText() ? value.text() : value.json());
    }
    return found;
  }

  private static String joined(String path, String member) {
    return path + (member.startsWith("[") ? "" : ".") + member;
  }
}
