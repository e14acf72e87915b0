package io.coredeck.dashboard.live.corex.door;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session without a server. What is kept in it is told when it is replaced, and at the end.
public final class TestSession {

  private final Map<String, Object> attributes = new HashMap<>();
  private boolean hasEnded;

  private TestSession() {}

  /// @return one that has just begun
  public static HttpSession create() {
    var one = new TestSession();
    return (HttpSession)
        Proxy.newProxyInstance(
            TestSession.class.getClassLoader(),
            new Class<?>[] {HttpSession.class},
            (proxy, method, values) ->
                one.call(
                    (HttpSession) proxy,
                    method.getName(),
                    values == null ? new Object[0] : values));
  }

  private synchronized @Nullable Object call(HttpSession session, String name, Object[] values) {
    if (hasEnded) {
      throw new IllegalStateException("the session has ended");
    }
    switch (name) {
      case "getAttribute" -> {
        return attributes.get(values[0]);
      }
      case "setAttribute" -> unbound(session, attributes.put((String) values[0], values[1]));
      case "invalidate" -> {
        hasEnded = true;
        attributes.values().forEach(value -> unbound(session, value));
      }
      default -> throw new UnsupportedOperationException(name);
    }
    return null;
  }

  private static void unbound(HttpSession session, @Nullable Object value) {
    if (value instanceof HttpSessionBindingListener listener) {
      listener.valueUnbound(new HttpSessionBindingEvent(session, "gone"));
    }
  }
}
