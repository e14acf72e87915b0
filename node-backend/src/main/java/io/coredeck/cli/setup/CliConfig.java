package io.coredeck.cli.setup;

import io.coredeck.cli.setup.Profiles.Profile;
import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.http.TokenAddress;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Where the platform is and who calls: from the two files a running platform leaves in its
/// directory, `endpoints.json` and `keys/admin.json`, or a token and the explorer's address, given
/// or kept in a profile.
///
/// @param data the platform's directory
/// @param endpoints how to reach its programs, and its defaults
/// @param caller who calls
public record CliConfig(Path data, Endpoints endpoints, Caller caller) {

  private static final String VARIABLE = "COREDECK_DATA";
  private static final String TOKEN = "COREDECK_TOKEN";
  private static final String EXPLORER = "COREDECK_EXPLORER";
  private static final String HUB_TOKEN = "COREDECK_HUB_TOKEN";
  private static final String PROFILE = "COREDECK_PROFILE";
  private static final Path DEFAULT = Path.of("/var/lib/coredeck");

  /// Longest file read, in bytes; both are far smaller.
  private static final int FILE_BYTES = 1 << 20;

  /// How to reach a platform's programs, and what a reservation gets where it says nothing.
  ///
  /// @param explorer with its base path
  /// @param redis the platform's own Redis; empty if it is not known
  /// @param hub the platform's hub; empty if it is not known
  /// @param nodeId the node on this machine
  /// @param poolId the pool that pays
  /// @param network name of the default network
  /// @param iprange this node's part of it, CIDR
  public record Endpoints(
      URI explorer,
      String redis,
      String hub,
      String nodeId,
      long poolId,
      String network,
      String iprange) {}

  /// Who calls.
  public sealed interface Caller {}

  /// Somebody who signs.
  ///
  /// @param tid the user's id
  public record Signer(long tid, KeyPair keys) implements Caller {}

  /// Somebody with a token. Its text form hides the token.
  public record Bearer(String token) implements Caller {

    @Override
    public String toString() {
      return "Bearer[token hidden]";
    }
  }

  /// What the command line says of it; each may be left out.
  ///
  /// @param data the directory; else the variable `COREDECK_DATA`, else `/var/lib/coredeck`
  /// @param token else the variable `COREDECK_TOKEN`, else the platform's own user signs
  /// @param explorer for who has a token; else the variable `COREDECK_EXPLORER`, else the directory
  /// @param profile where the person has logged in; else the variable `COREDECK_PROFILE`, else, if
  ///   no directory is named, the current one
  public record Options(
      Optional<Path> data,
      Optional<String> token,
      Optional<String> explorer,
      Optional<String> profile) {}

  /// @return the variables of the environment, which nothing else reads
  public static Map<String, String> variables() {
    return System.getenv();
  }

  /// @throws CliException if a file cannot be read or something is not what it must be
  public static CliConfig read(Options options, Surroundings around) throws CliException {
    if (options.profile().isPresent()
        && (options.data().isPresent() || options.token().isPresent())) {
      throw new CliException(
          ExitCode.WRONG_CALL, "--profile stands beside --data or --token; leave one of them out");
    }
    var directory = options.data().or(() -> around.variable(VARIABLE).map(Path::of));
    var data = directory.orElse(DEFAULT).toAbsolutePath().normalize();
    var token = options.token();
    if (token.isEmpty() && options.profile().isEmpty()) {
      token = around.variable(TOKEN);
    }
    if (token.isPresent()) {
      var explorer = options.explorer().or(() -> around.variable(EXPLORER));
      var endpoints =
          explorer.isPresent()
              ? only(explorer.get())
              : parsed(endpointsOf(data), CliConfig::endpoints);
      return bearing(data, endpoints, token.get());
    }
    requireUse(options, around);
    var profile = profile(options, directory.isPresent(), around);
    if (profile.isPresent()) {
      var used = profile.get();
      return bearing(data, only(used.explorer().toString()), used.token());
    }
    var endpoints = parsed(endpointsOf(data), CliConfig::endpoints);
    var signer = parsed(data.resolve("keys").resolve("admin.json"), CliConfig::signer);
    return new CliConfig(data, endpoints, signer);
  }

  /// Without a token the address of an explorer says nothing; what it names is not acted on then.
  private static void requireUse(Options options, Surroundings around) throws CliException {
    var isChosen = options.profile().isPresent() || options.data().isPresent();
    var isVariable = !isChosen && around.variable(EXPLORER).isPresent();
    if (options.explorer().isPresent() || isVariable) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "%s is for who has a token, and there is none; set %s, or log in with coredeck login URL"
                  .formatted(options.explorer().isPresent() ? "--explorer" : EXPLORER, TOKEN)
              + " and choose with --profile, or leave it out");
    }
  }

  private static CliConfig bearing(Path data, Endpoints endpoints, String token)
      throws CliException {
    requireSecrecy(endpoints.explorer());
    return new CliConfig(data, endpoints, new Bearer(token.strip()));
  }

  private static Optional<Profile> profile(
      Options options, boolean hasDirectory, Surroundings around) throws CliException {
    if (options.profile().isPresent()) {
      return Optional.of(Profiles.of(around).named(options.profile().get()));
    }
    if (hasDirectory) {
      return Optional.empty();
    }
    var named = around.variable(PROFILE);
    if (named.isPresent()) {
      return Optional.of(Profiles.of(around).named(named.get()));
    }
    return around.variable("HOME").isPresent() ? Profiles.of(around).current() : Optional.empty();
  }

  private static Path endpointsOf(Path data) {
    return data.resolve("endpoints.json");
  }

  /// @param explorer base address; without a path `/api/v1` is meant
  /// @throws CliException if it is none
  static URI address(String explorer) throws CliException {
    try {
      var uri = new URI(explorer.strip());
      if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
        throw new URISyntaxException(explorer, "begins with neither http:// nor https://");
      }
      var isBare = uri.getPath() == null || uri.getPath().matches("/?");
      return isBare ? uri.resolve("/api/v1") : uri;
    } catch (URISyntaxException e) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "'%s' is no address of an explorer: %s; it must be like http://127.0.0.1:8090/api/v1"
              .formatted(explorer, e.getReason()));
    }
  }

  /// What lets its holder change images of the platform's hub.
  ///
  /// @return the variable `COREDECK_HUB_TOKEN`, else what the directory says
  /// @throws CliException if it is in neither
  String hubToken(Surroundings around) throws CliException {
    var given = around.variable(HUB_TOKEN);
    if (given.isPresent()) {
      return given.get().strip();
    }
    var known = new Properties();
    var file = data.resolve("keys").resolve("secrets.properties");
    try (var in = Files.newBufferedReader(file)) {
      known.load(in);
    } catch (IOException _) {
      throw new CliException(
          ExitCode.NO_PLATFORM,
          "images are changed with the hub's token, which is in %s and cannot be read there; run"
                  .formatted(file)
              + " as root on the platform's machine, or set "
              + HUB_TOKEN);
    }
    return known.getProperty("upload.token", "");
  }

  /// @return the variable `COREDECK_HUB_TOKEN`, for a hub that may be anybody's
  /// @throws CliException if it is not set
  static String givenHubToken(Surroundings around) throws CliException {
    return around
        .variable(HUB_TOKEN)
        .orElseThrow(() ->
            new CliException(
                ExitCode.WRONG_CALL,
                "the platform's token goes to no hub named with --hub; set %s to that hub's"
                    .formatted(HUB_TOKEN)))
        .strip();
  }

  private static Endpoints only(String explorer) throws CliException {
    return new Endpoints(address(explorer), "", "", "", 0, "", "");
  }

  /// @param explorer or whatever else is shown secrets
  /// @throws CliException if a token or password sent there could be read on the way
  public static void requireSecrecy(URI explorer) throws CliException {
    try {
      TokenAddress.checked(explorer);
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.WRONG_CALL, String.valueOf(e.getMessage()));
    }
  }

  private static Signer signer(JsonValue from) {
    return new Signer(
        from.member("tid").integer(1, Long.MAX_VALUE),
        KeyPair.fromSeedHex(from.member("seed_hex").text()));
  }

  private static Endpoints endpoints(JsonValue from) {
    return new Endpoints(
        URI.create(required(from, "explorer")),
        required(from, "redis"),
        from.member("hub").text(),
        from.member("node_id").text(),
        from.member("pool_id").integer(),
        from.member("network").text(),
        from.member("iprange").text());
  }

  private static String required(JsonValue from, String member) {
    var text = from.member(member).text();
    if (text.isEmpty()) {
      throw new WireException(member, "is missing; it must be a URL");
    }
    return text;
  }

  private interface Reading<T> {
    T read(JsonValue from);
  }

  private static <T> T parsed(Path file, Reading<T> reading) throws CliException {
    try {
      return reading.read(Json.tree(text(file)));
    } catch (IllegalArgumentException e) {
      throw new CliException(
          ExitCode.NO_PLATFORM, file + ": " + e.getMessage() + "; ./coredeck up writes it again");
    }
  }

  private static String text(Path file) throws CliException {
    try {
      if (Files.size(file) > FILE_BYTES) {
        throw new CliException(
            ExitCode.NO_PLATFORM, file + " is larger than 1 MiB; ./coredeck up writes it again");
      }
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      throw new CliException(
          ExitCode.NO_PLATFORM,
          file
              + " does not exist; start the platform with ./coredeck up, or name its directory with"
              + " --data DIR or "
              + VARIABLE
              + ", or log in to one elsewhere with coredeck login URL");
    } catch (AccessDeniedException _) {
      throw new CliException(
          ExitCode.NO_PLATFORM,
          file + " cannot be read: permission denied; run as root or as its owner");
    } catch (IOException e) {
      throw new CliException(
          ExitCode.NO_PLATFORM, file + " cannot be read: " + e.getMessage() + "; look at the disk");
    }
  }
}
