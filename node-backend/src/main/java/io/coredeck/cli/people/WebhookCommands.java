package io.coredeck.cli.people;

import io.coredeck.cli.setup.CliConfig.Bearer;
import io.coredeck.cli.setup.CliConfig.Signer;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.hook.Webhook;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.WebhookClient;
import io.coredeck.wire.hook.HookMessages;
import io.coredeck.wire.hook.HookMessages.Made;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The subcommands of `webhook`: which there are. Those that say where one goes are in {@link
/// WebhookTargets}, those about what is delivered in {@link WebhookDeliveries}. Each is an object
/// of its own, since picocli fills its fields.
public final class WebhookCommands {

  private WebhookCommands() {}

  /// @return `webhook` with all of them
  public static CommandLine of(Session session) {
    return new CommandLine(new All(session))
        .addSubcommand(new ListAll(session))
        .addSubcommand(new WebhookTargets.Create(session))
        .addSubcommand(new Show(session))
        .addSubcommand(new WebhookTargets.Update(session))
        .addSubcommand(new Delete(session))
        .addSubcommand(new Rotate(session))
        .addSubcommand(new WebhookDeliveries.Ping(session))
        .addSubcommand(new WebhookDeliveries.Deliveries(session))
        .addSubcommand(new WebhookDeliveries.Redeliver(session))
        .addSubcommand(new Stop(session))
        .addSubcommand(new Allow(session));
  }

  /// What all of them do: some calls, then an answer.
  abstract static class One implements Callable<Integer> {
    final Session session;

    One(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var uri = session.config().endpoints().explorer();
      try (var hooks =
          switch (session.config().caller()) {
            case Signer own -> WebhookClient.connect(uri, own.keys(), own.tid());
            case Bearer bearer -> WebhookClient.withToken(uri, bearer.token());
          }) {
        return run(hooks);
      }
    }

    /// @return the exit code
    abstract int run(WebhookClient hooks) throws CliException, GridException, InterruptedException;

    int tell(Webhook hook, String what) {
      if (session.isTree()) {
        session.answer(HookMessages.write(hook));
      } else {
        session.print("webhook %d %s".formatted(hook.id(), what));
      }
      return ExitCode.DONE;
    }

    int tell(Made made) {
      if (session.isTree()) {
        session.answer(HookMessages.write(made));
        return ExitCode.DONE;
      }
      session.print(made.secret());
      session.say(
          "webhook %d; what comes is signed with this secret, which is shown only now"
              .formatted(made.hook().id()));
      return ExitCode.DONE;
    }
  }

  /// One that is about a webhook.
  abstract static class OfOne extends One {
    @Parameters(index = "0", paramLabel = "ID", description = "Its number.")
    long id;

    OfOne(Session session) {
      super(session);
    }
  }

  private static int list(Session session, WebhookClient hooks, boolean isAll)
      throws GridException, InterruptedException {
    var found = isAll ? hooks.listAll() : hooks.list();
    if (session.isTree()) {
      session.answer(HookMessages.writeWebhooks(found));
      return ExitCode.DONE;
    }
    var table = new Table("WEBHOOK", "STATE", "WAITING", "LAST", "URL", "+USER", "+DESCRIPTION");
    for (var hook : found) {
      table.add(
          String.valueOf(hook.id()),
          state(hook),
          String.valueOf(hook.waiting()),
          Times.written(hook.standing().lastSuccess()),
          hook.target().url(),
          String.valueOf(hook.tid()),
          hook.target().description());
    }
    session.print(table);
    return ExitCode.DONE;
  }

  private static String state(Webhook hook) {
    if (hook.standing().isBlocked()) {
      return "stopped";
    }
    if (!hook.target().enabled()) {
      return "disabled";
    }
    return hook.standing().failures() > 0 ? "failing" : "enabled";
  }

  /// `webhook`.
  @Command(
      name = "webhook",
      description = {
        "Lists your webhooks: servers that are told what happens to your containers,",
        "volumes and networks."
      })
  static final class All extends One {
    All(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      return list(session, hooks, false);
    }
  }

  /// `webhook list`.
  @Command(name = "list", description = "Lists your webhooks.")
  static final class ListAll extends One {
    @Option(names = "--all", description = "Everybody's, and where they lead; for admins.")
    private boolean isAll;

    ListAll(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      return list(session, hooks, isAll);
    }
  }

  /// `webhook show ID`.
  @Command(name = "show", description = "Shows all about one.")
  static final class Show extends OfOne {
    Show(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      var hook = hooks.get(id);
      if (session.isTree()) {
        session.answer(HookMessages.write(hook));
        return ExitCode.DONE;
      }
      var standing = hook.standing();
      session.print("webhook %d is %s".formatted(id, state(hook)));
      session.print("  url          " + hook.target().url());
      session.print("  description  " + hook.target().description());
      session.print("  tells of     " + WebhookTargets.words(hook.target()));
      session.print("  waiting      %d, dropped %d".formatted(hook.waiting(), standing.dropped()));
      session.print("  last         " + Times.written(standing.lastSuccess()));
      if (standing.failures() > 0) {
        session.print(
            "  failing      %d times since %s, next try %s"
                .formatted(
                    standing.failures(),
                    Times.written(standing.failingSince()),
                    Times.written(standing.nextAt())));
      }
      if (!standing.reason().isEmpty()) {
        session.print("  reason       " + standing.reason());
      }
      return ExitCode.DONE;
    }
  }

  /// `webhook delete ID`.
  @Command(name = "delete", description = "Removes one with what waits.")
  static final class Delete extends OfOne {
    Delete(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      hooks.delete(id);
      session.print(session.isTree() ? "null" : "webhook %d is gone".formatted(id));
      return ExitCode.DONE;
    }
  }

  /// `webhook rotate ID`.
  @Command(
      name = "rotate",
      description = "Prints a new secret, this once. The old one is used besides it for a day.")
  static final class Rotate extends OfOne {
    Rotate(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      return tell(hooks.rotate(id));
    }
  }

  /// `webhook stop ID`.
  @Command(name = "stop", description = "Stops somebody else's; for admins.")
  static final class Stop extends OfOne {
    Stop(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      return tell(hooks.setAllowed(id, false), "is stopped");
    }
  }

  /// `webhook allow ID`.
  @Command(name = "allow", description = "Lets one go on that an admin has stopped; for admins.")
  static final class Allow extends OfOne {
    Allow(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      return tell(hooks.setAllowed(id, true), "may go on");
    }
  }
}
