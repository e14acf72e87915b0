package io.coredeck.cli.people;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.account.TokenMessages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `token`: what stands for you in programs.
@Command(
    name = "token",
    description = {
      "Lists your tokens. A token stands for you in a program: give it to a command",
      "in the variable COREDECK_TOKEN, with COREDECK_EXPLORER saying where."
    })
public final class TokenCommands implements Callable<Integer> {
  private final Session session;

  public TokenCommands(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    var accounts = session.accounts();
    var found = accounts.tokens(accounts.own().name());
    if (session.isTree()) {
      session.answer(TokenMessages.write(found));
      return ExitCode.DONE;
    }
    var table = new Table("TOKEN", "NAME", "SCOPE", "EXPIRES", "LAST USED");
    for (var token : found) {
      table.add(
          String.valueOf(token.id()),
          token.name(),
          token.scope().word(),
          Times.written(token.expires()),
          Times.written(token.lastUsed()));
    }
    session.print(table);
    return ExitCode.DONE;
  }

  /// `token add NAME`.
  @Command(name = "add", description = "Makes a token and prints it, this once.")
  public static final class Add implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "What you call it, e.g. the program's name.")
    private String name = "";

    @Option(
        names = "--scope",
        paramLabel = "read|write",
        defaultValue = "read",
        description = "Whether it may change things (read).")
    private Scope scope = Scope.READ;

    @Option(
        names = "--days",
        paramLabel = "N",
        defaultValue = "30",
        description = "How long it is good (30).")
    private long days;

    public Add(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var accounts = session.accounts();
      var wish = new TokenMessages.Wish(name, scope, days);
      var made = accounts.createToken(accounts.own().name(), wish);
      if (session.isTree()) {
        session.answer(TokenMessages.write(made));
        return ExitCode.DONE;
      }
      session.print(made.text());
      session.say(
          "token %d, good until %s; it is shown only now"
              .formatted(made.token().id(), Times.written(made.token().expires())));
      return ExitCode.DONE;
    }
  }

  /// `token revoke ID`.
  @Command(name = "revoke", description = "Makes a token useless at once.")
  public static final class Revoke implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TOKEN", description = "Its number or its name.")
    private String wanted = "";

    public Revoke(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var accounts = session.accounts();
      var owner = accounts.own().name();
      var token =
          accounts.tokens(owner).stream()
              .filter(this::isWanted)
              .findFirst()
              .orElseThrow(
                  () -> new CliException(ExitCode.UNKNOWN, "there is no token '" + wanted + "'"));
      accounts.revokeToken(owner, token.id());
      session.print(session.isTree() ? "null" : "token %s is revoked".formatted(token.name()));
      return ExitCode.DONE;
    }

    private boolean isWanted(ApiToken token) {
      return token.name().equals(wanted) || String.valueOf(token.id()).equals(wanted);
    }
  }
}
