package io.coredeck.cli.image;

import io.coredeck.cli.setup.CliConfig;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.hub.HubClient;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// How the commands of a hub reach it.
final class HubAccess {
  private final Session session;

  @Option(
      names = "--hub",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Where the hub is (the platform's own).")
  private @Nullable String url;

  HubAccess(Session session) {
    this.session = session;
  }

  /// An image as people name it: `repository/name` or its whole address.
  record Name(String repository, String name) {}

  /// @return calls that only read
  HubClient reader() throws CliException {
    return HubClient.connect(address());
  }

  /// @return calls that may change something
  /// @throws CliException if there is no token for that
  HubClient writer() throws CliException {
    var address = address();
    if (url != null) {
      CliConfig.requireSecrecy(address);
    }
    return HubClient.connect(address, session.hubToken(url == null));
  }

  private URI address() throws CliException {
    var text = url == null ? session.config().endpoints().hub() : url;
    if (text.isEmpty()) {
      throw new CliException(
          ExitCode.NO_PLATFORM, "it is not known where the hub is; say it with --hub URL");
    }
    try {
      var uri = new URI(text);
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new URISyntaxException(text, "it begins with neither http:// nor https://");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "'%s' is no address of a hub: %s; it must be like http://127.0.0.1:8091"
              .formatted(text, e.getReason()));
    }
  }

  /// @param text `repository/name`, with or without `.flist`
  static Name name(String text) throws CliException {
    var slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "'%s' is no image of a hub; it must be like demo/busybox".formatted(text));
    }
    return new Name(text.substring(0, slash), text.substring(slash + 1));
  }
}
