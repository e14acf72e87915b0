package io.coredeck.cli.setup;

import io.coredeck.cli.setup.CliConfig.Bearer;
import io.coredeck.cli.setup.CliConfig.Endpoints;
import io.coredeck.cli.setup.CliConfig.Signer;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.wire.Json;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// One run of the command line: its streams, the options every command has, the connection.
///
/// Answers go to the output, everything else (progress, faults) to the error output, so that an
/// answer can be piped.
public final class Session implements AutoCloseable {

  /// How answers are written.
  public enum Format {
    TEXT,
    JSON
  }

  /// An id, or a gwid; more digits than any id has are none.
  private static final Pattern ID = Pattern.compile("(?<id>[1-9][0-9]{0,17})(-[0-9]+)?");

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private @Nullable CliConfig config;
  private @Nullable GridClient grid;
  private @Nullable AccountClient accounts;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The platform's directory (else COREDECK_DATA, else /var/lib/coredeck).")
  private @Nullable Path data;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      scope = ScopeType.INHERIT,
      description =
          "Calls with a token (else COREDECK_TOKEN, which others on this machine cannot see).")
  private @Nullable String token;

  @Option(
      names = "--explorer",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Where the explorer is, for a token (else COREDECK_EXPLORER, else --data).")
  private @Nullable String explorer;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "How answers are written (text).")
  private Format format = Format.TEXT;

  /// @param in read by commands that take a file, for the name `-`
  /// @param out for answers
  /// @param err for progress and faults
  public Session(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public InputStream in() {
    return in;
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /// @return whether answers are JSON
  public boolean isJson() {
    return format == Format.JSON;
  }

  /// @return where the platform is and who calls, read once
  public CliConfig config() throws CliException {
    if (config == null) {
      config =
          CliConfig.read(
              new CliConfig.Options(
                  Optional.ofNullable(data),
                  Optional.ofNullable(token),
                  Optional.ofNullable(explorer)));
    }
    return config;
  }

  /// @return the connection to the explorer
  public GridClient grid() throws CliException, GridException, InterruptedException {
    if (grid == null) {
      var uri = config().endpoints().explorer();
      grid =
          switch (config().caller()) {
            case Signer own -> GridClient.connect(uri, own.keys(), own.tid());
            case Bearer bearer -> GridClient.withToken(uri, bearer.token());
          };
    }
    return grid;
  }

  /// @return the calls about accounts
  public AccountClient accounts() throws CliException {
    if (accounts == null) {
      var uri = config().endpoints().explorer();
      accounts =
          switch (config().caller()) {
            case Signer own -> AccountClient.connect(uri, own.keys(), own.tid());
            case Bearer bearer -> AccountClient.withToken(uri, bearer.token());
          };
    }
    return accounts;
  }

  /// @return the call that shows what people did; the caller closes it
  public AuditClient audit() throws CliException {
    var uri = config().endpoints().explorer();
    return switch (config().caller()) {
      case Signer own -> AuditClient.connect(uri, own.keys(), own.tid());
      case Bearer bearer -> AuditClient.withToken(uri, bearer.token());
    };
  }

  /// @return where a reservation goes that says nothing
  public Endpoints defaults() throws CliException, GridException, InterruptedException {
    var known = config().endpoints();
    return config().caller() instanceof Signer ? known : Defaults.of(grid(), known);
  }

  /// @return the platform's Redis
  /// @throws CliException if it is not known, which needs the platform's directory
  public String redis() throws CliException {
    var redis = config().endpoints().redis();
    if (redis.isEmpty()) {
      throw new CliException(
          ExitCode.NO_PLATFORM,
          "logs and statistics come from the platform's Redis, which only its directory names; use"
              + " --data on the platform's machine, or the dashboard");
    }
    return redis;
  }

  /// @param text a line for the error output
  public void say(String text) {
    err.println(text);
  }

  /// @param text a line for the output
  public void print(String text) {
    out.println(text);
  }

  /// @param tree as {@link Json#writeTree} takes it; a line for the output
  public void printJson(@Nullable Object tree) {
    print(Json.writeTree(tree));
  }

  /// @param text `3`, or a gwid as `3-1`
  /// @return the reservation
  /// @throws CliException if it is no id, or the reservation is another one's
  public Reservation workload(String text)
      throws CliException, GridException, InterruptedException {
    var found = grid().workload(id(text));
    if (text.indexOf('-') >= 0 && !text.equals(found.gwid())) {
      throw new CliException(
          ExitCode.UNKNOWN,
          "there is no %s; reservation %d is %s".formatted(text, found.id(), found.gwid()));
    }
    return found;
  }

  private static long id(String text) throws CliException {
    var found = ID.matcher(text);
    if (!found.matches()) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "'" + text + "' is no id; it must be a number from 1, like 3 or 3-1");
    }
    return Long.parseLong(found.group("id"));
  }

  @Override
  public void close() {
    if (grid != null) {
      grid.close();
    }
    if (accounts != null) {
      accounts.close();
    }
  }
}
