package io.coredeck.dashboard.notice;

import com.vaadin.flow.server.VaadinSession;
import io.coredeck.dashboard.grid.GridNews;
import io.coredeck.dashboard.grid.GridNews.Happening;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/// What one person has been told since signing in, newest first, at most {@value #KEPT}. All open
/// pages of the session share it; used with the session's lock held.
public final class Notices {

  static final int KEPT = 50;

  private static final Texts TEXTS = Texts.of(Notices.class);

  private final GridNews news;
  private final long tid;
  private final ArrayDeque<Notice> kept = new ArrayDeque<>();
  private LongPredicate isTold = _ -> false;
  private long heard;
  private long key;
  private long version;

  Notices(GridNews news, long tid) {
    this.news = news;
    this.tid = tid;
    this.heard = news.latest();
  }

  /// @param news of the grid, told from now on if the session has heard nothing yet
  /// @param tid whose containers are told of
  /// @return those of the current session
  public static Notices of(GridNews news, long tid) {
    var session = VaadinSession.getCurrent();
    var kept = session.getAttribute(Notices.class);
    if (kept != null) {
      return kept;
    }
    var fresh = new Notices(news, tid);
    session.setAttribute(Notices.class, fresh);
    return fresh;
  }

  /// Failures of some containers are told in another way: they are kept, but as seen.
  ///
  /// @param told whether that is so for the reservation of a number
  public void leaveFailures(LongPredicate told) {
    isTold = told;
  }

  /// Takes what has happened on the grid meanwhile.
  public void hear() {
    for (var happening : news.after(heard)) {
      heard = happening.number();
      if (happening.tid() == 0 || happening.tid() == tid) {
        tell(happening);
      }
    }
  }

  private void tell(Happening one) {
    var page = "containers/" + one.id();
    switch (one.kind()) {
      case RUNS -> add(one, "ok", TEXTS.get("runs", one.name()), "", page);
      case FAILED ->
          add(
              one.at(),
              "fail",
              TEXTS.get("failed", one.name()),
              NodeReason.of(one.reason()),
              page,
              isTold.test(one.id()));
      case GIVEN_UP ->
          add(one, "fail", TEXTS.get("given-up", one.name()), TEXTS.get("crashes"), page + "/logs");
      case DELETED -> add(one, "idle", TEXTS.get("deleted", one.name()), "", "");
      case NODE_AWAY ->
          add(one, "warn", TEXTS.get("node-away", one.name()), TEXTS.get("node-away-text"), "");
      case NODE_BACK -> add(one, "ok", TEXTS.get("node-back", one.name()), "", "");
    }
  }

  private void add(Happening one, String kind, String title, String text, String href) {
    add(one.at(), kind, title, text, href, false);
  }

  /// Keeps what a page has said itself.
  ///
  /// @param kind of its state, as `<coredeck-state>` calls it
  /// @param href where it leads, or empty
  /// @return the key of the new one
  public long add(String kind, String title, String text, String href) {
    // The person is looking; only a failure has to be found again.
    return add(Instant.now(), kind, title, text, href, !kind.equals("fail"));
  }

  /// Keeps what no page was there to say: all but a success is to be found.
  ///
  /// @param kind of its state, as `<coredeck-state>` calls it
  /// @param href where it leads, or empty
  /// @return the key of the new one
  public long addUntold(String kind, String title, String text, String href) {
    return add(Instant.now(), kind, title, text, href, kind.equals("ok"));
  }

  private long add(
      Instant at, String kind, String title, String text, String href, boolean isSeen) {
    key++;
    version++;
    kept.addFirst(new Notice(key, at, kind, title, text, href, isSeen));
    if (kept.size() > KEPT) {
      kept.removeLast();
    }
    return key;
  }

  /// The person has seen everything up to that one.
  public void see(long newest) {
    var all = new ArrayList<>(kept);
    kept.clear();
    all.forEach(one -> kept.addLast(one.key() <= newest ? one.seen() : one));
    version++;
  }

  /// @return the key of the newest; 0 if there is none
  public long newest() {
    return key;
  }

  /// @return those with a greater key, oldest first
  public List<Notice> after(long older) {
    return kept.reversed().stream().filter(one -> one.key() > older).toList();
  }

  /// @return another number after each change
  public long version() {
    return version;
  }

  /// @return all of them, as `<coredeck-notices>` reads them
  public String forPage() {
    return Json.writeTree(kept.stream().map(Notice::forPage).toList());
  }
}
