package io.coredeck.explorer;

import io.coredeck.explorer.account.provider.ProviderConfig;
import io.coredeck.explorer.audit.Retention;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.store.database.DatabaseUrl;
import io.coredeck.explorer.store.database.DatabaseUrl.Kind;
import io.coredeck.explorer.webhook.send.Authorities;
import io.coredeck.explorer.webhook.send.Networks;
import io.coredeck.explorer.workload.follow.RedisPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// The explorer's settings, from a properties file.
///
/// @param address key `listen`, before the last colon: address to listen on
/// @param port key `listen`, after it: port, 0 for any free one
/// @param database key `database`: as {@link DatabaseUrl#of} takes it, with the password
/// @param signatureWindow key `signature.window.seconds` (300): how far the time of a call's
///   signature may be from now
/// @param sealFile key `seal.file`: holds the key that people's signing keys are encrypted with;
///   made if it is missing, beside a SQLite database unless named; explorers of the same database
///   need the same
/// @param setupToken key `setup.token`: lets the bearer make the first account; empty for nobody
/// @param audit keys `audit.days` (365) and `audit.rows` (100000): how much of what people did is
///   kept
/// @param admitting keys `users.open` and `nodes.open` (false): whether whoever registers is let in
///   without a word, as in the original
/// @param provider key `provider.file`: file with the settings of an identity provider, which may
///   be missing
/// @param webhookNetworks key `webhook.networks`: ranges that are not public to which webhooks may
///   go, also over plain http; with commas between, usually none
/// @param webhookAuthorities key `webhook.ca`: file with certificates in PEM of authorities that
///   receivers of webhooks may have theirs from, besides those the Java runtime trusts; may be
///   missing
/// @param redis key `redis`: the platform's, which has what containers print and use; may be
///   missing
public record ExplorerConfig(
    String address,
    int port,
    String database,
    Duration signatureWindow,
    Path sealFile,
    String setupToken,
    Retention audit,
    Admitting admitting,
    Optional<ProviderConfig> provider,
    Networks webhookNetworks,
    Authorities webhookAuthorities,
    Optional<RedisPlace> redis) {

  private static final String LISTEN = "listen";
  private static final String DATABASE = "database";
  private static final String WINDOW = "signature.window.seconds";
  private static final String SEAL = "seal.file";
  private static final String SETUP = "setup.token";
  private static final String AUDIT_DAYS = "audit.days";
  private static final String AUDIT_ROWS = "audit.rows";
  private static final String PROVIDER = "provider.file";
  private static final String USERS_OPEN = "users.open";
  private static final String NODES_OPEN = "nodes.open";
  private static final String WEBHOOKS = "webhook.networks";
  private static final String WEBHOOK_CA = "webhook.ca";
  private static final String REDIS = "redis";
  private static final Set<String> KEYS =
      Set.of(
          LISTEN,
          DATABASE,
          WINDOW,
          SEAL,
          SETUP,
          AUDIT_DAYS,
          AUDIT_ROWS,
          PROVIDER,
          USERS_OPEN,
          NODES_OPEN,
          WEBHOOKS,
          WEBHOOK_CA,
          REDIS);

  private static final String USUAL_WINDOW = "300";
  private static final String USUAL_AUDIT_DAYS = "365";
  private static final String USUAL_AUDIT_ROWS = "100000";
  private static final int LEAST_AUDIT_ROWS = 100;
  private static final int MOST_AUDIT_DAYS = 36_500;
  private static final int LARGEST_PORT = 65535;

  /// With certificates that the Java runtime trusts alone, without the platform's Redis.
  public ExplorerConfig(
      String address,
      int port,
      String database,
      Duration signatureWindow,
      Path sealFile,
      String setupToken,
      Retention audit,
      Admitting admitting,
      Optional<ProviderConfig> provider,
      Networks webhookNetworks) {
    this(
        address,
        port,
        database,
        signatureWindow,
        sealFile,
        setupToken,
        audit,
        admitting,
        provider,
        webhookNetworks,
        Authorities.USUAL,
        Optional.empty());
  }

  /// @return the settings
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException naming all faults of the file
  public static ExplorerConfig read(Path file) throws IOException {
    var properties = load(file);
    var faults = new ArrayList<String>();
    for (var key : new TreeSet<>(properties.stringPropertyNames())) {
      if (!KEYS.contains(key)) {
        faults.add("%s is unknown; known are %s".formatted(key, new TreeSet<>(KEYS)));
      }
    }
    var listen = properties.getProperty(LISTEN, "").strip();
    var colon = listen.lastIndexOf(':');
    var address = colon > 0 ? listen.substring(0, colon) : "";
    var port = number(listen.substring(colon + 1), LARGEST_PORT);
    if (address.isEmpty() || port < 0) {
      faults.add("%s is '%s'; it must be ADDRESS:PORT".formatted(LISTEN, listen));
    }
    var database = properties.getProperty(DATABASE, "").strip();
    var sealFile = sealFile(properties, database, faults);
    var window = number(properties.getProperty(WINDOW, USUAL_WINDOW).strip(), Integer.MAX_VALUE);
    if (window <= 0) {
      faults.add("%s must be a number of seconds, 1 or more".formatted(WINDOW));
    }
    var audit = audit(properties, faults);
    var admitting =
        new Admitting(
            isTrue(properties, USERS_OPEN, faults), isTrue(properties, NODES_OPEN, faults));
    var networks = networks(properties, faults);
    var redis = redis(properties, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", faults));
    }
    var authorities = properties.getProperty(WEBHOOK_CA, "").strip();
    var providerFile = properties.getProperty(PROVIDER, "").strip();
    return new ExplorerConfig(
        address,
        port,
        database,
        Duration.ofSeconds(window),
        sealFile,
        properties.getProperty(SETUP, "").strip(),
        audit,
        admitting,
        providerFile.isEmpty() ? Optional.empty() : ProviderConfig.read(Path.of(providerFile)),
        networks,
        authorities.isEmpty() ? Authorities.USUAL : Authorities.read(Path.of(authorities)),
        redis);
  }

  /// @return the same, letting in whom that says
  public ExplorerConfig with(Admitting other) {
    return with(other, redis);
  }

  /// @return the same, with what containers print and use from there
  public ExplorerConfig with(RedisPlace place) {
    return with(admitting, Optional.of(place));
  }

  private ExplorerConfig with(Admitting other, Optional<RedisPlace> place) {
    return new ExplorerConfig(
        address,
        port,
        database,
        signatureWindow,
        sealFile,
        setupToken,
        audit,
        other,
        provider,
        webhookNetworks,
        webhookAuthorities,
        place);
  }

  private static boolean isTrue(Properties properties, String key, List<String> faults) {
    var text = properties.getProperty(key, "false").strip();
    if (!text.equals("true") && !text.equals("false")) {
      faults.add("%s is '%s'; it must be true or false".formatted(key, text));
    }
    return text.equals("true");
  }

  private static Retention audit(Properties properties, List<String> faults) {
    var days =
        number(properties.getProperty(AUDIT_DAYS, USUAL_AUDIT_DAYS).strip(), MOST_AUDIT_DAYS);
    if (days <= 0) {
      faults.add("%s must be a number from 1 to %d".formatted(AUDIT_DAYS, MOST_AUDIT_DAYS));
    }
    var rows =
        number(properties.getProperty(AUDIT_ROWS, USUAL_AUDIT_ROWS).strip(), Integer.MAX_VALUE);
    if (rows < LEAST_AUDIT_ROWS) {
      faults.add("%s must be a number, %d or more".formatted(AUDIT_ROWS, LEAST_AUDIT_ROWS));
    }
    return new Retention(Duration.ofDays(Math.max(1, days)), Math.max(LEAST_AUDIT_ROWS, rows));
  }

  private static Networks networks(Properties properties, List<String> faults) {
    try {
      return Networks.of(properties.getProperty(WEBHOOKS, ""));
    } catch (IllegalArgumentException e) {
      faults.add("%s: %s".formatted(WEBHOOKS, e.getMessage()));
      return Networks.PUBLIC;
    }
  }

  private static Optional<RedisPlace> redis(Properties properties, List<String> faults) {
    var url = properties.getProperty(REDIS, "").strip();
    try {
      return url.isEmpty() ? Optional.empty() : Optional.of(new RedisPlace(url));
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Path sealFile(Properties properties, String database, List<String> faults) {
    var named = properties.getProperty(SEAL, "").strip();
    try {
      var url = DatabaseUrl.of(database);
      if (named.isEmpty() && url.kind() == Kind.SQLITE) {
        return Path.of(url.file()).resolveSibling("keys.seal");
      }
      if (named.isEmpty()) {
        faults.add("%s must name a file that all explorers of the database have".formatted(SEAL));
      }
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return Path.of(named);
  }

  @Override
  public String toString() {
    return "ExplorerConfig[address=%s, port=%d, database=%s, signatureWindow=%s, sealFile=%s, setupToken=%s, audit=%s, admitting=%s, provider=%s, webhookNetworks=%s, webhookAuthorities=%s, redis=%s]"
        .formatted(
            address,
            port,
            DatabaseUrl.of(database),
            signatureWindow,
            sealFile,
            setupToken.isEmpty() ? "none" : "hidden",
            audit,
            admitting,
            provider.map(ProviderConfig::toString).orElse("none"),
            webhookNetworks,
            webhookAuthorities,
            redis.map(RedisPlace::toString).orElse("none"));
  }

  private static Properties load(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be read as a configuration: %s; it must be a readable properties file"
              .formatted(file, e),
          e);
    }
    return properties;
  }

  private static int number(String text, int most) {
    try {
      var number = Integer.parseInt(text);
      return number <= most ? number : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
