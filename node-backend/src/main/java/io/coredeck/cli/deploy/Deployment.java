package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliConfig.Endpoints;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Listing;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Shape;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import io.coredeck.sdk.PatientCalls;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks for workloads one after the other, waits for each, tells how it went. For one command.
public final class Deployment {

  private final Session session;
  private final Options options;
  private final List<Reservation> answers = new ArrayList<>();
  private @Nullable Endpoints defaults;

  /// How it is done.
  ///
  /// @param limit how long is waited for each workload's answer
  /// @param isFollowed whether what its node does is told meanwhile
  /// @param takesVariables whether secrets without a value come from the environment
  /// @param isChecked whether what no node would run is refused before it is asked for
  public record Options(
      Duration limit, boolean isFollowed, boolean takesVariables, boolean isChecked) {

    /// With a check.
    public Options(Duration limit, boolean isFollowed, boolean takesVariables) {
      this(limit, isFollowed, takesVariables, true);
    }
  }

  public Deployment(Session session, Options options) {
    this.session = session;
    this.options = options;
  }

  /// Asks for what has to be there before an entry, then for the entry itself. Those that run stay
  /// if a later one does not.
  ///
  /// @param entry as in a file
  /// @param before gwids of the entries before it
  /// @return what became of it, or of the first part of it that does not run
  /// @throws IllegalArgumentException if it says something wrong; the message names the place
  public Reservation deploy(JsonValue entry, List<String> before)
      throws CliException, GridException, InterruptedException {
    var answer = parts(entry, before);
    answers.add(answer);
    return answer;
  }

  private Reservation parts(JsonValue entry, List<String> before)
      throws CliException, GridException, InterruptedException {
    var made = new HashMap<Integer, String>();
    var failed = makeParts(entry, before, made, new ArrayList<>());
    return failed.isPresent() ? failed.get() : ask(entry, made, before);
  }

  /// Makes what has to be there before a container, and completes the container, which is not asked
  /// for yet.
  ///
  /// @param parts gets what was made, also if the rest fails
  /// @return empty if a part does not run
  /// @throws IllegalArgumentException if the entry says something wrong
  public Optional<Reservation> completed(JsonValue entry, List<Reservation> parts)
      throws CliException, GridException, InterruptedException {
    var made = new HashMap<Integer, String>();
    return makeParts(entry, List.of(), made, parts).isPresent()
        ? Optional.empty()
        : Optional.of(complete(entry, known(List.of(), made)));
  }

  /// @param made gets the gwids of volumes by their number in the entry
  /// @param parts gets all that was asked for
  /// @return the first that does not run
  private Optional<Reservation> makeParts(
      JsonValue entry, List<String> before, Map<Integer, String> made, List<Reservation> parts)
      throws CliException, GridException, InterruptedException {
    if (!entry.member("flist").isPresent()) {
      return Optional.empty();
    }
    var fresh = new NewParts(entry);
    var network = fresh.network();
    if (options.isChecked()) {
      judge(entry, fresh, before);
    }
    if (network.isPresent()) {
      parts.add(ask(network.get(), Map.of(), before));
      if (!Words.isRunning(parts.getLast())) {
        return Optional.of(parts.getLast());
      }
    }
    for (var volume : fresh.volumes().entrySet()) {
      parts.add(ask(volume.getValue(), Map.of(), before));
      if (!Words.isRunning(parts.getLast())) {
        return Optional.of(parts.getLast());
      }
      made.put(volume.getKey(), parts.getLast().gwid());
    }
    return Optional.empty();
  }

  /// What is wrong with the container is said before anything is made for it.
  private void judge(JsonValue entry, NewParts fresh, List<String> before)
      throws CliException, GridException, InterruptedException {
    var networks = new HashMap<String, String>();
    var network = fresh.network();
    if (network.isPresent()) {
      complete(network.get(), known(before, Map.of()));
      networks.put(network.get().member("name").text(), network.get().member("iprange").text());
    }
    var made = new HashMap<Integer, String>();
    for (var volume : fresh.volumes().entrySet()) {
      complete(volume.getValue(), known(before, Map.of()));
      made.put(volume.getKey(), NewParts.EXPECTED);
    }
    if (!networks.isEmpty() || !made.isEmpty()) {
      complete(entry, new Draft.Known(before, made, variables(), networks, Map.of()));
    }
  }

  private Draft.Known known(List<String> before, Map<Integer, String> made) {
    return Draft.Known.of(before, made, variables());
  }

  private Optional<Surroundings> variables() {
    return options.takesVariables() ? Optional.of(session.around()) : Optional.empty();
  }

  private Reservation complete(JsonValue entry, Draft.Known known)
      throws CliException, GridException, InterruptedException {
    var wish = Draft.complete(session.grid(), defaults(), known, entry);
    if (options.isChecked()) {
      Shape.require(wish);
    }
    return wish;
  }

  private Reservation ask(JsonValue entry, Map<Integer, String> made, List<String> before)
      throws CliException, GridException, InterruptedException {
    var grid = session.grid();
    var wish = complete(entry, known(before, made));
    var id = asked(grid, wish);
    var asked = wish.withId(id);
    var title = "%s %s".formatted(Words.kind(asked), asked.gwid());
    session.say("%s: asked for on node %s".formatted(title, asked.nodeId()));
    var answer = toldIfLate(grid, asked, title);
    if (!session.isTree() && !session.isTable()) {
      tell(answer);
    }
    return answer;
  }

  /// What is not answered in time is there all the same, and among the answers.
  private Reservation toldIfLate(GridClient grid, Reservation asked, String title)
      throws GridException, InterruptedException {
    try {
      return awaited(grid, asked, title);
    } catch (NoResultException e) {
      answers.add(asked);
      throw e;
    }
  }

  private Reservation awaited(GridClient grid, Reservation asked, String title)
      throws GridException, InterruptedException {
    if (!options.isFollowed()) {
      return grid.awaitResult(asked.id(), options.limit());
    }
    try (var _ = Steps.follow(session, title, asked.gwid())) {
      return grid.awaitResult(asked.id(), options.limit());
    }
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

  /// Says how a workload is, for people.
  public void tell(Reservation answer) {
    if (!Words.isRunning(answer)) {
      session.say(
          "%s %s %s: %s"
              .formatted(
                  Words.kind(answer),
                  answer.gwid(),
                  Words.state(answer),
                  Words.plain(Words.trouble(answer))));
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

  /// Gives the answer, where that is one value or one table for all that was asked for.
  ///
  /// @param isOne whether one workload was asked for, and no list
  public void answer(boolean isOne) {
    if (session.isTable()) {
      session.print(Listing.of(answers));
    }
    if (!session.isTree()) {
      return;
    }
    var trees = answers.stream().map(Deployment::tree).toList();
    if (!isOne) {
      session.answerTree(trees);
    } else if (!trees.isEmpty()) {
      session.answerTree(trees.getFirst());
    }
  }

  /// @return how the command ends
  public int exitCode() {
    return answers.stream().allMatch(Words::isRunning) ? ExitCode.DONE : ExitCode.FAILED;
  }

  /// One workload from start to end.
  ///
  /// @param members of the entry
  /// @return how the command ends
  public int run(Map<String, ?> members) throws CliException, GridException, InterruptedException {
    try {
      deploy(Json.tree(Json.writeTree(members)), List.of());
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.WRONG_CALL, String.valueOf(e.getMessage()));
    } finally {
      answer(true);
    }
    return exitCode();
  }

  private static String state(Reservation answer) {
    if (Words.isRunning(answer)) {
      return "ok";
    }
    return answer.result().isAnswered() || answer.nextAction() == NextAction.INVALID
        ? "error"
        : "deploying";
  }

  /// @return how a workload is, for programs
  public static Map<String, Object> tree(Reservation answer) {
    var addresses = Addresses.of(answer.result());
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", answer.id());
    tree.put("gwid", answer.gwid());
    tree.put("state", state(answer));
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
