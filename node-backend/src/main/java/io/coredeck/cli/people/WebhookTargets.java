package io.coredeck.cli.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.cli.people.WebhookCommands.OfOne;
import io.coredeck.cli.people.WebhookCommands.One;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.model.hook.HookEvent;
import io.coredeck.model.hook.HookTarget;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.WebhookClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `webhook create` and `webhook update`: where one goes and what it tells of.
final class WebhookTargets {

  private static final String ALL = "all";

  /// Bytes of the standard input that are read; a URL is shorter.
  private static final int MOST_BYTES = 8 << 10;

  private WebhookTargets() {}

  /// What can be said of one. What is not said stays as it is.
  static final class Wish {
    @Option(names = "--description", paramLabel = "TEXT", description = "What you call it.")
    private @Nullable String description;

    @Option(
        names = "--event",
        paramLabel = "EVENT",
        split = ",",
        description =
            "Only these: created, deploying, ok, error, delete_asked, expired, deleted; or all.")
    private @Nullable List<String> events;

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        split = ",",
        description = "Only of these: container, volume, network; or all.")
    private @Nullable List<String> types;

    @Option(
        names = "--pool",
        paramLabel = "ID",
        split = ",",
        description = "Only of what these pools pay for; or all.")
    private @Nullable List<String> pools;

    @Option(
        names = "--node",
        paramLabel = "ID",
        split = ",",
        description = "Only of what is on these nodes; or all.")
    private @Nullable List<String> nodes;

    @Option(
        names = "--everybody",
        negatable = true,
        description = "Others' as well as yours; for operators and admins.")
    private @Nullable Boolean everybody;

    @Option(names = "--enabled", negatable = true, description = "Whether it is told anything.")
    private @Nullable Boolean enabled;

    HookTarget of(HookTarget before) throws CliException {
      try {
        return new HookTarget(
            before.url(),
            description == null ? before.description() : description,
            enabled == null ? before.enabled() : enabled,
            list(events, before.events(), WebhookTargets::event),
            list(types, before.types(), type -> type),
            list(pools, before.pools(), Long::valueOf),
            list(nodes, before.nodes(), node -> node),
            everybody == null ? before.everybody() : everybody);
      } catch (NumberFormatException e) {
        throw new CliException(ExitCode.WRONG_CALL, "--pool takes numbers: " + e.getMessage());
      } catch (IllegalArgumentException e) {
        throw new CliException(ExitCode.WRONG_CALL, String.valueOf(e.getMessage()));
      }
    }
  }

  private static <T> List<T> list(
      @Nullable List<String> said, List<T> before, Function<String, T> read) {
    if (said == null) {
      return before;
    }
    return said.equals(List.of(ALL)) ? List.of() : said.stream().map(read).distinct().toList();
  }

  private static HookEvent event(String word) {
    return HookEvent.of(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--event is '%s'; it must be created, deploying, ok, error, delete_asked, expired, deleted or all"
                    .formatted(word)));
  }

  /// @return what a webhook tells of, in words
  static String words(HookTarget target) {
    var words = new ArrayList<String>();
    words.add(
        target.events().isEmpty()
            ? "all events"
            : String.join(", ", target.events().stream().map(HookEvent::word).toList()));
    add(words, "of ", target.types());
    add(words, "of pool ", target.pools());
    add(words, "on node ", target.nodes());
    if (target.everybody()) {
      words.add("of everybody");
    }
    return String.join("; ", words);
  }

  private static void add(List<String> words, String what, List<?> some) {
    if (!some.isEmpty()) {
      words.add(what + String.join(", ", some.stream().map(String::valueOf).toList()));
    }
  }

  /// A URL may have a secret in it.
  private static String said(Session session, String url) throws CliException {
    if (!url.equals("-")) {
      return url;
    }
    try {
      var text = new String(session.in().readNBytes(MOST_BYTES), UTF_8);
      return text.lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new CliException(
          ExitCode.FAILED, "the URL cannot be read from the standard input: " + e.getMessage());
    }
  }

  /// `webhook create URL`.
  @Command(name = "create", description = "Makes one and prints its secret, this once.")
  static final class Create extends One {
    @Parameters(
        paramLabel = "URL",
        description = {
          "Where events are posted to, https://…;",
          "- reads it from the standard input, for others see command lines."
        })
    private String url = "";

    @Mixin private Wish wish = new Wish();

    Create(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws CliException, GridException, InterruptedException {
      HookTarget target;
      try {
        target = HookTarget.of(said(session, url));
      } catch (IllegalArgumentException e) {
        throw new CliException(ExitCode.WRONG_CALL, String.valueOf(e.getMessage()));
      }
      return tell(hooks.create(wish.of(target)));
    }
  }

  /// `webhook update ID`.
  @Command(name = "update", description = "Changes what is said here, and nothing else.")
  static final class Update extends OfOne {
    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "Where it goes from now on; - reads it.")
    private @Nullable String url;

    @Mixin private Wish wish = new Wish();

    Update(Session session) {
      super(session);
    }

    @Override
    int run(WebhookClient hooks) throws CliException, GridException, InterruptedException {
      var seen = hooks.see(id);
      var before = seen.hook().target();
      var target = wish.of(url == null ? before : before.withUrl(said(session, url)));
      return tell(hooks.change(seen, target), "is changed");
    }
  }
}
