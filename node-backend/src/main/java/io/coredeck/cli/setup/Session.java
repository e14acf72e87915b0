package io.coredeck.cli.setup;

import io.coredeck.cli.setup.CliConfig.Bearer;
import io.coredeck.cli.setup.CliConfig.Endpoints;
import io.coredeck.cli.setup.CliConfig.Signer;
import io.coredeck.cli.text.Trees;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.wire.Json;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
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
    /// Sentences, and tables of what there are several of.
    TEXT,
    /// A table, of one thing too.
    TABLE,
    /// A table with all columns.
    WIDE,
    JSON,
    YAML
  }

  /// An id, or a gwid; more digits than any id has are none.
  private static final Pattern ID = Pattern.compile("(?<id>[1-9][0-9]{0,17})(-[0-9]+)?");

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Surroundings around;
  private final Trees trees;
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
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description =
          "Calls where you have logged in (else COREDECK_PROFILE, else the current profile).")
  private @Nullable String profile;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "How answers are written: text, table, wide, json or yaml (text).")
  private Format format = Format.TEXT;

  /// @param in read by commands that take a file, for the name `-`
  /// @param out for answers
  /// @param err for progress and faults
  /// @param around what is around this run
  public Session(InputStream in, PrintStream out, PrintStream err, Surroundings around) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.around = around;
    this.trees = new Trees(out);
  }

  public Surroundings around() {
    return around;
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

  /// @return whether answers are for programs, JSON or YAML: see {@link #answer}
  public boolean isTree() {
    return format == Format.JSON || format == Format.YAML;
  }

  /// @return whether answers are tables also where there is one thing only
  public boolean isTable() {
    return format == Format.TABLE || format == Format.WIDE;
  }

  /// @return whether tables have all their columns
  public boolean isWide() {
    return format == Format.WIDE;
  }

  /// @return where the platform is and who calls, read once
  public CliConfig config() throws CliException {
    if (config == null) {
      config =
          CliConfig.read(
              new CliConfig.Options(
                  Optional.ofNullable(data),
                  Optional.ofNullable(token),
                  Optional.ofNullable(explorer),
                  Optional.ofNullable(profile)),
              around);
    }
    return config;
  }

  /// @param url of an explorer, as a person wrote it
  /// @return its base address
  /// @throws CliException if it is none, or a secret sent there could be read on the way
  public URI explorerAt(String url) throws CliException {
    var found = CliConfig.address(url);
    CliConfig.requireSecrecy(found);
    return found;
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

  /// @param isOwn whether the hub is the platform's own
  /// @return what lets its holder change images there
  /// @throws CliException if it is not known
  public String hubToken(boolean isOwn) throws CliException {
    return isOwn ? config().hubToken(around) : CliConfig.givenHubToken(around);
  }

  /// @param text lines for the error output; what would move a terminal's cursor is left out
  public void say(String text) {
    text.lines().forEach(line -> err.println(Words.plain(line)));
  }

  /// @param text a line for the output
  public void print(String text) {
    out.println(text);
  }

  /// @param value of something that is shown; left out if it is empty
  public void show(String name, String value) {
    if (!value.isEmpty()) {
      print("  %-10s %s".formatted(name, Words.plain(value)));
    }
  }

  /// @param table for the output, with all columns if that is wanted
  public void print(Table table) {
    print(table.print(isWide(), around.style()));
  }

  /// @param sentence that says what was done; for programs a member of the answer
  public void done(String sentence) {
    if (isTree()) {
      answerTree(Map.of("done", sentence));
    } else {
      print(sentence);
    }
  }

  /// @param json a value for the output, as JSON or YAML
  public void answer(String json) {
    trees.answer(json, format == Format.YAML);
  }

  /// @return a list for the output, as JSON or YAML, whose entries come one after the other
  public Trees.Entries entries() {
    return trees.entries(format == Format.YAML);
  }

  /// @param tree as {@link Json#writeTree} takes it; for the output, as JSON or YAML
  public void answerTree(@Nullable Object tree) {
    answer(Json.writeTree(tree));
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
