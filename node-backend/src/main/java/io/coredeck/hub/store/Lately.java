package io.coredeck.hub.store;

import java.util.LinkedHashMap;
import java.util.Map;

/// Forgets what was not asked for longest.
final class Lately<V> extends LinkedHashMap<String, V> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_ROOM = 16;
  private static final float LOAD = 0.75f;

  private final int most;

  Lately(int most) {
    super(FIRST_ROOM, LOAD, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > most;
  }
}
