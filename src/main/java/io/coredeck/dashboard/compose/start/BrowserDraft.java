package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.Component;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.draft.DraftTextException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The draft as this browser keeps it, so that it outlives the session and a restart of the
/// dashboard; one of a new container, and one for each container that is replaced. Each tab has its
/// own. Without any secret.
public final class BrowserDraft {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Component page;
  private final long tid;
  private String kept = "";

  /// @param tid whose it is
  public BrowserDraft(Component page, long tid) {
    this.page = page;
    this.tid = tid;
  }

  private BrowserStore store(Optional<Long> replacing) {
    var name = "coredeck.draft." + tid + replacing.map(id -> ".replace." + id).orElse("");
    return BrowserStore.ofTab(page, name);
  }

  /// @param replacing number of the container it takes the place of
  /// @param known told whether the browser keeps it
  public void keep(Draft draft, Optional<Long> replacing, Consumer<Boolean> known) {
    var text = DraftFormat.JSON.print(draft.withoutValues());
    if (kept.equals(replacing + text)) {
      return;
    }
    kept = replacing + text;
    var all = JSON.createObjectNode();
    all.put("at", Instant.now().toEpochMilli()).put("text", text);
    store(replacing).put(draft.equals(Draft.empty()) ? "" : all.toString(), known);
  }

  /// @param replacing number of the container it takes the place of
  /// @param before whose secrets are still known
  /// @param found told the draft and since when it is kept, if there is one
  public void find(Optional<Long> replacing, Draft before, BiConsumer<Draft, Instant> found) {
    var store = store(replacing);
    store.get(text -> {
      if (text.isEmpty()) {
        return;
      }
      try {
        var all = JSON.readTree(text);
        var draft = DraftFormat.JSON.parse(all.path("text").asString(""), before).draft();
        found.accept(draft, Instant.ofEpochMilli(all.path("at").asLong(0)));
      } catch (JacksonException | DraftTextException _) {
        store.put("", _ -> {}); // nobody can read it: it is of no use
      }
    });
  }

  /// It is deployed: there is nothing more to keep.
  public void forget(Optional<Long> replacing) {
    kept = "";
    store(replacing).put("", _ -> {});
  }
}
