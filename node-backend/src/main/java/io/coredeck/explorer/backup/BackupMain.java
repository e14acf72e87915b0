package io.coredeck.explorer.backup;

import io.coredeck.explorer.ExplorerConfig;
import io.coredeck.explorer.store.database.Database;
import io.coredeck.explorer.store.database.DatabaseUrl;
import io.coredeck.explorer.store.database.DatabaseUrl.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies the explorer's records into a file, and puts them back: `./coredeck backup FILE` and
/// `./coredeck restore FILE`.
@Command(name = "coredeck", subcommands = CommandLine.HelpCommand.class)
public final class BackupMain {
  private static final int FAILED = 1;
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);

  /// What was created after the copy, and is still known to nodes, is taken to be less.
  private static final String USUAL_SKIP = "100000";

  private BackupMain() {}

  /// @param arguments `backup` or `restore` with their options
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING); // a command says what it has to say itself
    System.exit(run(arguments));
  }

  /// @param arguments `backup` or `restore` with their options
  /// @return 0 if it is done, 1 if it is not, 2 for a wrong call
  public static int run(String... arguments) {
    return new CommandLine(new BackupMain())
        .setExecutionExceptionHandler((e, line, _) -> {
          if (e instanceof IOException
              || e instanceof UncheckedIOException
              || e instanceof JdbiException
              || e instanceof IllegalArgumentException) {
            line.getErr().println("coredeck: " + e.getMessage());
            return FAILED;
          }
          throw e;
        })
        .execute(arguments);
  }

  /// What both need.
  static final class Place {
    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "the explorer's configuration, which says where its records are")
    private @Nullable Path config;

    @Option(
        names = "--passphrase-file",
        paramLabel = "FILE",
        description =
            "its first line encrypts the key file in the copy; - is the standard input. Without it the key file is not in the copy")
    private @Nullable Path passphrase;

    @Parameters(paramLabel = "FILE", description = "the copy")
    private @Nullable Path file;

    ExplorerConfig config() throws IOException {
      return ExplorerConfig.read(given(config));
    }

    Optional<Passphrase> passphrase() throws IOException {
      return passphrase == null
          ? Optional.empty()
          : Optional.of(Passphrase.read(passphrase, System.in));
    }

    Path file() {
      return given(file);
    }

    private static Path given(@Nullable Path path) {
      if (path == null) {
        throw new IllegalArgumentException("a file must be named");
      }
      return path;
    }
  }

  @Command(
      description = "Copies all records of the explorer, which may run, into a new file.",
      mixinStandardHelpOptions = true)
  int backup(@CommandLine.Mixin Place place) throws IOException {
    var config = place.config();
    var passphrase = place.passphrase();
    try (var database = Database.openAsItIs(DatabaseUrl.of(config.database()))) {
      var rows = Backup.write(database, config.sealFile(), passphrase, place.file(), Instant.now());
      System.out.printf("%s: %d rows%n", place.file(), rows);
    }
    if (passphrase.isEmpty()) {
      System.out.printf(
          "The key file is not in it; keep a copy of %s in another place.%n", config.sealFile());
    }
    return 0;
  }

  @Command(
      description = "Puts a copy in the place of all records. The explorer must not run.",
      mixinStandardHelpOptions = true)
  int restore(
      @CommandLine.Mixin Place place,
      @Option(names = "--force", description = "replace the records that are there") boolean force,
      @Option(
              names = "--skip",
              defaultValue = USUAL_SKIP,
              description =
                  "how many numbers of each kind are left out for what was created after the copy (${DEFAULT-VALUE})")
          long skip)
      throws IOException {
    if (skip < 0) {
      throw new IllegalArgumentException("--skip is %d; it must be 0 or more".formatted(skip));
    }
    var config = place.config();
    refuseRunning(config);
    var url = DatabaseUrl.of(config.database());
    Restore.Done done;
    try (var database = Database.open(url)) {
      refuseOthers(database);
      done =
          Restore.run(
              database,
              config.sealFile(),
              place.passphrase(),
              new Restore.Wish(place.file(), force, skip));
    }
    giveToFolder(config.sealFile());
    if (url.kind() == Kind.SQLITE) {
      List.of("", "-wal", "-shm").forEach(end -> giveToFolder(Path.of(url.file() + end)));
    }
    System.out.printf("%s: %d rows are back%n", place.file(), done.rows());
    if (!done.hasKey()) {
      System.out.printf(
          "People cannot sign in yet: %s is not the key file of the backup. Put it there, or restore with --passphrase-file if the backup holds it.%n",
          config.sealFile());
    }
    return 0;
  }

  private static void refuseRunning(ExplorerConfig config) throws BackupException {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(config.address(), config.port()), (int) LOOK_LIMIT.toMillis());
    } catch (IOException | IllegalArgumentException _) {
      return; // nobody listens
    }
    throw new BackupException(
        "an explorer listens on %s:%d; stop it first: ./coredeck down"
            .formatted(config.address(), config.port()));
  }

  /// They would go on with what they know, and write it over what is put back.
  private static void refuseOthers(Database database) throws BackupException {
    var others = database.reading().withHandle(database::otherExplorers);
    if (others > 0) {
      throw new BackupException(
          "%d explorers work on this database; stop them all first".formatted(others));
    }
  }

  /// Root restores, the explorer's user reads.
  private static void giveToFolder(Path file) {
    try {
      if (Files.exists(file)) {
        Files.setOwner(file, Files.getOwner(file.toAbsolutePath().getParent()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: cannot be given to the owner of its folder".formatted(file), e);
    }
  }
}
