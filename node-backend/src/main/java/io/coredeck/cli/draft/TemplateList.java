package io.coredeck.cli.draft;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.draft.Template;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.DraftClient;
import io.coredeck.wire.draft.TemplateMessages;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `template`: drafts to begin workloads with.
@Command(
    name = "template",
    description = "Lists your templates and those that are shared; the same as list.")
class TemplateList implements Callable<Integer> {
  private final Session session;

  TemplateList(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var calls = DraftCommands.calls(session);
    var found = calls.templates();
    if (session.isTree()) {
      session.answer(TemplateMessages.write(found));
      return ExitCode.DONE;
    }
    var table =
        new Table("ID", "NAME", "KIND", "OWNER", "SHARED", "+CHANGED", "+IMAGE", "DESCRIPTION");
    for (var one : found) {
      table.add(
          String.valueOf(one.id()),
          one.name(),
          one.kind(),
          one.owner(),
          one.isShared() ? "yes" : "no",
          Instant.ofEpochSecond(one.changed()).toString(),
          one.image(),
          one.description());
    }
    session.print(table);
    return ExitCode.DONE;
  }

  /// @param wanted a number, or the name of one's own template, else of the shared one
  static Template find(DraftClient calls, long tid, String wanted)
      throws CliException, GridException, InterruptedException {
    var named =
        calls.templates().stream()
            .filter(one -> one.name().equals(wanted) || String.valueOf(one.id()).equals(wanted))
            .toList();
    var own = named.stream().filter(one -> one.tid() == tid).toList();
    var found = own.isEmpty() ? named : own;
    if (found.isEmpty()) {
      throw new CliException(ExitCode.UNKNOWN, "there is no template '%s'".formatted(wanted));
    }
    if (found.size() > 1) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "there are %d templates '%s'; name one by its number: template list"
              .formatted(found.size(), wanted));
    }
    return found.getFirst();
  }

  /// `template list`.
  @Command(name = "list", description = "Lists your templates and those that are shared.")
  static final class ListAll extends TemplateList {
    ListAll(Session session) {
      super(session);
    }
  }
}
