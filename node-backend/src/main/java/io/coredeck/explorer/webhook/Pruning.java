package io.coredeck.explorer.webhook;

import io.coredeck.explorer.store.Writing;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps a webhook's deliveries from becoming too many. Used while nobody else writes.
final class Pruning {

  private final InstantSource clock;

  /// Deliveries that were added or ended since the last look, by webhook.
  private final Map<Long, Integer> since =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > Bounds.MOST;
        }
      };

  Pruning(InstantSource clock) {
    this.clock = clock;
  }

  /// Looks now and then; to be called after each delivery that was added or has ended.
  synchronized void after(Writing records, long hook) {
    if (since.merge(hook, 1, Integer::sum) % Bounds.BETWEEN_LOOKS == 0) {
      prune(records, hook);
    }
  }

  private void prune(Writing records, long hook) {
    var why = "dropped: %d newer ones waited".formatted(Bounds.MOST_WAITING);
    var now = clock.instant().getEpochSecond();
    var dropped = records.hooks().prune(hook, now, Bounds.MOST_WAITING, Bounds.MOST_ENDED, why);
    if (dropped > 0) {
      records
          .hooks()
          .hook(hook)
          .map(entry -> entry.hook().with(entry.hook().standing().dropping(dropped)))
          .ifPresent(records.hooks()::putStanding);
    }
  }
}
