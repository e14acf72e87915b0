package io.coredeck.wire.draft;

import io.coredeck.model.Container;
import io.coredeck.model.Container.LogTarget;
import io.coredeck.model.Container.StatsTarget;
import io.coredeck.model.Reservation;
import io.coredeck.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Secrets of a container that the one in its place goes on using: encrypted for the same node and
/// user, they are of use there as they are.
public final class KeptSecrets {

  /// From this version of a reservation on, secrets are boxed between its user and the node.
  private static final int FIRST_WITH_BOX = 1;

  private static final String SECRETS = "secret_environment";
  private static final String SEALED = "secret_environment_sealed";

  private final Container container;
  private final boolean areReadable;

  private KeptSecrets(Container container, boolean areReadable) {
    this.container = container;
    this.areReadable = areReadable;
  }

  /// @param old the container
  /// @param nodeId where the new one comes
  /// @param tid whose it is
  /// @throws IllegalArgumentException if it is no container
  public static KeptSecrets of(Reservation old, String nodeId, long tid) {
    if (!(old.workload() instanceof Container container)) {
      throw new IllegalArgumentException(old.gwid() + " is no container");
    }
    var areReadable =
        old.nodeId().equals(nodeId) && old.customerTid() == tid && old.version() >= FIRST_WITH_BOX;
    return new KeptSecrets(container, areReadable);
  }

  /// @return names of those that need no value
  public List<String> names() {
    return areReadable ? List.copyOf(container.secretEnvironment().keySet()) : List.of();
  }

  /// @param draft in the form {@link DraftForm#plain} gives
  /// @return the draft with what it leaves open and the old container has: in
  ///   `secret_environment_sealed`, and in its logs and statistics
  public JsonValue filledInto(JsonValue draft) {
    var members = DraftTree.object(draft);
    var open = new LinkedHashMap<>(DraftTree.member(members, SECRETS));
    var sealed = new LinkedHashMap<>(DraftTree.member(members, SEALED));
    for (var name : names()) {
      if ("".equals(open.get(name)) || Endpoints.HIDDEN.equals(open.get(name))) {
        open.remove(name);
        sealed.put(name, container.secretEnvironment().getOrDefault(name, ""));
      }
    }
    put(members, SECRETS, open);
    put(members, SEALED, sealed);
    var logs = DraftTree.objects(members.get("logs"));
    var areSame = logs.size() == container.logs().size();
    for (var i = 0; i < Math.min(logs.size(), container.logs().size()); i++) {
      fill(DraftTree.member(logs.get(i), "data"), container.logs().get(i), areSame);
    }
    var stats = DraftTree.objects(members.get("stats"));
    for (var i = 0; i < Math.min(stats.size(), container.stats().size()); i++) {
      fill(DraftTree.member(stats.get(i), "data"), container.stats().get(i));
    }
    return DraftTree.value(members);
  }

  private static void put(Map<String, Object> members, String name, Map<String, Object> value) {
    if (value.isEmpty()) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
  }

  /// @param isSame whether the entry is known to be the old one's: what is wholly hidden does not
  ///   say which it was, and where some were left out or added nobody knows
  private void fill(Map<String, Object> data, LogTarget old, boolean isSame) {
    var sealed = isSame && areReadable;
    fill(data, "stdout", old.stdout(), sealed ? old.secretStdout() : "");
    fill(data, "stderr", old.stderr(), sealed ? old.secretStderr() : "");
  }

  private static void fill(Map<String, Object> data, String stream, String open, String sealed) {
    if (Endpoints.HIDDEN.equals(data.get(stream)) && !sealed.isEmpty()) {
      data.remove(stream);
      data.put("secret_" + stream, sealed);
    } else if (isMasked(data.get(stream), open, false)) {
      data.put(stream, open);
    }
  }

  private static void fill(Map<String, Object> data, StatsTarget old) {
    if (isMasked(data.get("endpoint"), old.endpoint(), true)) {
      data.put("endpoint", old.endpoint());
    }
  }

  private static boolean isMasked(@Nullable Object written, String url, boolean isStats) {
    return written instanceof String text
        && text.contains(Endpoints.HIDDEN)
        && text.equals(Endpoints.masked(url, isStats, Endpoints.HIDDEN));
  }
}
