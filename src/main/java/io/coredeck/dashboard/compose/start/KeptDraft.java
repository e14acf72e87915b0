package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.model.Reservation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What has been composed in one tab of a browser session.
///
/// @param draft with the values of its secrets, in memory only
/// @param format of its text
/// @param replacing what it takes the place of
public record KeptDraft(Draft draft, DraftFormat format, Optional<Reservation> replacing) {

  private static final KeptDraft NOTHING =
      new KeptDraft(Draft.empty(), DraftFormat.JSON, Optional.empty());

  /// Those of one session by tab; the ones used last.
  private static final class All extends LinkedHashMap<String, KeptDraft> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 16;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, KeptDraft> eldest) {
      return size() > MOST;
    }
  }

  /// @return the name of the current tab, which it keeps when it is loaded anew
  public static String tab() {
    var details = UI.getCurrent().getInternals().getExtendedClientDetails();
    return details == null ? "" : Objects.requireNonNullElse(details.getWindowName(), "");
  }

  private static All all() {
    var kept = VaadinSession.getCurrent().getAttribute(All.class);
    if (kept != null) {
      return kept;
    }
    var fresh = new All();
    VaadinSession.getCurrent().setAttribute(All.class, fresh);
    return fresh;
  }

  public static KeptDraft of(String tab) {
    return all().getOrDefault(tab, NOTHING);
  }

  public DraftModel model() {
    return new DraftModel(draft, format);
  }

  public static void keep(String tab, DraftModel model, Optional<Reservation> replaced) {
    var all = all();
    all.remove(tab); // so that it is the last one used
    all.put(tab, new KeptDraft(model.draft(), model.format(), replaced));
  }

  /// @return whether somebody has put work into a draft
  public static boolean isWorth(Draft one) {
    return !one.text("/flist").isEmpty()
        || !one.environment().isEmpty()
        || !one.secretNames().isEmpty()
        || !one.text("/name").isEmpty();
  }
}
