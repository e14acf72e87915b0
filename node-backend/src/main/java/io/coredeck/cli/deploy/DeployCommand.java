package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliConfig.Endpoints;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.PatientCalls;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deploy FILE|-`: signs the workloads of a file, asks for them one after the other, waits for
/// each. Stops at the first that does not run.
@Command(
    name = "deploy",
    description = {
      "Runs the workload in FILE (JSON; - is the input), or the list of workloads in it, one after"
          + " the other.",
      "Node, pool, user, times and signatures are filled in; a container without"
          + " network_connection gets the next free address of the default network, a network"
          + " without keys gets some.",
      "Values under secret_environment_plain are encrypted for the node. The volume_id #1 means the"
          + " first entry of the file."
    })
public final class DeployCommand implements Callable<Integer> {
  private static final String DEFAULT_WAIT = "300";

  /// Longest text read, in bytes.
  private static final int FILE_BYTES = 16 << 20;

  private final Session session;
  private @Nullable Endpoints defaults;

  @Parameters(paramLabel = "FILE|-", description = "JSON: one workload, or a list of them.")
  private String file = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = DEFAULT_WAIT,
      description = "How long to wait for the node's answer (" + DEFAULT_WAIT + ").")
  private long wait;

  /// @param session of this run
  public DeployCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var entries = entries();
    var isOne = !entries.isList();
    var answers = new ArrayList<Reservation>();
    try {
      for (var entry : isOne ? List.of(entries) : entries.items()) {
        var answer = deploy(entry, answers.stream().map(Reservation::gwid).toList());
        answers.add(answer);
        if (!session.isJson()) {
          tell(answer);
        }
        if (!Words.isRunning(answer)) {
          break;
        }
      }
    } finally { // what runs is told even if a later entry is refused
      if (session.isJson()) {
        tellJson(isOne, answers);
      }
    }
    return answers.stream().allMatch(Words::isRunning) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void tellJson(boolean isOne, List<Reservation> answers) {
    var trees = answers.stream().map(DeployCommand::tree).toList();
    if (!isOne) {
      session.printJson(trees);
    } else if (!trees.isEmpty()) {
      session.printJson(trees.getFirst());
    }
  }

  private JsonValue entries() throws CliException {
    try {
      var entries = Json.tree(text());
      if (!entries.isObject() && !entries.isList()) {
        throw new WireException("", "must be a workload or a list of workloads");
      }
      return entries;
    } catch (WireException e) {
      throw fault(e.reason());
    }
  }

  /// The draft of an entry does not know which one of the file it is.
  private static String placed(String entry, String reason) {
    return entry.isEmpty() || reason.startsWith(entry) ? reason : entry + "." + reason;
  }

  private CliException fault(String reason) {
    var name = file.equals("-") ? "the input" : file;
    return new CliException(ExitCode.WRONG_CALL, name + ": " + reason);
  }

  private String text() throws CliException {
    try (var in = file.equals("-") ? session.in() : Files.newInputStream(Path.of(file))) {
      return text(in);
    } catch (NoSuchFileException _) {
      throw new CliException(
          ExitCode.WRONG_CALL, file + " does not exist; name a file, or - for the input");
    } catch (IOException e) {
      throw new CliException(
          ExitCode.WRONG_CALL, file + " cannot be read: " + e.getMessage() + "; name a JSON file");
    }
  }

  private String text(InputStream in) throws IOException, CliException {
    var bytes = in.readNBytes(FILE_BYTES + 1);
    if (bytes.length > FILE_BYTES) {
      throw new CliException(ExitCode.WRONG_CALL, file + " is larger than 16 MiB; split it");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Reservation deploy(JsonValue entry, List<String> before)
      throws CliException, GridException, InterruptedException {
    var grid = session.grid();
    Reservation wish;
    try {
      wish = Draft.complete(grid, defaults(), before, entry);
    } catch (IllegalArgumentException e) {
      throw fault(placed(entry.path(), String.valueOf(e.getMessage())));
    }
    var id = asked(grid, wish);
    var asked = wish.withId(id);
    session.say(
        "%s %s: asked for on node %s".formatted(Words.kind(asked), asked.gwid(), asked.nodeId()));
    return grid.awaitResult(id, Duration.ofSeconds(wait));
  }

  /// What its pool cannot pay the explorer refuses and lists all the same; nobody wants it there.
  private static long asked(GridClient grid, Reservation wish)
      throws GridException, InterruptedException {
    try {
      return grid.deploy(wish);
    } catch (GridException e) {
      throw new PatientCalls(grid, Duration.ZERO).takenBack(e);
    }
  }

  private Endpoints defaults() throws CliException, GridException, InterruptedException {
    if (defaults == null) {
      defaults = session.defaults();
    }
    return defaults;
  }

  private void tell(Reservation answer) {
    if (!Words.isRunning(answer)) {
      session.say(
          "%s %s %s: %s"
              .formatted(
                  Words.kind(answer), answer.gwid(), Words.state(answer), Words.trouble(answer)));
      return;
    }
    session.print("%s %s runs".formatted(Words.kind(answer), answer.gwid()));
    var addresses = Addresses.of(answer.result());
    tell("ipv4", addresses.ipv4());
    tell("ipv6", addresses.ipv6());
    tell("console", Words.console(answer));
  }

  private void tell(String name, String value) {
    if (!value.isEmpty()) {
      session.print("  %-8s %s".formatted(name, value));
    }
  }

  private static Map<String, Object> tree(Reservation answer) {
    var addresses = Addresses.of(answer.result());
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", answer.id());
    tree.put("gwid", answer.gwid());
    tree.put("state", Words.isRunning(answer) ? "ok" : "error");
    tree.put("message", Words.trouble(answer));
    tree.put("ipv4", addresses.ipv4());
    tree.put("ipv6", addresses.ipv6());
    var console = Words.console(answer);
    if (!console.isEmpty()) {
      tree.put("console", console);
    }
    return tree;
  }
}
