package io.coredeck.dashboard.compose.start;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.draft.DraftTextException;
import io.coredeck.model.draft.Template;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Templates as a file holds them, and browsers once did.
final class StarterFile {

  /// Templates of one file.
  static final int MOST = 50;

  private static final JsonMapper JSON = JsonMapper.shared();

  private StarterFile() {}

  static String write(List<Starter> all) {
    var list = JSON.createArrayNode();
    for (var one : all) {
      list.addObject().put("name", one.name()).set("container", one.draft().members());
    }
    return list.isEmpty() ? "" : list.toPrettyString();
  }

  /// @param text written by anybody
  /// @return those of its templates that can be understood
  static List<Starter> read(String text) {
    var found = new ArrayList<Starter>();
    try {
      for (var one : text.isBlank() ? List.<JsonNode>of() : JSON.readTree(text).values()) {
        var name = one.path("name").asString("").strip();
        if (!name.isEmpty() && name.length() <= Template.LONGEST_NAME && found.size() < MOST) {
          var container = one.path("container").toString();
          var draft = DraftFormat.JSON.parse(container, Draft.empty()).draft();
          found.add(new Starter(name, "", draft.withoutValues()));
        }
      }
    } catch (JacksonException | DraftTextException _) {
      return List.copyOf(found); // what stands before the fault is of use
    }
    return List.copyOf(found);
  }
}
