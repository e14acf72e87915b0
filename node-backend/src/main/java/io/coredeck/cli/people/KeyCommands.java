package io.coredeck.cli.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.cli.profile.Asking;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.KeyMessages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `user key`: signing keys as the words that the original's clients keep. Passwords and words are
/// typed unseen or read from the input; no argument takes them, since others see those.
@Command(
    name = "key",
    description = {
      "Shows or brings the key that an account signs with, as 24 words.",
      "They are those of the original's identities: a seed in BIP-39."
    })
public final class KeyCommands implements Runnable {

  private static final int MOST_BYTES = 4096;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say export or import");
  }

  /// What both do: prove the person with the password, then ask in that name.
  abstract static class One implements Callable<Integer> {
    final Session session;

    @Parameters(paramLabel = "NAME", description = "The account; its password is asked for.")
    private String name = "";

    @Option(
        names = "--stdin",
        description = "Reads the password, and the words after it, from lines of the input.")
    private boolean isRead;

    One(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
      var secrets = isRead ? lines() : typed();
      var explorer = session.config().endpoints().explorer();
      var password = secrets.next();
      var person = AccountClient.signIn(explorer, name, password, "");
      try (var own = AccountClient.connect(explorer, person)) {
        run(own, password, secrets);
      }
      return ExitCode.DONE;
    }

    /// @param secrets asked for, or read, one after the other
    abstract void run(AccountClient own, String password, Iterator<String> secrets)
        throws GridException, InterruptedException;

    abstract List<String> questions();

    private Iterator<String> lines() throws IOException, CliException {
      var lines =
          new String(session.in().readNBytes(MOST_BYTES), UTF_8)
              .lines()
              .limit(questions().size())
              .toList();
      if (lines.size() < questions().size()) {
        throw new CliException(
            ExitCode.WRONG_CALL,
            "the input has %d lines; it must have: %s"
                .formatted(lines.size(), String.join(", ", questions())));
      }
      return lines.iterator();
    }

    private Iterator<String> typed() throws CliException, IOException {
      if (!session.around().terminal().isIn()) {
        throw new CliException(
            ExitCode.WRONG_CALL,
            "this is no terminal to type secrets in; use --stdin and give them as lines");
      }
      var asking = new Asking(session);
      var typed = new ArrayList<String>();
      for (var question : questions()) {
        typed.add(asking.secret(question));
      }
      return typed.iterator();
    }
  }

  /// `user key export NAME`.
  @Command(name = "export", description = "Prints the words of the key.")
  public static final class Export extends One {
    public Export(Session session) {
      super(session);
    }

    @Override
    List<String> questions() {
      return List.of("password");
    }

    @Override
    void run(AccountClient own, String password, Iterator<String> secrets)
        throws GridException, InterruptedException {
      var words = own.keyWords(password);
      if (session.isTree()) {
        session.answer(KeyMessages.writeWords(words));
      } else {
        session.print(words);
      }
      session.say("whoever has these words signs as you, for ever");
      try {
        own.signOut(false);
      } catch (GridException e) {
        session.say("the sign-in behind this goes on for half a day: " + e.getMessage());
      }
    }
  }

  /// `user key import NAME`.
  @Command(
      name = "import",
      description = {
        "Has the account sign with another key; if a user of the grid has it, as that user.",
        "Only while nothing was reserved with the key until now. Sessions end."
      })
  public static final class Import extends One {
    public Import(Session session) {
      super(session);
    }

    @Override
    List<String> questions() {
      return List.of("password", "words");
    }

    @Override
    void run(AccountClient own, String password, Iterator<String> secrets)
        throws GridException, InterruptedException {
      var account = own.bringKey(password, secrets.next());
      if (session.isTree()) {
        session.answer(AccountMessages.write(account));
      } else {
        session.print("%s signs as user %d now".formatted(account.name(), account.tid()));
      }
    }
  }
}
