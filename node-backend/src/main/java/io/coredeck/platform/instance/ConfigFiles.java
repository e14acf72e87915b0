package io.coredeck.platform.instance;

import io.coredeck.node.host.PrivateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the configuration of every program, each readable only by the user who runs it.
public final class ConfigFiles {

  private static final String ROOT = "root";

  private final UpOptions options;
  private final Layout layout;
  private final Secrets secrets;

  public ConfigFiles(UpOptions options, Layout layout, Secrets secrets) {
    this.options = options;
    this.layout = layout;
    this.secrets = secrets;
  }

  public void writeLogging() throws IOException {
    var file = layout.config("logging");
    Files.writeString(
        file,
        """
        handlers=java.util.logging.ConsoleHandler
        .level=INFO
        java.util.logging.ConsoleHandler.level=ALL
        java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
        java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n
        org.eclipse.jetty.level=WARNING
        io.lettuce.level=WARNING
        io.netty.level=WARNING
        org.flywaydb.level=WARNING
        com.zaxxer.hikari.level=WARNING
        org.atmosphere.level=WARNING
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  public void writeRedis(String versionText) throws IOException {
    PrivateFile.write(
        layout.config("redis"),
        RedisConfigFile.text(options, layout, secrets, versionText),
        Layout.USER);
  }

  public void writeExplorer() throws IOException {
    write(
        "explorer",
        Layout.USER,
        values(
            "listen",
            options.listenOn(options.explorerPort()),
            "database",
            database(),
            "seal.file",
            layout.explorer().resolve("keys.seal").toString(),
            "provider.file",
            layout.explorer().resolve("provider.properties").toString(),
            "webhook.networks",
            options.webhookNetworks(),
            "webhook.ca",
            layout.explorer().resolve("webhook-ca.pem").toString(),
            "redis",
            redisUrl(),
            "users.open",
            Boolean.toString(options.openUsers()),
            "nodes.open",
            Boolean.toString(options.openNodes()),
            "setup.token",
            secrets.setupToken()));
  }

  /// The explorer's records lie in its folder, unless a file there says where: an address with a
  /// password must not stand in a list of arguments.
  private String database() throws IOException {
    var elsewhere = layout.explorer().resolve("database");
    return Files.exists(elsewhere)
        ? Files.readString(elsewhere).strip()
        : "jdbc:sqlite:" + layout.explorer().resolve("explorer.db");
  }

  public void writeHub() throws IOException {
    write(
        "hub",
        Layout.USER,
        values(
            "listen", options.listenOn(options.hubPort()),
            "storage", layout.hub().toString(),
            "redis", redisUrl(),
            "backend.host", "127.0.0.1",
            "backend.port", Integer.toString(options.redisPort()),
            "upload.token", secrets.uploadToken(),
            "upload.repository", "admin",
            "publish.busybox", "true"));
  }

  public void writeNode(long farm, Path corex) throws IOException {
    write(
        "node",
        ROOT,
        values(
            "data", layout.node().toString(),
            "instance", layout.instance(),
            "explorer", options.explorerUrl(),
            "redis", redisUrl(),
            "key.file", layout.nodeKey().toString(),
            "farm.id", Long.toString(farm),
            "corex", corex.toString(),
            "storage.gib", Integer.toString(options.storage()),
            "ready.file", layout.nodeReady().toString(),
            "reach.allow", reach(),
            "reach.own", options.ownPorts(),
            "networks.ranges", options.doors().ranges(),
            "networks.users", joined(Layout.USER, options.doors().users()),
            "hostname", InetAddress.getLocalHost().getHostName()));
  }

  /// What belongs to this instance and to everybody in it is on this machine, where a node connects
  /// to for nobody else: Redis, and the hub.
  private String reach() {
    var own =
        "127.0.0.1:" + options.redisPort() + "," + URI.create(options.hubUrl()).getAuthority();
    return joined(own, options.doors().reach());
  }

  private static String joined(String own, String further) {
    return further.isBlank() ? own : own + "," + further;
  }

  /// @param nodeId of this machine's node
  public void writeDashboard(String nodeId) throws IOException {
    write(
        "dashboard",
        Layout.USER,
        values(
            "listen", options.listenOn(options.dashboardPort()),
            "explorer", options.explorerUrl(),
            "hub", options.hubUrl(),
            "hub.token", secrets.uploadToken(),
            "console.nodes", nodeId,
            "redis", redisUrl(),
            "behind.proxy", Boolean.toString(options.behindProxy()),
            "sign-ins", layout.dashboard().resolve("sign-ins").toString()));
  }

  /// @return for programs: with user and password
  private String redisUrl() {
    return redisUrl(options, secrets);
  }

  public static String redisUrl(UpOptions options, Secrets secrets) {
    return "redis://%s:%s@127.0.0.1:%d"
        .formatted(Layout.USER, secrets.redisPassword(), options.redisPort());
  }

  private static Map<String, String> values(String... pairs) {
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  private void write(String program, String owner, Map<String, String> values) throws IOException {
    var text = new StringBuilder();
    values.forEach(
        (key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
    PrivateFile.write(layout.config(program), text.toString(), owner);
  }

  /// As java.util.Properties reads it back.
  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }
}
