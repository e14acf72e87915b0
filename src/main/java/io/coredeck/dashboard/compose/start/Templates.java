package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.Component;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.draft.DraftTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person's own templates. This browser keeps them; a file carries them elsewhere.
public final class Templates {

  static final int MOST = 50;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final BrowserStore store;
  private List<Template> own = List.of();

  /// @param tid whose they are
  public Templates(Component page, long tid) {
    this.store = BrowserStore.shared(page, "coredeck.templates." + tid);
  }

  /// @param then called when they are known
  void load(Runnable then) {
    store.get(text -> {
      own = read(text);
      then.run();
    });
  }

  List<Template> own() {
    return own;
  }

  /// Adds one, in the place of one of the same name.
  ///
  /// @param kept told whether the browser keeps it
  void add(List<Template> more, Consumer<Boolean> kept) {
    var all = new ArrayList<>(own);
    for (var one : more) {
      all.removeIf(other -> other.name().equals(one.name()));
      all.add(one);
    }
    save(all, kept);
  }

  void remove(Template template, Consumer<Boolean> kept) {
    save(own.stream().filter(one -> !one.name().equals(template.name())).toList(), kept);
  }

  private void save(List<Template> all, Consumer<Boolean> kept) {
    if (all.size() > MOST) {
      kept.accept(false);
      return;
    }
    store.put(
        all.isEmpty() ? "" : write(all),
        done -> {
          if (done) {
            own = List.copyOf(all);
          }
          kept.accept(done);
        });
  }

  /// @return as a file holds them
  static String write(List<Template> all) {
    var list = JSON.createArrayNode();
    for (var one : all) {
      list.addObject().put("name", one.name()).set("container", one.draft().members());
    }
    return list.toPrettyString();
  }

  /// @param text written by anybody
  /// @return those of its templates that can be understood
  static List<Template> read(String text) {
    var found = new ArrayList<Template>();
    try {
      for (var one : text.isBlank() ? List.<JsonNode>of() : JSON.readTree(text).values()) {
        var name = one.path("name").asString("").strip();
        if (!name.isEmpty() && name.length() <= Template.LONGEST_NAME && found.size() < MOST) {
          var container = one.path("container").toString();
          found.add(Template.own(name, DraftFormat.JSON.parse(container, Draft.empty()).draft()));
        }
      }
    } catch (JacksonException | DraftTextException _) {
      return List.copyOf(found); // what stands before the fault is of use
    }
    return List.copyOf(found);
  }
}
