package io.coredeck.dashboard.live.corex.door;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The keys that one person told in one session, each for the CoreX of one container. In memory
/// only, and gone with the session. Safe for use by several threads.
public final class Keyring implements HttpSessionBindingListener {

  /// Containers whose key is kept; beyond, the one that was used the longest ago is forgotten.
  static final int MOST = 16;

  private static final String ATTRIBUTE = Keyring.class.getName();

  private final Object owner;

  // Guarded by this, as the next one.
  private final Map<String, Kept> keys =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST;
        }
      };
  private boolean isOver;

  /// Held for the moment in which a session gets its keyring.
  private static final Object FIRST = new Object();

  /// A key is shown nowhere but where it was right.
  private record Kept(InetSocketAddress address, Key key) {}

  private Keyring(Object owner) {
    this.owner = owner;
  }

  /// @param owner who is signed in there now; whoever signs in later gets another keyring
  /// @throws IllegalStateException if the session has ended
  public static Keyring of(HttpSession session, Object owner) {
    var known = known(session, owner);
    if (known.isPresent()) {
      return known.get();
    }
    synchronized (FIRST) {
      return known(session, owner)
          .orElseGet(() -> {
            var fresh = new Keyring(owner);
            session.setAttribute(ATTRIBUTE, fresh); // what was there is told that it is over
            return fresh;
          });
    }
  }

  private static Optional<Keyring> known(HttpSession session, Object owner) {
    return session.getAttribute(ATTRIBUTE) instanceof Keyring keyring && keyring.owner.equals(owner)
        ? Optional.of(keyring)
        : Optional.empty();
  }

  /// @param gwid of a container
  /// @param address where its CoreX is now
  /// @return its lock, with the key if there is one
  public synchronized Lock lock(String gwid, InetSocketAddress address) {
    var kept = Optional.ofNullable(keys.get(gwid));
    if (kept.filter(one -> !one.address.equals(address)).isPresent()) {
      keys.remove(gwid);
      return new Lock(this, gwid, address, Optional.empty());
    }
    return new Lock(this, gwid, address, kept.map(Kept::key));
  }

  synchronized void keep(String gwid, InetSocketAddress address, Key key) {
    if (!isOver) {
      keys.put(gwid, new Kept(address, key));
    }
  }

  /// The container has no console any more, or the person wants its key to be forgotten.
  public synchronized void forget(String gwid) {
    keys.remove(gwid);
  }

  synchronized void forget(String gwid, Key wrong) {
    keys.computeIfPresent(gwid, (_, kept) -> kept.key.equals(wrong) ? null : kept);
  }

  @Override
  public synchronized void valueUnbound(HttpSessionBindingEvent event) {
    isOver = true;
    keys.clear();
  }
}
