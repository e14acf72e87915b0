package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.Component;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.draft.DraftTextException;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The draft as this browser keeps it, so that it outlives the session. Without any secret.
public final class BrowserDraft {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final BrowserStore store;
  private String kept = "";

  /// @param tid whose it is
  public BrowserDraft(Component page, long tid) {
    this.store = new BrowserStore(page, "coredeck.draft." + tid);
  }

  /// @param known told whether the browser keeps it
  public void keep(Draft draft, Consumer<Boolean> known) {
    var text = DraftFormat.JSON.print(draft.withoutValues());
    if (text.equals(kept)) {
      return;
    }
    kept = text;
    var all = JSON.createObjectNode();
    all.put("at", Instant.now().toEpochMilli()).put("text", text);
    store.put(draft.equals(Draft.empty()) ? "" : all.toString(), known);
  }

  /// @param found told the draft and since when it is kept, if there is one
  public void find(BiConsumer<Draft, Instant> found) {
    store.get(text -> {
      if (text.isEmpty()) {
        return;
      }
      try {
        var all = JSON.readTree(text);
        var draft = DraftFormat.JSON.parse(all.path("text").asString(""), Draft.empty()).draft();
        found.accept(draft, Instant.ofEpochMilli(all.path("at").asLong(0)));
      } catch (JacksonException | DraftTextException _) {
        store.put("", _ -> {}); // nobody can read it: it is of no use
      }
    });
  }

  /// It is deployed: there is nothing more to keep.
  public void forget() {
    kept = "";
    store.put("", _ -> {});
  }
}
