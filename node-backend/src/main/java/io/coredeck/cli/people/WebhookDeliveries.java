package io.coredeck.cli.people;

import io.coredeck.cli.people.WebhookCommands.OfOne;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.hook.Delivery;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.WebhookClient;
import io.coredeck.wire.hook.HookMessages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `webhook ping`, `webhook deliveries` and `webhook redeliver`: what is delivered to one.
final class WebhookDeliveries {

  private WebhookDeliveries() {}

  /// `webhook ping ID`.
  @Command(name = "ping", description = "Sends a test and says what came back.")
  static final class Ping extends OfOne {
    Ping(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      var pinged = hooks.ping(id);
      var tried = pinged.tried();
      if (session.isTree()) {
        session.answer(HookMessages.write(pinged));
      } else if (pinged.isDelivered()) {
        session.print("taken with %d after %d ms".formatted(tried.status(), tried.millis()));
      } else {
        session.say("not taken: " + tried.error() + answer(tried.answer()));
      }
      return pinged.isDelivered() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String answer(String said) {
      return said.isEmpty() ? "" : ": " + said;
    }
  }

  /// `webhook deliveries ID`.
  @Command(name = "deliveries", description = "Lists the newest hundred deliveries.")
  static final class Deliveries extends OfOne {
    Deliveries(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      var found = hooks.deliveries(id);
      if (session.isTree()) {
        session.answer(HookMessages.writeDeliveries(found));
        return ExitCode.DONE;
      }
      var table =
          new Table(
              "DELIVERY",
              "TIME",
              "EVENT",
              "WORKLOAD",
              "STATE",
              "TRIES",
              "STATUS",
              "ERROR",
              "+MS",
              "+ID");
      for (var one : found) {
        add(table, one);
      }
      session.print(table);
      return ExitCode.DONE;
    }

    private static void add(Table table, Delivery one) {
      table.add(
          String.valueOf(one.id()),
          Times.written(one.happened()),
          one.event(),
          String.valueOf(one.workloadId()),
          one.state().word(),
          String.valueOf(one.attempts()),
          one.last().status() == 0 ? "" : String.valueOf(one.last().status()),
          one.last().error(),
          String.valueOf(one.last().millis()),
          one.eventId());
    }
  }

  /// `webhook redeliver ID DELIVERY`.
  @Command(name = "redeliver", description = "Makes a delivery again.")
  static final class Redeliver extends OfOne {
    @Parameters(index = "1", paramLabel = "DELIVERY", description = "Number of the delivery.")
    private long delivery;

    Redeliver(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws GridException, InterruptedException {
      var again = hooks.redeliver(id, delivery);
      if (session.isTree()) {
        session.answer(HookMessages.write(again));
      } else {
        session.print("delivery %d waits again".formatted(again.id()));
      }
      return ExitCode.DONE;
    }
  }
}
