package io.coredeck.cli.corex;

import io.coredeck.cli.setup.CliConfig;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Container;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.corex.CorexAccess;
import io.coredeck.sdk.corex.CorexClient;
import io.coredeck.sdk.workload.Addresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `corex ID …`: how the commands of this package find the CoreX of a container. Does nothing
/// without a subcommand.
@Command(
    name = "corex",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Processes and terminals of an interactive container, by its CoreX.",
      "Its address is one of the container's network, which the node's machine reaches; from"
          + " elsewhere --url names a way there. A CoreX that asks gets COREX_CREDENTIAL"
          + " (user:password) or COREX_TOKEN, beside --url only, to https or this machine.",
      "corex serve is another program: CoreX on this machine."
    })
public final class CorexCommand implements Callable<Integer> {
  private static final String CREDENTIAL = "COREX_CREDENTIAL";
  private static final String TOKEN = "COREX_TOKEN";

  private final Session session;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "The container, like 3 or 3-1; none beside --url.")
  private String id = "";

  @Option(names = "--url", paramLabel = "URL", description = "Where the CoreX is, in place of ID.")
  private @Nullable String url;

  private CorexCommand(Session session) {
    this.session = session;
  }

  /// @return the command with its subcommands
  public static CommandLine of(Session session) {
    var corex = new CorexCommand(session);
    return new CommandLine(corex)
        .addSubcommand(new ProcessCommands.Ps(session, corex))
        .addSubcommand(new CommandLine(new StartCommand(session, corex)).setStopAtPositional(true))
        .addSubcommand(new ProcessCommands.Stop(session, corex))
        .addSubcommand(new ProcessCommands.Kill(session, corex))
        .addSubcommand(new ProcessCommands.Logs(session, corex))
        .addSubcommand(new ProcessCommands.Clean(session, corex))
        .addSubcommand(new AttachCommand(session, corex));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "corex needs one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /// @return calls to the CoreX that is meant; to be closed
  CorexClient client() throws CliException, GridException, InterruptedException {
    if (url == null) { // whose container that is, and who is on the way, is not known
      return CorexClient.ofContainer(address());
    }
    var address = given(url);
    var access = access();
    if (access.header().isPresent()) {
      CliConfig.requireSecrecy(address);
    }
    return CorexClient.connect(address, access);
  }

  private CorexAccess access() throws CliException {
    var credential = session.around().variable(CREDENTIAL);
    var token = session.around().variable(TOKEN);
    try {
      return token
          .map(CorexAccess::ofToken)
          .or(() -> credential.map(CorexAccess::ofCredential))
          .orElse(CorexAccess.OPEN);
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.WRONG_CALL, CREDENTIAL + ": " + e.getMessage());
    }
  }

  private String address() throws CliException, GridException, InterruptedException {
    if (id.isEmpty()) {
      throw new CliException(
          ExitCode.WRONG_CALL, "whose CoreX is not said; name a container, as in corex 3 ps");
    }
    var found = session.workload(id);
    if (!(found.workload() instanceof Container container) || !container.interactive()) {
      throw new CliException(
          ExitCode.FAILED,
          "%s has no CoreX; only interactive containers have one".formatted(found.gwid()));
    }
    var ipv4 = Addresses.of(found.result()).ipv4();
    if (!Words.isRunning(found) || ipv4.isEmpty()) {
      throw new CliException(
          ExitCode.FAILED, "%s does not run, it is %s".formatted(found.gwid(), Words.state(found)));
    }
    return ipv4;
  }

  private static URI given(String text) throws CliException {
    try {
      var uri = new URI(text);
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new URISyntaxException(text, "it has no host, or another scheme");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "'%s' is no address of a CoreX: %s; it must be like http://127.0.0.1:7681"
              .formatted(text, e.getReason()));
    }
  }
}
