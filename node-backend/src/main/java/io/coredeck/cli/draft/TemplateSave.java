package io.coredeck.cli.draft;

import io.coredeck.cli.deploy.SourceFile;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.model.draft.Template;
import io.coredeck.model.draft.Template.Variable;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.DraftClient;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import io.coredeck.wire.draft.TemplateMessages;
import io.coredeck.wire.draft.TemplateRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `template save NAME`.
@Command(
    name = "save",
    description = {
      "Keeps a draft as a template: that of a file, or of a workload.",
      "What is of one node, pool, address or volume and all values of secrets are left out, which"
          + " is told."
    })
final class TemplateSave implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "What it is called.")
  private String name = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE|-",
      description = "A workload as for deploy.")
  private String file = "";

  @Option(names = "--from", paramLabel = "ID", description = "A workload, like 3 or 3-1.")
  private String from = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "One line about it.")
  private String description = "";

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "A variable with its usual value: $${NAME} in the draft stands for it.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(names = "--shared", description = "Everybody sees it; for operators and admins.")
  private boolean isShared;

  @Option(names = "--replace", description = "In the place of your template of that name.")
  private boolean isReplacing;

  @Mixin private DraftEdits edits;

  TemplateSave(Session session) {
    this.session = session;
    this.edits = new DraftEdits();
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    if (file.isEmpty() == from.isEmpty()) {
      throw new CliException(
          ExitCode.WRONG_CALL, "the draft must come from --file or from --from ID, one of them");
    }
    var calls = DraftCommands.calls(session);
    var open = TemplateRules.opened(edits.applied(draft(calls)));
    if (!open.leftOut().isEmpty()) {
      session.say("left out: " + String.join(", ", open.leftOut()));
    }
    var wish = Template.wish(name, description, isShared, variables(), open.draft().json());
    var kept = kept(calls, wish);
    if (session.isTree()) {
      session.answer(TemplateMessages.write(kept));
    } else {
      session.print("template %d, %s, is kept".formatted(kept.id(), kept.name()));
    }
    return ExitCode.DONE;
  }

  private JsonValue draft(DraftClient calls)
      throws CliException, GridException, InterruptedException {
    if (file.isEmpty()) {
      return calls.draftOf(session.workload(from).id());
    }
    var source = SourceFile.read(session, file);
    if (source.entries().size() != 1) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "the file has %d workloads; a template is one".formatted(source.entries().size()));
    }
    return source.entries().getFirst();
  }

  private List<Variable> variables() {
    return variables.entrySet().stream()
        .map(one -> new Variable(one.getKey(), usual(one.getValue()), ""))
        .toList();
  }

  /// A number, true or false is one; everything else is a text, also in quotes.
  private static String usual(String written) {
    try {
      var value = Json.tree(written);
      if (value.isPresent() && !value.isObject() && !value.isList()) {
        return value.json();
      }
    } catch (WireException _) {
      // then it is a text
    }
    return Json.writeTree(written);
  }

  private Template kept(DraftClient calls, Template wish)
      throws CliException, GridException, InterruptedException {
    var tid = session.grid().tid();
    var before =
        isReplacing
            ? calls.templates().stream()
                .filter(one -> one.tid() == tid && one.name().equals(name))
                .findFirst()
            : Optional.<Template>empty();
    return before.isPresent()
        ? calls.change(calls.template(before.get().id()), wish).template()
        : calls.create(wish).template();
  }
}
