package io.coredeck.platform;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.Host;
import io.coredeck.node.host.PrivateFile;
import io.coredeck.platform.bundle.CorexFolders;
import io.coredeck.platform.instance.ConfigFiles;
import io.coredeck.platform.instance.Layout;
import io.coredeck.platform.instance.PlatformException;
import io.coredeck.platform.instance.Secrets;
import io.coredeck.platform.instance.UpOptions;
import io.coredeck.platform.program.PidFile;
import io.coredeck.platform.program.ProgramFiles;
import io.coredeck.platform.program.Programs;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Consumer;

/// One running instance: Redis, explorer, hub, node agent and dashboard on this machine.
///
/// {@link #start} returns it running and ready for a deploy; {@link #close} stops the programs and
/// leaves the containers running.
final class Platform implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Host host;
  private final UpOptions options;
  private final Layout layout;
  private final Consumer<String> progress;
  private final Programs programs;
  private final ProgramFiles files;

  private Platform(Host host, UpOptions options, ProgramFiles files, Consumer<String> progress) {
    this.host = host;
    this.options = options;
    this.layout = new Layout(options.data());
    this.files = files;
    this.progress = progress;
    this.programs = new Programs(host, layout, files);
  }

  /// Starts everything, in order, each when what it needs is ready.
  ///
  /// @param home the project's directory, built
  /// @param progress told what happens, a line at a time
  /// @throws PlatformException if something cannot start; what had started is stopped again
  static Platform start(Host host, UpOptions options, Path home, Consumer<String> progress)
      throws IOException, InterruptedException {
    var layout = new Layout(options.data());
    layout.create();
    stopLeftovers(host, layout);
    makeUser(host);
    var files = ProgramFiles.install(home, layout.programs());
    var platform = new Platform(host, options, files, progress);
    try {
      platform.startAll();
      return platform;
    } catch (IOException | InterruptedException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /// Stops the programs; containers go on. Calling it again does nothing.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(layout.ready());
    } catch (IOException e) {
      System.err.println("coredeck: " + layout.ready() + " could not be removed: " + e);
    }
    programs.close();
  }

  private void startAll() throws IOException, InterruptedException {
    var secrets = Secrets.of(layout);
    var configs = new ConfigFiles(options, layout, secrets);
    configs.writeLogging();

    configs.writeRedis(host.run(Command.of("redis-server", "--version")));
    ownedByUser(layout.redis());
    programs.startRedis(options.redisPort());
    progress.accept("redis      127.0.0.1:" + options.redisPort());

    configs.writeExplorer();
    ownedByUser(layout.explorer());
    configs.writeHub();
    ownedByUser(layout.hub());
    var explorer = programs.startBackend("explorer", "io.coredeck.explorer.ExplorerMain");
    var hub = programs.startBackend("hub", "io.coredeck.hub.HubMain");
    // Redis and explorer are all that the others need; they start side by side.
    var corex =
        CorexFolders.prepare(
            host,
            files.backend().resolve("corex"),
            files.folder().getFileName().toString(),
            layout.corex());
    explorer.awaitAnswer(options.explorerUrl() + "/prices");
    progress.accept("explorer   " + options.explorerUrl());

    try (var bootstrap = new Bootstrap(options, layout)) {
      bootstrap.account(secrets);
      configs.writeNode(bootstrap.farm(), corex);
      configs.writeDashboard(bootstrap.nodeId());
      ownedByUser(layout.dashboard());
      var node = programs.startNode();
      var dashboard = programs.startDashboard();
      hub.awaitAnswer(options.hubUrl() + "/api/repositories");
      progress.accept("hub        " + options.hubUrl());
      node.awaitFile(layout.nodeReady());
      var endpoints = bootstrap.endpoints(secrets);
      progress.accept("node       ready");
      dashboard.awaitAnswer(options.dashboardUrl() + "/");
      progress.accept("dashboard  " + options.dashboardUrl());
      PrivateFile.write(layout.endpoints(), endpoints);
    }
    Files.writeString(layout.ready(), ProcessHandle.current().pid() + "\n");
  }

  /// Ends programs that outlived the one that watched them, e.g. after its kill -9.
  private static void stopLeftovers(Host host, Layout layout)
      throws IOException, InterruptedException {
    for (var name : Programs.NAMES.reversed()) {
      new PidFile(host, layout.pid(name)).stop(STOP_LIMIT);
    }
  }

  private static void makeUser(Host host) throws IOException, InterruptedException {
    try {
      FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(Layout.USER);
    } catch (java.nio.file.attribute.UserPrincipalNotFoundException none) {
      makeSystemUser(host);
    }
  }

  private static void makeSystemUser(Host host) throws IOException, InterruptedException {
    try {
      host.run(
          Command.of(
              "useradd",
              "--system",
              "--user-group",
              "--no-create-home",
              "--home-dir",
              "/nonexistent",
              "--shell",
              "/usr/sbin/nologin",
              Layout.USER));
    } catch (CommandFailedException e) {
      throw new PlatformException("the user '" + Layout.USER + "' could not be made", e);
    }
  }

  private static void ownedByUser(Path folder) throws IOException {
    Files.createDirectories(folder);
    var user =
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(Layout.USER);
    Files.setOwner(folder, user);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }
}
