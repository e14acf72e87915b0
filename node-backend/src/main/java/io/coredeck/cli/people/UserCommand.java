package io.coredeck.cli.people;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `user`: who is on the grid. Its subcommands are about accounts: {@link AccountCommands}.
@Command(
    name = "user",
    description = {
      "Lists the users of the grid.",
      "The subcommands are about accounts: people who sign in."
    })
public final class UserCommand implements Callable<Integer> {
  private final Session session;

  public UserCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var users = session.grid().users();
    if (session.isTree()) {
      session.answer(Json.writeUsers(users));
      return ExitCode.DONE;
    }
    var table = new Table("USER", "NAME", "EMAIL", "KEY");
    for (var user : users) {
      table.add(String.valueOf(user.id()), user.name(), user.email(), user.pubkey());
    }
    session.print(table);
    return ExitCode.DONE;
  }
}
