package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import java.net.URI;
import java.util.stream.Collectors;

/// A program for the Java SDK. Secrets come from the environment of whoever runs it.
final class JavaText {

  private JavaText() {}

  static String of(Draft open, URI explorer, long tid) {
    var reservation = ShellText.reservation(open);
    reservation.remove("secret_environment_plain");
    reservation.put("workload_type", 1).put("workload_id", 1);
    var secrets =
        open.secretNames().stream()
            .map(name ->
                "secrets.put(%1$s, grid.encryptSecret(node, System.getenv(%1$s)));"
                    .formatted(quoted(name)))
            .collect(Collectors.joining("\n  "));
    return """
    // import io.coredeck.identity.KeyPair; import io.coredeck.sdk.GridClient;
    // import io.coredeck.wire.Json; import java.net.URI; import java.time.Duration; import java.util.*;
    var keys = KeyPair.fromSeedHex(System.getenv("SEED"));
    try (var grid = GridClient.connect(URI.create(%s), keys, %dL)) {
      var node = %s;
      var members = new LinkedHashMap<String, Object>(Json.tree(%s).members());
      var secrets = new LinkedHashMap<String, Object>();
      %s
      members.put("secret_environment", secrets);
      var id = grid.deploy(Json.reservation(Json.writeTree(members)));
      System.out.println(grid.awaitResult(id, Duration.ofMinutes(5)).result());
    }
    """
        .formatted(
            quoted(explorer.toString()),
            tid,
            quoted(open.text("/node_id")),
            quoted(reservation.toString()),
            secrets.isEmpty() ? "// no secrets" : secrets);
  }

  /// @return a Java text that means exactly this
  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return out.append('"').toString();
  }
}
