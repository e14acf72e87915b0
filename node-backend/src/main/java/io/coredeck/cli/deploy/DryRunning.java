package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliConfig.Endpoints;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Explanation;
import io.coredeck.model.fit.Obstacle;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.fit.DryRun;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.fit.FitMessages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What would become of the workloads of a file, one after the other. Nothing is created: what an
/// entry needs of those before it is taken for there. For one command.
final class DryRunning {

  private final Session session;
  private final SourceFile source;
  private final Optional<Surroundings> variables;
  private final Endpoints defaults;
  private final List<Explanation> answers = new ArrayList<>();

  /// The node's parts of networks that entries make, by their names.
  private final Map<String, String> networks = new HashMap<>();

  /// The addresses of containers of the file, by their networks.
  private final Map<String, Set<String>> addresses = new HashMap<>();

  private int entries;
  private boolean isWrong;

  /// @param takesVariables whether secrets without a value come from the environment
  DryRunning(Session session, SourceFile source, boolean takesVariables)
      throws CliException, GridException, InterruptedException {
    this.session = session;
    this.source = source;
    this.variables = takesVariables ? Optional.of(session.around()) : Optional.empty();
    this.defaults = session.defaults();
  }

  /// Explains an entry, with what is made for it.
  ///
  /// @throws IllegalArgumentException if it cannot be read; the message names the place
  void explain(JsonValue entry) throws CliException, GridException, InterruptedException {
    var made = new HashMap<Integer, String>();
    if (entry.member("flist").isPresent()) {
      var parts = new NewParts(entry);
      var network = parts.network();
      if (network.isPresent()) {
        ask(network.get(), entry, Map.of());
      }
      for (var volume : parts.volumes().entrySet()) {
        ask(volume.getValue(), entry, Map.of());
        made.put(volume.getKey(), NewParts.EXPECTED);
      }
    }
    ask(entry, entry, made);
    entries++;
  }

  /// @param from what stands in the file
  private void ask(JsonValue entry, JsonValue from, Map<Integer, String> made)
      throws CliException, GridException, InterruptedException {
    var before = Collections.nCopies(entries, NewParts.EXPECTED);
    var known = new Draft.Known(before, made, variables, Map.copyOf(networks), addresses);
    var wish = Draft.complete(session.grid(), defaults, known, entry);
    var said = DryRun.of(session.grid(), wish).expectingVolume(NewParts.EXPECTED);
    for (var network : networks.keySet()) {
      said = said.expecting(network);
    }
    if (wish.workload() instanceof NetworkResource network) {
      networks.put(network.name(), network.iprange());
    }
    if (wish.workload() instanceof Container container) {
      said = besideOthers(said, container);
    }
    answers.add(said);
    tell(wish, said, from);
  }

  /// Two containers of the file want the same address: the explorer knows of neither.
  private Explanation besideOthers(Explanation said, Container container) {
    var connection = container.networkConnections().stream().findFirst();
    if (connection.isEmpty() || connection.get().ipaddress().isEmpty()) {
      return said;
    }
    var address = connection.get().ipaddress();
    return addresses
            .computeIfAbsent(connection.get().networkId(), _ -> new HashSet<>())
            .add(address)
        ? said
        : said.hinderedBy(Obstacle.addressExpected(address));
  }

  private void tell(Reservation wish, Explanation said, JsonValue from) {
    for (var fault : said.faults()) {
      isWrong = true;
      var told = source.fault(new IllegalArgumentException(fault.message()), from.path());
      session.say(Words.plain(String.valueOf(told.getMessage())));
    }
    if (!session.isTree()) {
      new ExplanationText(session, wish, said).tell();
    }
  }

  /// Gives the answer, where that is one value for all.
  void answer() {
    if (!session.isTree()) {
      return;
    }
    var trees = answers.stream().map(FitMessages::tree).toList();
    if (trees.size() == 1 && source.isOne()) {
      session.answerTree(trees.getFirst());
    } else {
      session.answerTree(trees);
    }
  }

  /// @return how the command ends: 0 if all of it would run, 2 if something is written wrongly
  int exitCode() {
    if (isWrong) {
      return ExitCode.WRONG_CALL;
    }
    return answers.stream().allMatch(Explanation::fits) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
