package io.coredeck.cli.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.Changed;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The subcommands of `user`: accounts, and what becomes of them. Each is an object of its own,
/// since picocli fills its fields.
public final class AccountCommands {

  private static final int PASSWORD_BYTES = 1024;

  private AccountCommands() {}

  /// What all of them do: one call, then an answer.
  abstract static class One implements Callable<Integer> {
    final Session session;

    One(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, IOException, InterruptedException {
      run(session.accounts());
      return ExitCode.DONE;
    }

    abstract void run(AccountClient accounts)
        throws CliException, GridException, IOException, InterruptedException;

    void tell(Changed changed, String what) {
      if (session.isTree()) {
        session.answer(AccountMessages.write(changed));
        return;
      }
      session.print("%s %s".formatted(changed.account().name(), what));
      if (!changed.password().isEmpty()) {
        session.print("  password  " + changed.password());
        session.say("it is shown only now, and must be changed at the first sign-in");
      }
    }
  }

  /// `user accounts`.
  @Command(name = "accounts", description = "Lists accounts: all for an admin, else your own.")
  public static final class ListAccounts extends One {
    public ListAccounts(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      var found = accounts.list();
      if (session.isTree()) {
        session.answer(AccountMessages.write(found));
        return;
      }
      var table = new Table("NAME", "ROLE", "USER", "STATE", "LAST SIGN-IN");
      for (var account : found) {
        table.add(
            account.name(),
            account.role().word(),
            String.valueOf(account.tid()),
            state(account),
            Times.written(account.standing().lastSignIn()));
      }
      session.print(table);
    }

    private static String state(Account account) {
      if (account.standing().isDisabled()) {
        return "disabled";
      }
      return account.standing().mustChangePassword() ? "new password" : "active";
    }
  }

  /// `user add NAME`.
  @Command(
      name = "add",
      description = "Makes an account; prints its password, which must be changed.")
  public static final class Add extends One {
    @Parameters(paramLabel = "NAME", description = "3 to 63 lower-case letters, digits, . - _ @")
    private String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "user",
        description = "admin, operator, user or viewer (user).")
    private Role role = Role.USER;

    @Option(
        names = "--password-stdin",
        description = "Reads the password from the input instead of making one up.")
    private boolean isRead;

    public Add(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, IOException, InterruptedException {
      var password = isRead ? line(session) : "";
      tell(accounts.create(name, role, password), "is " + role.word());
    }
  }

  private static String line(Session session) throws IOException {
    return new String(session.in().readNBytes(PASSWORD_BYTES), UTF_8)
        .lines()
        .findFirst()
        .orElse("");
  }

  /// `user role NAME ROLE`.
  @Command(name = "role", description = "Gives an account another role.")
  public static final class ChangeRole extends One {
    @Parameters(paramLabel = "NAME", index = "0")
    private String name = "";

    @Parameters(paramLabel = "ROLE", index = "1", description = "admin, operator, user or viewer.")
    private Role role = Role.USER;

    public ChangeRole(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      tell(new Changed(accounts.setRole(name, role), ""), "is now " + role.word());
    }
  }

  /// `user disable NAME`.
  @Command(
      name = "disable",
      description = "Shuts somebody out at once, tokens included; what runs goes on.")
  public static final class Disable extends One {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    public Disable(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      tell(new Changed(accounts.setDisabled(name, true), ""), "is disabled");
    }
  }

  /// `user enable NAME`.
  @Command(name = "enable", description = "Lets somebody in again.")
  public static final class Enable extends One {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    public Enable(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      tell(new Changed(accounts.setDisabled(name, false), ""), "may sign in again");
    }
  }

  /// `user reset NAME`.
  @Command(
      name = "reset",
      description = "Prints a new password for somebody, which must be changed; sessions end.")
  public static final class Reset extends One {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    public Reset(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      tell(accounts.resetPassword(name), "has a new password");
    }
  }

  /// `user delete NAME`.
  @Command(
      name = "delete",
      description = "Deletes an account and its tokens; refused while something of it runs.")
  public static final class Delete extends One {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    public Delete(Session session) {
      super(session);
    }

    @Override
    void run(AccountClient accounts) throws GridException, InterruptedException {
      accounts.remove(name);
      if (session.isTree()) {
        session.print("null");
      } else {
        session.print("account %s is deleted".formatted(name));
      }
    }
  }
}
