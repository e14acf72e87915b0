package io.coredeck.dashboard.find;

import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.model.registry.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pools of the people who searched last, as they were lately.
final class Pools {

  private static final int MOST_PEOPLE = 200;
  private static final float LOAD = 0.75f;

  private final Map<Long, Lately<Pool>> known = // guarded by this
      new LinkedHashMap<>(MOST_PEOPLE, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Lately<Pool>> eldest) {
          return size() > MOST_PEOPLE;
        }
      };

  /// @return the person's own
  synchronized List<Pool> of(PersonSession session) {
    return known
        .computeIfAbsent(session.person().tid(), _ -> new Lately<>("find-pools"))
        .known(() -> session.grid().pools());
  }
}
