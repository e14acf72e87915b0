package io.coredeck.cli.draft;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.cli.text.Yaml;
import io.coredeck.model.draft.Template;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import io.coredeck.wire.draft.TemplateMessages;
import io.coredeck.wire.draft.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is done with one template.
final class TemplateCommands {

  private TemplateCommands() {}

  /// `template show NAME`.
  @Command(name = "show", description = "Shows a template with its variables and draft.")
  static final class Show implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name or number.")
    private String name = "";

    Show(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var calls = DraftCommands.calls(session);
      var id = TemplateList.find(calls, session.grid().tid(), name).id();
      var found = calls.template(id).template();
      if (session.isTree()) {
        session.answer(TemplateMessages.write(found));
      } else {
        show(found);
      }
      return ExitCode.DONE;
    }

    private void show(Template found) {
      session.print(Words.plain("# template %d: %s".formatted(found.id(), found.name())));
      if (!found.description().isEmpty()) {
        session.print(Words.plain("# " + found.description()));
      }
      for (var one : found.variables()) {
        var about = one.description().isEmpty() ? "" : " - " + one.description();
        session.print(Words.plain("# --var %s=%s%s".formatted(one.name(), one.usual(), about)));
      }
      session.print(Yaml.print(Json.tree(found.draftJson())));
    }
  }

  /// `template use NAME`.
  @Command(
      name = "use",
      description = {
        "Prints a template as a file that deploy takes, or with --deploy runs it.",
        "Secrets have no values in it: write them in the file, or use --secrets-from-env."
      })
  static final class Use implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name or number.")
    private String name = "";

    @Option(
        names = "--var",
        paramLabel = "NAME=VALUE",
        description = "Gives a variable of the template another value than its usual one.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Mixin private DraftEdits edits;
    @Mixin private Running running;

    @Option(names = "--deploy", description = "Run it, in place of printing it.")
    private boolean isDeployed;

    Use(Session session) {
      this.session = session;
      this.edits = new DraftEdits();
      this.running = new Running();
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      try {
        var calls = DraftCommands.calls(session);
        var id = TemplateList.find(calls, session.grid().tid(), name).id();
        var filled = Variables.filled(calls.template(id).template(), variables);
        var draft = edits.applied(filled);
        if (isDeployed) {
          return running.deployment(session).run(draft.members());
        }
        DraftCommands.print(session, draft);
        return ExitCode.DONE;
      } catch (IllegalArgumentException e) {
        throw new CliException(ExitCode.WRONG_CALL, String.valueOf(e.getMessage()));
      }
    }
  }

  /// `template delete NAME`.
  @Command(name = "delete", description = "Deletes a template.")
  static final class Delete implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name or number.")
    private String name = "";

    Delete(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var calls = DraftCommands.calls(session);
      var found = TemplateList.find(calls, session.grid().tid(), name);
      calls.remove(found.id());
      session.done("template %s is deleted".formatted(found.name()));
      return ExitCode.DONE;
    }
  }
}
