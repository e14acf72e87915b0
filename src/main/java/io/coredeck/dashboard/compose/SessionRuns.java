package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.compose.deploy.DeployFailure;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.DeployRuns;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.notice.Notices;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The deployments of one browser session whose end nobody has seen yet. They go on without any
/// page; if none shows the end, it is told by a toast or, without a page, in the notifications.
/// Used with the session's lock held.
final class SessionRuns {

  private static final Texts TEXTS = Texts.of(SessionRuns.class);
  private static final int MOST = 32;
  private static final int MOST_FAILED = 256;

  private final DeployRuns all;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<DeployRun> shown = new HashSet<>();

  /// Under way, and not held here any longer than that: a run knows secrets.
  private final Set<DeployRun> begun = new HashSet<>();

  /// Numbers of what deployments that failed had made, the latest last.
  private final ArrayDeque<Long> failed = new ArrayDeque<>();

  /// @param tab in which it was begun
  /// @param back the old container that it brings back; empty if it is a new one
  record Entry(DeployRun run, String tab, Optional<Reservation> back) {

    /// @return the number of the container, 0 as long as it has none
    long id() {
      return run.end().map(End::id).orElse(0L);
    }

    /// @return the container as it runs
    Optional<Reservation> container() {
      return run.end().flatMap(End::container);
    }

    /// @return whether that draft was deployed
    boolean isOf(Draft draft) {
      return back.isEmpty() && run.draft().equals(draft);
    }

    /// @return whether it comes in the place of that container
    boolean isInPlaceOf(Reservation old) {
      return back.or(run::replaced).filter(one -> one.id() == old.id()).isPresent();
    }

    boolean isUnder() {
      return run.end().isEmpty();
    }
  }

  private SessionRuns(DeployRuns all) {
    this.all = all;
  }

  static SessionRuns ofSession() {
    var session = VaadinSession.getCurrent();
    var known = session.getAttribute(SessionRuns.class);
    if (known != null) {
      return known;
    }
    var context = VaadinService.getCurrent().getContext();
    var fresh = new SessionRuns(Objects.requireNonNull(context.getAttribute(DeployRuns.class)));
    session.setAttribute(SessionRuns.class, fresh);
    return fresh;
  }

  /// Begins one in the current page. What ended in the same tab is over with it.
  Entry begin(DeployRun.Order order, String tab, Optional<Reservation> back) {
    entries.removeIf(one -> !one.isUnder() && one.tab().equals(tab));
    if (entries.size() >= MOST) {
      entries.stream().filter(one -> !one.isUnder()).findFirst().ifPresent(entries::remove);
    }
    var entry = new Entry(all.start(order), tab, back);
    entries.add(entry);
    var session = VaadinSession.getCurrent();
    tellItself(session, entry.run());
    var page = UI.getCurrent();
    var over = new CompletableFuture<Void>();
    PersonSession.required().awaitAtEnd(over);
    Thread.ofVirtual()
        .name("deploy-end")
        .start(() -> {
          try {
            var end = entry.run().awaitEnd();
            over.complete(null);
            var _ = session.access(() -> tell(session, page, entry, end));
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    return entry;
  }

  /// @return the newest one that a composer must not begin once more: begun in its tab, of the same
  ///   draft, or replacing the same container
  Optional<Entry> of(String tab, Draft draft, Optional<Reservation> replacing) {
    return entries.stream()
        .filter(one ->
            one.tab().equals(tab)
                || isSame(one.run().draft(), draft)
                || (replacing.isPresent()
                    && one.run()
                        .replaced()
                        .map(Reservation::id)
                        .equals(replacing.map(Reservation::id))))
        .reduce((_, newer) -> newer);
  }

  private static boolean isSame(Draft one, Draft other) {
    return !one.text("/name").isEmpty()
        && one.text("/name").equals(other.text("/name"))
        && one.text("/flist").equals(other.text("/flist"));
  }

  /// Somebody has seen its end.
  void seen(Entry entry) {
    entries.remove(entry);
  }

  /// A dialog shows it, or does no more.
  void shown(DeployRun run, boolean now) {
    if (now) {
      shown.add(run);
    } else {
      shown.remove(run);
    }
  }

  /// The end of a deployment is told here, so nobody else needs to tell that its container failed.
  private void tellItself(VaadinSession session, DeployRun run) {
    begun.add(run);
    Optional.ofNullable(session.getAttribute(Notices.class))
        .ifPresent(notices -> notices.leaveFailures(this::isTold));
  }

  private boolean isTold(long id) {
    return failed.contains(id)
        || begun.stream()
            .filter(run -> run.end().filter(end -> end.failure().isEmpty()).isEmpty())
            .anyMatch(run -> run.made().contains(id));
  }

  private void hasEnded(DeployRun run, End end) {
    begun.remove(run);
    if (end.failure().isPresent()) {
      failed.addAll(run.made());
      while (failed.size() > MOST_FAILED) {
        failed.removeFirst();
      }
    }
  }

  private void tell(VaadinSession session, UI page, Entry entry, End end) {
    hasEnded(entry.run(), end);
    if (shown.contains(entry.run())) {
      return;
    }
    var open = Toasts.open(session, page);
    if (open.isEmpty()) {
      Optional.ofNullable(session.getAttribute(Notices.class))
          .ifPresent(notices -> note(notices, entry, end));
    } else {
      var _ = open.getFirst().access(() -> Toasts.sayOn(open, toast(entry, end), page(entry, end)));
    }
  }

  private void note(Notices notices, Entry entry, End end) {
    var language = entry.run().language();
    var name = entry.run().view().name();
    if (end.failure().isEmpty()) {
      var note = end.oldLeft().isEmpty() ? "" : TEXTS.in(language, "old-left", end.oldLeft());
      notices.add("ok", TEXTS.in(language, "is-running", name), note, page(entry, end));
    } else {
      var why = end.oldIsGone() ? TEXTS.in(language, "old-is-gone") : "";
      notices.add("fail", TEXTS.in(language, "not-started", name), why, page(entry, end));
    }
  }

  private Toasts.Toast toast(Entry entry, End end) {
    var name = entry.run().view().name();
    if (end.failure().isEmpty()) {
      var words =
          end.oldLeft().isEmpty()
              ? TEXTS.get("is-running", name)
              : TEXTS.get("running-old-left", name, end.oldLeft());
      return Toasts.done(words).link(TEXTS.get("open-container"), page(entry, end));
    }
    var why = DeployFailure.of(end.failure().get(), entry.run().draft(), entry.run().facts());
    var toast = Toasts.failed(TEXTS.get("not-started", name));
    return end.oldIsGone()
        ? toast
            .with(TEXTS.get("and-old-is-gone", why.reason()))
            .act(TEXTS.get("bring-old-back"), () -> bringBack(entry))
        : toast.with(why.reason()).link(TEXTS.get("show-deployment"), page(entry, end));
  }

  /// Once, however many pages offer it.
  private void bringBack(Entry entry) {
    if (entries.remove(entry)) {
      var _ = begin(entry.run().oldAgain(), entry.tab(), entry.run().replaced());
    }
  }

  /// The explorer knows the old container even after a restart of everything.
  private static String page(Entry entry, End end) {
    if (end.failure().isEmpty()) {
      return "containers/" + end.id();
    }
    return entry
        .run()
        .replaced()
        .filter(_ -> end.oldIsGone())
        .map(old -> "containers/new?again=" + old.id())
        .orElse("containers/new");
  }
}
