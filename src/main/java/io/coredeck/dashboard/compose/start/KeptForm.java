package io.coredeck.dashboard.compose.start;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.draft.DraftTextException;
import io.coredeck.model.draft.Template;
import io.coredeck.wire.Json;
import io.coredeck.wire.draft.DraftForm;
import io.coredeck.wire.draft.TemplateRules;
import io.coredeck.wire.draft.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A draft as the explorer keeps it in a template, without what is as it is without a word; the
/// composer's has a value everywhere.
final class KeptForm {

  private KeptForm() {}

  /// @return what is kept of a draft: nothing of one place, no value of a secret
  static String of(Draft draft) {
    var plain = DraftForm.plain(Json.tree(draft.members().toString()));
    return TemplateRules.opened(plain).draft().json();
  }

  /// @param template whole; its variables get their usual values, which the form shows
  /// @throws DraftTextException if it is no container the composer understands
  static Draft composed(Template template) throws DraftTextException {
    var filled = Variables.filled(template, Map.of());
    var members = Draft.empty().members();
    members.put("interactive", false);
    var capacity = new LinkedHashMap<String, Object>(DraftForm.CAPACITY);
    capacity.putAll(filled.member("capacity").members());
    for (var member : filled.members().entrySet()) {
      members.set(member.getKey(), tree(member.getValue().json()));
    }
    members.set("capacity", tree(Json.writeTree(capacity)));
    if (members.path("capacity") instanceof ObjectNode asked
        && asked.path("disk_type").isNumber()) {
      asked.put("disk_type", asked.path("disk_type").intValue() == 1 ? "ssd" : "hdd");
    }
    return DraftFormat.JSON.parse(members.toString(), Draft.empty()).draft();
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
