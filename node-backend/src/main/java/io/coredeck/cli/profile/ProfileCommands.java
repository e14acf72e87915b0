package io.coredeck.cli.profile;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.Commands;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Profiles;
import io.coredeck.cli.setup.Profiles.Profile;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `login`, `logout` and `profile`.
public final class ProfileCommands {

  private ProfileCommands() {}

  /// @param commands gets them
  public static void addTo(Commands commands, Session session) {
    commands.addOne("login", () -> new LoginCommand(session));
    commands.addOne("logout", () -> new Logout(session));
    commands.add(
        "profile",
        () ->
            new CommandLine(new ProfileCommand(session))
                .addSubcommand(new ListProfiles(session))
                .addSubcommand(new Use(session)));
  }

  /// `profile`.
  @Command(name = "profile", description = "Lists where you are logged in; the same as list.")
  static class ProfileCommand implements Callable<Integer> {
    private final Session session;

    ProfileCommand(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException {
      var profiles = Profiles.of(session.around());
      var current = profiles.current().map(Profile::name).orElse("");
      if (session.isTree()) {
        session.answerTree(
            profiles.all().stream().map(one -> tree(one, one.name().equals(current))).toList());
        return ExitCode.DONE;
      }
      var table = new Table("PROFILE", "CURRENT", "USER", "STATE", "EXPLORER", "+EXPIRES");
      for (var one : profiles.all()) {
        table.add(
            one.name(),
            one.name().equals(current) ? "*" : "",
            one.user(),
            state(one),
            one.explorer().toString(),
            one.expires() == 0 ? "-" : Instant.ofEpochSecond(one.expires()).toString());
      }
      session.print(table);
      return ExitCode.DONE;
    }

    private static String state(Profile one) {
      return one.expires() != 0 && Instant.ofEpochSecond(one.expires()).isBefore(Instant.now())
          ? "expired"
          : "ok";
    }

    private static Map<String, Object> tree(Profile one, boolean isCurrent) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("name", one.name());
      tree.put("current", isCurrent);
      tree.put("user", one.user());
      tree.put("state", state(one));
      tree.put("explorer", one.explorer().toString());
      tree.put("expires", one.expires());
      return tree;
    }
  }

  /// `profile list`.
  @Command(name = "list", description = "Lists where you are logged in.")
  static final class ListProfiles extends ProfileCommand {
    ListProfiles(Session session) {
      super(session);
    }
  }

  /// `profile use NAME`.
  @Command(name = "use", description = "Commands go there from now on.")
  static final class Use implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "One of profile list.")
    private String name = "";

    Use(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException {
      var profiles = Profiles.of(session.around());
      var wanted = profiles.named(name);
      profiles.using(wanted).save();
      session.done("profile %s is used from now on".formatted(name));
      return ExitCode.DONE;
    }
  }

  /// `logout [NAME]`.
  @Command(
      name = "logout",
      description = {
        "Forgets where you have logged in, with the token.",
        "The token itself stays good until it expires: token revoke, on the platform or as a"
            + " person in the dashboard, makes it useless at once."
      })
  static final class Logout implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A profile (the current one).")
    private String name = "";

    Logout(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException {
      var profiles = Profiles.of(session.around());
      var gone =
          name.isEmpty()
              ? profiles
                  .current()
                  .orElseThrow(
                      () -> new CliException(ExitCode.UNKNOWN, "you are not logged in anywhere"))
              : profiles.named(name);
      profiles.without(gone).save();
      session.done("profile %s is forgotten".formatted(gone.name()));
      return ExitCode.DONE;
    }
  }
}
