package io.coredeck.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL of Debian's package that syncs its disk, on a free port of the loopback, with a
/// password. One for all tests of a JVM; it ends with it.
///
/// PostgreSQL refuses to run as root, so root starts it as the package's own user.
public final class TestPostgres {

  /// A wrong one does not open it. It stands in the addresses of {@link #database}.
  public static final String PASSWORD = "password of this test's database";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String OWNER = "postgres";
  private static final String SUPERUSER = "coredeck";
  private static final long LIMIT_SECONDS = 60;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path folder;
  private final int port;
  private final boolean isRoot;

  private TestPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    isRoot = "root".equals(System.getProperty("user.name"));
  }

  private static final class Shared {
    static final TestPostgres SERVER = start();
  }

  /// @return the address of a new, empty database, as the explorer's setting takes it
  public static String database() throws SQLException {
    return Shared.SERVER.newDatabase();
  }

  private static TestPostgres start() {
    try {
      var server = new TestPostgres(Files.createTempDirectory("coredeck-postgres"), freePort());
      server.run();
      return server;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("PostgreSQL does not start; is its package installed?", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void run() throws IOException, InterruptedException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var data = Files.createDirectory(folder.resolve("data"));
    var password = Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot) {
      var owner = folder.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(data, owner.lookupPrincipalByName(OWNER));
      Files.setOwner(password, owner.lookupPrincipalByName(OWNER));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "test-postgres-end"));
    var made =
        command(
                "initdb",
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C.UTF-8")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("initdb.log").toFile())
            .start();
    if (!made.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || made.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("initdb.log")));
    }
    var server =
        command(
                "postgres",
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "max_connections=200",
                "-c",
                "logging_collector=off")
            .redirectOutput(Redirect.DISCARD)
            .start();
    awaitReady(server.errorReader());
  }

  private static void awaitReady(BufferedReader log) throws IOException {
    var lines = new StringBuilder();
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      lines.append(line).append('\n');
      if (line.contains("database system is ready to accept connections")) {
        // Or it waits for a reader. Virtual ones at pipes bring all others to a stop (JDK 25).
        Thread.ofPlatform().daemon().start(() -> log.lines().forEach(_ -> {}));
        return;
      }
    }
    throw new IOException(lines.toString());
  }

  private ProcessBuilder command(String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (isRoot) {
      command.addAll(
          List.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER, "--init-groups", "--"));
    }
    command.add(programs().resolve(program).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile());
  }

  private static Path programs() throws IOException {
    try (var versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException(VERSIONS + " holds no server"));
    }
  }

  private String newDatabase() throws SQLException {
    var name = "grid" + DATABASES.incrementAndGet();
    try (var connection = DriverManager.getConnection(url("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port, database, SUPERUSER, PASSWORD.replace(" ", "%20").replace("'", "%27"));
  }

  private void end() {
    try {
      var stopping =
          command("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + folder.resolve("data"))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      stopping.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      try (var files = Files.walk(folder, new FileVisitOption[0])) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      System.err.println(folder + ": PostgreSQL was not removed: " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
