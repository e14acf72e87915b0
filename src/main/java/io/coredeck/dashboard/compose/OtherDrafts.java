package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.UI;
import io.coredeck.dashboard.compose.SessionRuns.Entry;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.compose.start.BrowserDraft;
import io.coredeck.dashboard.compose.start.KeptDraft;
import io.coredeck.dashboard.compose.start.Origin;
import io.coredeck.model.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Drafts that could be in the place of the one that is shown: what the browser has kept, and what
/// was there before. The form offers them.
final class OtherDrafts {

  private static final Duration KEPT_EDITS = Duration.ofDays(1);

  private final DraftModel model;
  private final Origin origin;
  private final BrowserDraft browser;
  private final ComposerForm form;
  private final Runnable changed;
  private Optional<Aside> before = Optional.empty();

  /// A draft that was there, and what it was to take the place of.
  private record Aside(Draft draft, Origin.Mark mark) {}

  /// @param changed told when another draft is shown
  OtherDrafts(
      DraftModel model, Origin origin, BrowserDraft browser, ComposerForm form, Runnable changed) {
    this.model = model;
    this.origin = origin;
    this.browser = browser;
    this.form = form;
    this.changed = changed;
  }

  /// Keeps a draft of now to come back to, if somebody has put work into it.
  void putAside(Draft draft) {
    before =
        Optional.of(draft).filter(KeptDraft::isWorth).map(worth -> new Aside(worth, origin.mark()));
  }

  /// Looks for others when the page is shown.
  void look() {
    if (origin.isFromAddress() && origin.replaced().isPresent()) {
      browser.find(origin.replaced(), model.draft(), this::restoreEdits);
    } else if (before.isPresent()) {
      form.offerBefore(this::bringBack);
    } else if (!origin.isFromAddress() && !KeptDraft.isWorth(model.draft())) {
      browser.find(Optional.empty(), Draft.empty(), this::restore);
    }
  }

  /// Shows a draft that is to take the place of another container, or of none, and offers the one
  /// that was there.
  void take(Draft draft, Optional<Reservation> replacing) {
    change(
        draft,
        () -> {
          origin.forget();
          origin.replace(replacing);
        });
    showAddress();
  }

  /// Shows a draft, and offers the one that was there.
  void take(Draft draft) {
    change(draft, () -> {});
  }

  /// What was deployed runs: the next draft begins empty. One that is another by now stays; if it
  /// was to take the place of the same container, it is to take the place of this one.
  ///
  /// @return whether the page has another address by that
  boolean hasRun(Entry entry) {
    if (entry.isOf(model.draft())) {
      browser.forget(origin.replaced());
      origin.forget();
      start(Draft.empty());
      return false;
    }
    var isOfSame = origin.replacing().filter(entry::isInPlaceOf).isPresent();
    if (isOfSame) {
      browser.forget(origin.replaced()); // it is kept with the new one from now on
      origin.replace(entry.container());
      changed.run();
    }
    return isOfSame;
  }

  /// Writes where the draft comes from into the page's address.
  void showAddress() {
    UI.getCurrent().getPage().getHistory().replaceState(null, origin.address());
  }

  private void change(Draft draft, Runnable turn) {
    var had = model.draft();
    if (KeptDraft.isWorth(had)) {
      putAside(had);
    }
    turn.run();
    start(draft);
    if (KeptDraft.isWorth(had)) {
      form.offerBefore(this::bringBack);
    }
  }

  private void restoreEdits(Draft draft, Instant at) {
    var plain = model.draft();
    var isNew = Duration.between(at, Instant.now()).compareTo(KEPT_EDITS) < 0;
    if (isNew && !draft.withoutValues().equals(plain.withoutValues())) {
      model.replace(withSecretsOf(plain, draft));
      changed.run();
      form.offerWithoutEdits(at, () -> start(plain));
    }
  }

  private static Draft withSecretsOf(Draft before, Draft draft) {
    var known = new LinkedHashMap<String, String>();
    draft
        .secretNames()
        .forEach(name -> before.sealed(name).ifPresent(cipher -> known.put(name, cipher)));
    return known.isEmpty() ? draft : draft.withSealed(known, before.sealedFor());
  }

  private void restore(Draft draft, Instant at) {
    if (!KeptDraft.isWorth(draft) || KeptDraft.isWorth(model.draft())) {
      return;
    }
    model.replace(draft);
    changed.run();
    form.offerEmpty(at, () -> start(Draft.empty()));
  }

  private void bringBack() {
    before.ifPresent(aside -> {
      origin.backTo(aside.mark());
      start(aside.draft());
      showAddress();
    });
    before = Optional.empty();
  }

  private void start(Draft draft) {
    form.quiet();
    model.replace(draft);
    changed.run();
  }
}
