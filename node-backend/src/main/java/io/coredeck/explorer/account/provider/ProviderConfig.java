package io.coredeck.explorer.account.provider;

import io.coredeck.model.registry.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of an identity provider, from a properties file. Its text form hides the secret.
///
/// @param name key `name`: what people know it as, e.g. `Keycloak`
/// @param issuer key `issuer`: its address as it stands in its tokens
/// @param clientId key `client.id`: what it knows us as
/// @param clientSecret key `client.secret`: proves us to it; empty for a public client
/// @param redirect key `redirect`: the dashboard's page that answers come to, e.g.
///   `https://deck.example.org/sign-in/provider`
/// @param scopes key `scopes` (`openid profile`): what is asked for
/// @param nameClaim key `claim.name` (`preferred_username`): becomes the name of a new account
/// @param rolesClaim key `claim.roles` (`groups`): what roles come from; dots lead into objects
/// @param roles keys `role.admin`, `role.operator`, `role.user`, `role.viewer`: values of that
///   claim, separated by commas
/// @param others key `role.others`: the role of who has none of these; empty to refuse them
/// @param skew key `skew.seconds` (60): how far its clock may be from ours
public record ProviderConfig(
    String name,
    URI issuer,
    String clientId,
    String clientSecret,
    URI redirect,
    List<String> scopes,
    String nameClaim,
    String rolesClaim,
    Map<Role, Set<String>> roles,
    Optional<Role> others,
    Duration skew) {

  private static final int LONGEST_NAME = 40;
  private static final int MOST_SKEW = 600;
  private static final Set<String> KEYS =
      Stream.concat(
              Stream.of(
                  "name",
                  "issuer",
                  "client.id",
                  "client.secret",
                  "redirect",
                  "scopes",
                  "claim.name",
                  "claim.roles",
                  "role.others",
                  "skew.seconds"),
              Arrays.stream(Role.values()).map(ProviderConfig::key))
          .collect(Collectors.toUnmodifiableSet());

  public ProviderConfig {
    scopes = List.copyOf(scopes);
    roles = Map.copyOf(roles);
  }

  /// @return empty if there is no such file, so nobody signs in through a provider
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException naming all faults of the file
  public static Optional<ProviderConfig> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    var faults = new ArrayList<String>();
    if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      faults.add("everybody on this machine may read it; chmod 600 it");
    }
    for (var key : new TreeSet<>(properties.stringPropertyNames())) {
      if (!KEYS.contains(key)) {
        faults.add("%s is unknown; known are %s".formatted(key, new TreeSet<>(KEYS)));
      }
    }
    var config = config(properties, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", faults));
    }
    return Optional.of(config);
  }

  private static ProviderConfig config(Properties values, Collection<String> faults) {
    var name = text(values, "name", "");
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      faults.add("name is '%s'; it must have 1 to %d characters".formatted(name, LONGEST_NAME));
    }
    var clientId = text(values, "client.id", "");
    if (clientId.isEmpty()) {
      faults.add("client.id is missing; it must be what the provider knows Coredeck as");
    }
    var scopes = new LinkedHashSet<String>();
    scopes.add("openid");
    scopes.addAll(List.of(text(values, "scopes", "profile").split("\\s+", -1)));
    return new ProviderConfig(
        name,
        url(values, "issuer", faults),
        clientId,
        text(values, "client.secret", ""),
        url(values, "redirect", faults),
        List.copyOf(scopes),
        text(values, "claim.name", "preferred_username"),
        text(values, "claim.roles", "groups"),
        roles(values),
        others(values, faults),
        skew(values, faults));
  }

  private static String text(Properties values, String key, String absent) {
    return values.getProperty(key, absent).strip();
  }

  private static String key(Role role) {
    return "role." + role.word();
  }

  /// What goes over plain http can be read and changed on the way.
  private static URI url(Properties values, String key, Collection<String> faults) {
    var text = text(values, key, "");
    try {
      var url = URI.create(text);
      if (isSafe(url)) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // Said below, in the same words as every other fault of this key.
    }
    faults.add(
        "%s is '%s'; it must be an https URL, or http on this very machine".formatted(key, text));
    return URI.create("");
  }

  static boolean isSafe(URI url) {
    return url.getHost() != null
        && ("https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && isThisMachine(url.getHost())));
  }

  private static boolean isThisMachine(String host) {
    try {
      return host.equals("localhost")
          || InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false; // a name, of whatever machine
    }
  }

  private static Map<Role, Set<String>> roles(Properties values) {
    var roles = new EnumMap<Role, Set<String>>(Role.class);
    for (var role : Role.values()) {
      var words =
          Arrays.stream(text(values, key(role), "").split(",", -1))
              .map(String::strip)
              .filter(word -> !word.isEmpty())
              .collect(Collectors.toUnmodifiableSet());
      roles.put(role, words);
    }
    return roles;
  }

  private static Optional<Role> others(Properties values, Collection<String> faults) {
    var word = text(values, "role.others", "");
    var role = Role.of(word);
    if (!word.isEmpty() && (role.isEmpty() || role.get() == Role.ADMIN)) {
      faults.add(
          "role.others is '%s'; it must be viewer, user, operator or empty, to refuse those who have no role"
              .formatted(word));
    }
    return role;
  }

  private static Duration skew(Properties values, Collection<String> faults) {
    var text = text(values, "skew.seconds", "60");
    if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= MOST_SKEW) {
      return Duration.ofSeconds(Integer.parseInt(text));
    }
    faults.add("skew.seconds is '%s'; it must be a number from 0 to %d".formatted(text, MOST_SKEW));
    return Duration.ZERO;
  }

  /// @param words that the provider gives somebody
  /// @return the highest role for one of them; else that of others
  Optional<Role> roleOf(Collection<String> words) {
    return Arrays.stream(Role.values())
        .filter(role -> roles.getOrDefault(role, Set.of()).stream().anyMatch(words::contains))
        .findFirst()
        .or(() -> others);
  }

  @Override
  public String toString() {
    return "ProviderConfig[name=%s, issuer=%s, clientId=%s, redirect=%s, the rest hidden]"
        .formatted(name, issuer, clientId, redirect);
  }
}
