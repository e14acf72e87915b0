package io.coredeck.dashboard.compose;

import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.model.Reservation;
import java.util.Optional;

/// What this browser session has been composing.
///
/// @param draft with the values of its secrets, in memory only
/// @param format of its text
/// @param replacing what it takes the place of
record KeptDraft(Draft draft, DraftFormat format, Optional<Reservation> replacing) {

  private static final KeptDraft NOTHING =
      new KeptDraft(Draft.empty(), DraftFormat.JSON, Optional.empty());

  static KeptDraft ofSession() {
    return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(KeptDraft.class))
        .orElse(NOTHING);
  }

  DraftModel model() {
    return new DraftModel(draft, format);
  }

  void keep(DraftModel model, Optional<Reservation> replaced) {
    VaadinSession.getCurrent()
        .setAttribute(KeptDraft.class, new KeptDraft(model.draft(), model.format(), replaced));
  }

  /// @return whether somebody has put work into a draft
  boolean isWorth(Draft one) {
    return !one.text("/flist").isEmpty()
        || !one.environment().isEmpty()
        || !one.secretNames().isEmpty()
        || !one.text("/name").isEmpty();
  }
}
