package io.coredeck.model.hook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can happen to a workload that webhooks tell of, and the test.
public enum HookEvent {
  /// Somebody has asked for it.
  CREATED("workload.created"),
  /// Its node is asked to bring it up, after enough have signed for it.
  DEPLOYING("workload.deploying"),
  /// Its node says that it is up; also that it stays up because something uses it.
  OK("workload.ok"),
  /// Its node could not bring it up, or it has ended.
  ERROR("workload.error"),
  /// Enough have asked for its end.
  DELETE_ASKED("workload.delete_asked"),
  /// Its pool ran dry, so it is taken down.
  EXPIRED("workload.expired"),
  /// It is gone.
  DELETED("workload.deleted"),
  /// Somebody tries the webhook; nothing has happened.
  PING("webhook.ping");

  private final String word;

  HookEvent(String word) {
    this.word = word;
  }

  /// @return as it is written, e.g. `workload.created`
  public String word() {
    return word;
  }

  /// @param word as {@link #word} gives it; of workloads also without what is before the full stop
  /// @return empty if it is no event of workloads
  public static Optional<HookEvent> of(String word) {
    var whole = word.contains(".") ? word : "workload." + word;
    return Arrays.stream(values())
        .filter(event -> event != PING && event.word.equals(whole.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
