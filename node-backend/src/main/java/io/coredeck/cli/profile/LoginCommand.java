package io.coredeck.cli.profile;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Profiles;
import io.coredeck.cli.setup.Profiles.Profile;
import io.coredeck.cli.setup.Session;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.wire.account.TokenMessages;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `login URL`: proves a person by name and password, makes a token and keeps that; or keeps a
/// token that is there. The password is kept nowhere.
@Command(
    name = "login",
    description = {
      "Logs in to a grid elsewhere and keeps a token for the commands after it.",
      "Asks for name and password; where the input is no terminal they are its first lines."
    })
public final class LoginCommand implements Callable<Integer> {
  private static final String DEFAULT_DAYS = "30";

  private final Session session;

  @Parameters(
      paramLabel = "URL",
      description =
          "Of its explorer, like https://grid.example.org/api/v1; without a path"
              + " /api/v1 is meant.")
  private String url = "";

  @Option(names = "--as", paramLabel = "NAME", description = "Name of the profile (the host).")
  private String name = "";

  @Option(names = "--user", paramLabel = "NAME", description = "Your name there; else it is asked.")
  private String user = "";

  @Option(
      names = "--token-stdin",
      description = "Keeps the token in the input instead of making one.")
  private boolean hasToken;

  @Option(
      names = "--scope",
      paramLabel = "read|write",
      defaultValue = "write",
      description = "What the new token may do (write).")
  private Scope scope = Scope.WRITE;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = DEFAULT_DAYS,
      description = "How long the new token is good (" + DEFAULT_DAYS + ").")
  private long days;

  public LoginCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, IOException, InterruptedException {
    var explorer = session.explorerAt(url);
    var profiles = Profiles.of(session.around());
    var called =
        name.isEmpty()
            ? String.valueOf(explorer.getHost()).replaceAll("[\\[\\]]", "").replace(':', '-')
            : name;
    var profile = hasToken ? shown(called, explorer) : made(called, explorer);
    profiles.with(profile).save();
    if (session.isTree()) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("profile", profile.name());
      tree.put("explorer", explorer.toString());
      tree.put("user", profile.user());
      tree.put("expires", profile.expires());
      session.answerTree(tree);
    } else {
      session.print(
          "%s is logged in to %s; profile %s is used from now on"
              .formatted(profile.user(), explorer, profile.name()));
    }
    return ExitCode.DONE;
  }

  /// A token is looked at before it is kept.
  private Profile shown(String called, URI explorer)
      throws CliException, GridException, IOException, InterruptedException {
    var token = new Asking(session).secret("Token");
    try (var accounts = AccountClient.withToken(explorer, token)) {
      return new Profile(called, explorer, token, accounts.own().name(), 0);
    }
  }

  private Profile made(String called, URI explorer)
      throws CliException, GridException, IOException, InterruptedException {
    var asking = new Asking(session);
    var who = user.isEmpty() ? asking.open("Name") : user;
    var person = AccountClient.signIn(explorer, who, asking.secret("Password"), "");
    try (var accounts = AccountClient.connect(explorer, person)) {
      var wish = new TokenMessages.Wish("command line " + called, scope, days);
      var token = accounts.createToken(person.account().name(), wish);
      leave(accounts);
      return new Profile(
          called, explorer, token.text(), person.account().name(), token.token().expires());
    }
  }

  /// From here on the token is what is known. It is kept also if this fails: it is told only once.
  private void leave(AccountClient accounts) throws InterruptedException {
    try {
      accounts.signOut(false);
    } catch (GridException e) {
      session.say("the sign-in behind the token goes on for half a day: " + e.getMessage());
    }
  }
}
