package io.coredeck.cli.draft;

import io.coredeck.cli.deploy.Deployment;
import io.coredeck.cli.deploy.SourceFile;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.RedeployOptions;
import io.coredeck.sdk.draft.Redeployed;
import io.coredeck.sdk.draft.Redeployment;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import io.coredeck.wire.draft.DraftForm;
import io.coredeck.wire.draft.Drafts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `redeploy ID`: a container in the place of another, with what is different.
@Command(
    name = "redeploy",
    description = {
      "Runs a container in the place of another: the new one comes, and when it runs the old one"
          + " goes. If it does not come up it is taken down and the old one stays.",
      "What is different is told first; --diff only tells it. Secrets that the file leaves open"
          + " are kept. If the command is broken off, the same command goes on."
    })
final class RedeployCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "The container that makes place, like 3 or 3-1.")
  private String id = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE|-",
      description = "What is wanted in its place, as for deploy; without it, the same again.")
  private String file = "";

  @Mixin private DraftEdits edits;
  @Mixin private Running running;

  @Option(names = "--diff", description = "Only tell what would be different.")
  private boolean isDiff;

  @Option(
      names = "--stop-first",
      description =
          "The old one goes before the new one comes, which gets its address; if the new one does"
              + " not come up, the old one is run again.")
  private boolean isStopFirst;

  @Option(names = "--force", description = "Also if nothing is different.")
  private boolean isForced;

  RedeployCommand(Session session) {
    this.session = session;
    this.edits = new DraftEdits();
    this.running = new Running();
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var old = session.workload(id);
    var source = file.isEmpty() ? Optional.<SourceFile>empty() : read();
    try {
      return replace(old, source);
    } catch (WireException e) {
      throw source.isPresent()
          ? source.get().fault(e, source.get().entries().getFirst().path())
          : new CliException(ExitCode.WRONG_CALL, e.reason());
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.WRONG_CALL, String.valueOf(e.getMessage()));
    }
  }

  private Optional<SourceFile> read() throws CliException {
    var source = SourceFile.read(session, file);
    if (source.entries().size() != 1) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "the file has %d workloads; it must be the one that is wanted in the place of %s"
              .formatted(source.entries().size(), id));
    }
    return Optional.of(source);
  }

  private int replace(Reservation old, Optional<SourceFile> source)
      throws CliException, GridException, InterruptedException {
    var options = new RedeployOptions(isStopFirst, running.limit(), RedeployOptions.USUAL_REMOVAL);
    var redeployment = Redeployment.of(session.grid(), old, options);
    var wanted =
        source.isPresent() ? DraftForm.plain(source.get().entries().getFirst()) : Drafts.of(old);
    if (!wanted.member("flist").isPresent()) {
      throw new WireException(
          "", "has no flist; what is wanted in the place of a container must be one");
    }
    var difference = Difference.of(old, edits.applied(wanted), session.grid().tid());
    if (isDiff || !session.isTree()) {
      difference.tell(session);
    }
    if (isDiff || (difference.isEmpty() && !isForced)) {
      return ExitCode.DONE;
    }
    var content = Redeployment.contentOf(difference.shown());
    var begun = redeployment.begun(content);
    if (begun.isPresent()) {
      requireSame(old, begun.get(), difference.shown());
    } else {
      KeptVolumes.require(old, difference.wanted());
    }
    var result = run(redeployment, begun, difference.filled(isStopFirst), content);
    return result.isPresent() ? answer(old, result.get()) : ExitCode.FAILED;
  }

  /// What is encrypted nobody compares: values of secrets may be others than those it has.
  private static void requireSame(Reservation old, Reservation begun, JsonValue shown)
      throws CliException {
    if (old.nextAction() != NextAction.DEPLOY && Drafts.bringsSecrets(shown)) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "%s has taken the place of %s already, and nobody can tell whether with these secrets; if they are to be others, redeploy %s"
              .formatted(begun.gwid(), old.gwid(), begun.gwid()));
    }
  }

  /// What was made for the container goes again if that does not run. If the explorer is lost in
  /// the middle it stays, for the container may run.
  ///
  /// @param begun the new one, if it was asked for earlier
  /// @return empty if something that has to be there before does not run
  private Optional<Redeployed> run(
      Redeployment redeployment, Optional<Reservation> begun, JsonValue entry, String content)
      throws CliException, GridException, InterruptedException {
    var parts = new ArrayList<Reservation>();
    try {
      var wish = begun.isPresent() ? begun : completed(entry, parts);
      if (wish.isEmpty()) {
        takeBack(parts);
        return Optional.empty();
      }
      var result = redeployment.run(wish.get(), content);
      takeBack(
          result.isReplaced()
              ? parts.stream().filter(part -> !isUsed(part, result.now())).toList()
              : parts);
      return Optional.of(result);
    } catch (CliException | IllegalArgumentException e) {
      takeBack(parts);
      throw e;
    }
  }

  private Optional<Reservation> completed(JsonValue entry, List<Reservation> parts)
      throws CliException, GridException, InterruptedException {
    try {
      return running.deployment(session).completed(entry, parts);
    } catch (GridException e) {
      if (!e.isUnsure() && !e.isSilence()) {
        takeBack(parts);
      }
      throw e;
    }
  }

  /// Who asked at the same time for the same may have been first, with parts of its own. A network
  /// is one by its name, whoever made it.
  private static boolean isUsed(Reservation part, Reservation by) {
    return by.workload() instanceof Container container
        && (part.workload() instanceof NetworkResource network
            ? container.networkConnections().stream()
                .anyMatch(one -> one.networkId().equals(network.name()))
            : container.volumes().stream().anyMatch(one -> one.volumeId().equals(part.gwid())));
  }

  /// What was made for a container that does not run is of no use.
  private void takeBack(Iterable<Reservation> parts)
      throws CliException, GridException, InterruptedException {
    for (var part : parts) {
      session.grid().decommission(part.id());
      session.say("%s %s is taken back".formatted(Words.kind(part), part.gwid()));
    }
  }

  private int answer(Reservation old, Redeployed result) throws CliException {
    if (session.isTree()) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("end", result.end().name().toLowerCase(Locale.ROOT));
      tree.put("why", result.why());
      tree.put("replaced", old.gwid());
      tree.put("now", Deployment.tree(result.now()));
      session.answerTree(tree);
    } else {
      tell(old, result);
    }
    return switch (result.end()) {
      case DONE -> ExitCode.DONE;
      case OLD_GOES -> ExitCode.LATE;
      case KEPT, RESTORED, LOST -> ExitCode.FAILED;
    };
  }

  private void tell(Reservation old, Redeployed result) {
    var now = result.now().gwid();
    var why = result.why();
    switch (result.end()) {
      case DONE, OLD_GOES -> {
        running.deployment(session).tell(result.now());
        session.say(
            why.isEmpty()
                ? "%s is gone".formatted(old.gwid())
                : "%s is asked to go and still there: %s".formatted(old.gwid(), why));
      }
      case KEPT ->
          session.say("the new container does not run: %s; %s stays".formatted(why, old.gwid()));
      case RESTORED ->
          session.say(
              "the new container does not run: %s; %s was run again as it was: %s"
                  .formatted(why, old.gwid(), now));
      case LOST ->
          session.say(
              "the new container does not run, and %s is gone: %s".formatted(old.gwid(), why));
    }
  }
}
