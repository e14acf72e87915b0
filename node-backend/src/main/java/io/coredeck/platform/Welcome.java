package io.coredeck.platform;

import io.coredeck.platform.instance.Layout;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.nio.file.Files;

/// What `up` says when everything is ready.
final class Welcome {

  private Welcome() {}

  /// @return where to click, how to sign in, and a first container to try
  static String text(Layout layout) throws IOException {
    if (!Files.exists(layout.endpoints())) {
      return "It is still starting; see " + layout.log("platform") + ".\n";
    }
    var endpoints = Json.tree(Files.readString(layout.endpoints()));
    var admin = endpoints.member("admin");
    return """

    Coredeck is ready.

      Dashboard   %s
      Sign in as  %s, password %s
      All of it   %s

    A first container:

      echo '{"flist": "%s", "interactive": true}' | ./coredeck%s deploy -

    """
        .formatted(
            endpoints.member("dashboard").text(),
            admin.member("name").text(),
            admin.member("password").text(),
            layout.endpoints(),
            endpoints.member("demo_flist").text(),
            layout.data().toString().equals("/var/lib/coredeck") ? "" : " --data " + layout.data());
  }
}
