package io.coredeck.cli.people;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.wire.account.AuditLines;
import io.coredeck.wire.account.AuditMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `audit`: who did what.
@Command(
    name = "audit",
    description = "Lists who did what, the latest last: everything for admins and operators.")
public final class AuditCommand implements Callable<Integer> {

  private static final Duration WAIT = Duration.ofSeconds(30);

  /// Before the next question, if an empty answer came at once.
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private static final String DEFAULT_LINES = "50";

  private final Session session;

  @Option(names = "--actor", paramLabel = "NAME", description = "Only of people named like this.")
  private String actor = "";

  @Option(
      names = "--action",
      paramLabel = "WORD",
      description = "Only such, e.g. container.deploy; container. for all of containers.")
  private String action = "";

  @Option(names = "--object", paramLabel = "TEXT", description = "Only what was done to this.")
  private String object = "";

  @Option(names = "--result", paramLabel = "ok|refused", description = "Only what went so.")
  private String result = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Not before: 2026-11-28, 2026-11-28T07:00:00Z, 30m, 12h, 7d.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only before.")
  private @Nullable String until;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = DEFAULT_LINES,
      description = "How many at most (" + DEFAULT_LINES + ", up to 1000).")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with what happens from now on.")
  private boolean isFollowing;

  @Option(
      names = "--export",
      paramLabel = "csv|jsonl",
      description = "Writes all that fits, oldest first, as lines of a file; -n does not count.")
  private @Nullable AuditLines export;

  public AuditCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, IOException, InterruptedException {
    if (lines < 1 || lines > AuditClient.MOST) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "--lines is %d; it must be from 1 to %d".formatted(lines, AuditClient.MOST));
    }
    var filter = new Filter(actor, action, object, result, time(since), time(until));
    try (var audit = session.audit()) {
      if (export != null) {
        audit.export(filter, export, session.out());
        session.out().flush();
        return ExitCode.DONE;
      }
      var found = audit.newest(filter, 0, lines).entries().reversed();
      tell(found);
      var last = found.isEmpty() ? 0 : found.getLast().id();
      while (isFollowing && !session.out().checkError()) {
        var asked = System.nanoTime();
        var news = audit.after(filter, last, WAIT).entries();
        if (!news.isEmpty()) {
          tell(news);
          last = news.getLast().id();
        } else if (System.nanoTime() - asked < PAUSE.toNanos()) {
          Thread.sleep(PAUSE); // the explorer had no place to wait
        }
      }
    }
    return ExitCode.DONE;
  }

  private static Optional<java.time.Instant> time(@Nullable String text) throws CliException {
    return text == null ? Optional.empty() : Optional.of(Times.read(text));
  }

  private void tell(List<AuditEntry> entries) {
    if (session.isTree()) {
      session.answer(AuditMessages.write(entries));
      return;
    }
    var table = new Table("TIME", "WHO", "FROM", "ACTION", "OBJECT", "RESULT", "DETAIL");
    for (var entry : entries) {
      table.add(
          Times.written(entry.at()),
          entry.actor() + (entry.via().startsWith("token ") ? " (" + entry.via() + ")" : ""),
          entry.address(),
          entry.action(),
          entry.object(),
          entry.result().word(),
          entry.detail());
    }
    session.print(table);
  }
}
