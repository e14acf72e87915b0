package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.frame.Toasts.Toast;
import io.coredeck.dashboard.notice.Notices;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is told of things that were asked for: also of what is not done, which failed and why, how
/// many were not begun, and of which nobody knows.
///
/// @param kind `ok`, `warn` or `fail`
/// @param said e.g. `2 of 5 were not deleted.`
/// @param reasons of each that may not be done
record Outcome(String kind, String said, List<String> reasons) {

  /// The page that shows what became of all of them.
  static final String PAGE = "reservations";

  private static final int MOST_NAMED = 3;
  private static final Texts TEXTS = Texts.of(Outcome.class);

  Outcome {
    reasons = List.copyOf(reasons);
  }

  /// @param result of one thing at least
  static Outcome ofDeletion(Deletion.Result result, Language language) {
    var said = deleted(result, language);
    var unsure = result.unsure().size();
    return of(
        result,
        unsure == 0 ? said : TEXTS.in(language, "and-unsure", said, unsure),
        "unsure-item",
        language);
  }

  /// @param result of what was asked for once more
  static Outcome ofUndo(Deletion.Result result, Language language) {
    var unsure = result.unsure().size();
    var not = result.failed().size() + result.kept().size();
    var said = not == 0 ? undone(result, language) : notUndone(not, result, language);
    return of(
        result,
        unsure == 0 ? said : TEXTS.in(language, "and-unsure-undone", said, unsure),
        "unsure-undone-item",
        language);
  }

  private static String undone(Deletion.Result result, Language language) {
    var done = result.done();
    return result.isWhole()
        ? TEXTS.in(language, "undone", done.size(), done.getFirst().name())
        : TEXTS.in(language, "undone-some", done.size(), result.asked());
  }

  private static String notUndone(int not, Deletion.Result result, Language language) {
    return TEXTS.in(language, "not-undone", not, result.asked());
  }

  private static Outcome of(
      Deletion.Result result, String said, String unsureKey, Language language) {
    var failed =
        result.failed().entrySet().stream()
            .map(one -> reason("failed-item", one.getKey(), one.getValue(), language));
    var unsure = result.unsure().stream().map(item -> reason(unsureKey, item, "", language));
    var kind = result.isWhole() ? "ok" : result.failed().isEmpty() ? "warn" : "fail";
    return new Outcome(kind, said, Stream.concat(failed, unsure).toList());
  }

  private static String reason(String key, Item item, String why, Language language) {
    return TEXTS.in(language, key, item.name(), item.gwid(), why);
  }

  private static String deleted(Deletion.Result result, Language language) {
    var done = result.done().size();
    var failed = result.failed().size();
    var kept = result.kept().size();
    if (result.isWhole()) {
      return whole(result.done(), language);
    }
    if (kept == 0) {
      return failed == 0
          ? TEXTS.in(language, "deleted-some", done, result.asked())
          : TEXTS.in(language, "not-deleted", failed, result.asked());
    }
    var key = result.isSilent() ? "silent" : failed == 0 ? "stopped" : "stopped-failed";
    return TEXTS.in(language, key, done, result.asked(), kept, failed);
  }

  private static String whole(List<Item> items, Language language) {
    var first = items.getFirst();
    return items.size() == 1
        ? TEXTS.in(language, "deleting-one", first.name())
        : TEXTS.in(language, "deleting-many", items.size(), first.kind().ordinal());
  }

  /// @param undo called if the person wants back what is being deleted; empty if that cannot be
  Toast toast(Optional<Runnable> undo) {
    if (kind.equals("ok")) {
      var toast = Toasts.done(said);
      return undo.map(toast::undo).orElse(toast);
    }
    var bare = kind.equals("warn") ? Toasts.warning(said) : Toasts.failed(said);
    var toast =
        reasons.isEmpty()
            ? bare
            : bare.with(first()).act(TEXTS.get("see-why"), () -> Reasons.show(said, reasons, undo));
    return undo.map(act -> toast.act(TEXTS.get("undo"), act)).orElse(toast);
  }

  /// Leaves it where the person finds it later.
  void keep(Notices notices) {
    notices.addUntold(kind, said, first(), PAGE);
  }

  private String first() {
    return String.join(" ", reasons.subList(0, Math.min(MOST_NAMED, reasons.size())));
  }
}
