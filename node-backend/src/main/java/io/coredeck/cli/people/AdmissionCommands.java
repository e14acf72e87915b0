package io.coredeck.cli.people;

import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The subcommands of `user` about users without an account, as the original's SDK makes them: who
/// asks to be admitted, and what an admin says.
public final class AdmissionCommands {

  private AdmissionCommands() {}

  /// `user asking`.
  @Command(
      name = "asking",
      description = "Lists users without an account who have registered and ask to be admitted.")
  public static final class Asking extends AccountCommands.One {
    public Asking(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      var asking = accounts.usersAsking();
      if (session.isTree()) {
        session.answer(Json.writeUsers(asking));
        return;
      }
      var table = new Table("USER", "NAME", "EMAIL", "KEY");
      for (var user : asking) {
        table.add(String.valueOf(user.id()), user.name(), user.email(), user.pubkey());
      }
      session.print(table);
    }
  }

  /// `user admit TID`.
  @Command(
      name = "admit",
      description = "Lets a user without an account reserve, own pools and name farms.")
  public static final class Admit extends AccountCommands.One {
    @Parameters(paramLabel = "USER", description = "Its number.")
    private long tid;

    public Admit(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      accounts.admit(tid, true);
      said(session, "user %d is admitted".formatted(tid));
    }
  }

  /// `user refuse TID`.
  @Command(
      name = "refuse",
      description = "Lets a user without an account change nothing, any more; what runs goes on.")
  public static final class Refuse extends AccountCommands.One {
    @Parameters(paramLabel = "USER", description = "Its number.")
    private long tid;

    public Refuse(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      accounts.admit(tid, false);
      said(session, "user %d is not admitted".formatted(tid));
    }
  }

  private static void said(Session session, String what) {
    session.print(session.isTree() ? "null" : what);
  }
}
