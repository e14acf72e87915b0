package io.coredeck.corex.linux;

import com.pty4j.WinSize;
import io.coredeck.corex.linux.spawn.Account;
import io.coredeck.corex.linux.spawn.Accounts;
import io.coredeck.corex.linux.spawn.Executable;
import io.coredeck.corex.linux.spawn.Identity;
import io.coredeck.corex.linux.spawn.PipeSpawn;
import io.coredeck.corex.linux.spawn.TerminalSpawn;
import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.PtyLoop;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.process.Pty;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Starts programs on pseudo terminals and pipes of Linux.
///
/// One thread starts all of them, so that it can be somebody else meanwhile; another reads and
/// writes what they print and are told.
public final class LinuxTerminals implements Pty.Starter {
  private static final System.Logger LOG = System.getLogger(LinuxTerminals.class.getName());

  /// As execvp(3) has it for an environment without one.
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  /// The JVM itself lets go 5 s after use.
  private static final Duration FIRST_TRIM = Duration.ofSeconds(11);

  private static final Duration TRIM = Duration.ofMinutes(5);

  /// How often it is looked whether a process that came to us has ended.
  private static final Duration STRANGERS_CHECK = Duration.ofSeconds(1);

  private final Map<String, String> environment;
  private final String directory;
  private final Accounts accounts = new Accounts(Path.of("/"));
  private final Identity identity = new Identity();
  private final Children children = new Children();

  /// Made by the thread that starts programs, when it is needed: it would hold up the server.
  private volatile @Nullable PtyLoop loop;

  private final Optional<String> user;
  private final Optional<OtherRoot> root;
  private final StartThread starter;

  /// @param environment of every program; what is wanted for one is added
  /// @param directory where programs start if nothing else is wanted
  public LinuxTerminals(Map<String, String> environment, Path directory) {
    this(environment, directory, Optional.empty(), Optional.empty());
  }

  /// @param user as whom programs run if nothing else is wanted, as {@link Launch#user}
  /// @param root where programs, directories and users are, if not in the root of CoreX
  /// @see #LinuxTerminals(Map, Path)
  public LinuxTerminals(
      Map<String, String> environment,
      Path directory,
      Optional<String> user,
      Optional<OtherRoot> root) {
    this.environment = Map.copyOf(environment);
    this.directory = directory.toString();
    this.user = user;
    this.root = root;
    this.starter = new StartThread(root, this::loop);
  }

  /// From now on what programs leave behind is ours: it is looked after and ended with us. To be
  /// called first.
  public void keepRest() {
    Children.becomeReaper();
  }

  /// Loads the native libraries, so that the first program starts as fast as the others.
  public void warmUp() {
    starter.later(this::load);
  }

  private void load() {
    var current = loop();
    TerminalSpawn.load();
    current.execute(() -> current.after(FIRST_TRIM, () -> giveBackMemory(current)));
  }

  /// The compiler takes several MiB for a moment, most of it at the start, and nothing else ever
  /// gives them back.
  private static void giveBackMemory(PtyLoop loop) {
    Libc.trimHeap();
    loop.after(TRIM, () -> giveBackMemory(loop));
  }

  private PtyLoop loop() {
    var current = loop;
    if (current == null) {
      var made = new PtyLoop(Pty.Events.PIECE);
      loop = made;
      if (Children.isReaper()) {
        made.execute(() -> made.after(STRANGERS_CHECK, () -> reapStrangers(made)));
      }
      return made;
    }
    return current;
  }

  private void reapStrangers(PtyLoop current) {
    if (Libc.isChildWaiting()) {
      lookForStrangers();
    }
    current.after(STRANGERS_CHECK, () -> reapStrangers(current));
  }

  /// They are taken on the thread that starts programs: see {@link Children}.
  void lookForStrangers() {
    var found = Children.strangers();
    starter.later(() -> children.reap(found));
  }

  @Override
  public void check(Launch launch) {
    if (root.isEmpty()) {
      checkHere(launch);
      return;
    }
    try {
      starter.run(() -> {
        checkHere(launch);
        return launch;
      });
    } catch (ExecutionException e) {
      var cause = Objects.requireNonNullElse(e.getCause(), e);
      throw cause instanceof IllegalArgumentException refused
          ? refused
          : new IllegalArgumentException(String.valueOf(cause.getMessage()), e);
    }
  }

  /// On a thread that has the root of programs.
  private void checkHere(Launch launch) {
    var wanted = launch.directory().orElse(directory);
    if (user.isEmpty()) { // or we would tell that user what only we can see
      Executable.problemOfDirectory(wanted)
          .ifPresent(problem -> {
            throw new IllegalArgumentException("directory: %s: %s".formatted(wanted, problem));
          });
    }
    var _ = account(launch);
  }

  /// @throws IllegalArgumentException if there is no such user, or we may not be it
  private Optional<Account> account(Launch launch) {
    var account = launch.user().or(() -> user).map(accounts::find);
    if (account.isPresent() && !Identity.isRoot()) {
      throw new IllegalArgumentException(
          "user: CoreX does not run as root, so it can start programs as nobody else");
    }
    return account;
  }

  @Override
  public Pty start(Launch launch, WindowSize size, Pty.Events events) throws ExecFailedException {
    try {
      return starter.run(() -> spawn(launch, size, events));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ExecFailedException failed) {
        throw failed;
      }
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new ExecFailedException(String.valueOf(refused.getMessage()));
      }
      var program = launch.argv().getFirst();
      if (e.getCause() instanceof IOException) {
        LOG.log(Level.WARNING, "no terminal for {0}: {1}", program, e.getCause());
        throw new ExecFailedException("No pseudo terminal is free");
      }
      LOG.log(Level.ERROR, "cannot start " + program, e.getCause());
      throw new ExecFailedException("CoreX cannot start it: " + e.getMessage());
    }
  }

  private Pty spawn(Launch launch, WindowSize size, Pty.Events events) throws IOException {
    var account = account(launch);
    var variables = variables(launch, account);
    return launch.terminal()
        ? onTerminal(launch, variables, account, size, events)
        : onPipes(launch, variables, account, events);
  }

  private Pty onPipes(
      Launch launch, Map<String, String> variables, Optional<Account> account, Pty.Events events)
      throws IOException {
    var current = loop();
    var start = launch.directory().orElse(directory);
    var spawned =
        identity.as(
            account,
            () -> PipeSpawn.spawn(find(launch, variables, start), entries(variables), start));
    var watched = false;
    try {
      var pipes = new LinuxPipes(new Child(spawned.pid(), children), spawned, current, events);
      current.execute(pipes::watch);
      watched = true;
      return pipes;
    } finally {
      if (!watched) {
        spawned.close();
      }
    }
  }

  private Pty onTerminal(
      Launch launch,
      Map<String, String> variables,
      Optional<Account> account,
      WindowSize size,
      Pty.Events events)
      throws IOException {
    TerminalSpawn.load();
    var current = loop();
    var start = launch.directory().orElse(directory);
    var terminal = TerminalSpawn.open(new WinSize(size.columns(), size.rows()), account);
    var watched = false;
    try {
      var pid =
          identity.as(
              account,
              () ->
                  TerminalSpawn.execute(
                      find(launch, variables, start), entries(variables), start, terminal));
      var pty = new LinuxPty(terminal, new Child(pid, children), current, events);
      current.execute(pty::watch);
      watched = true;
      return pty;
    } finally {
      if (!watched) {
        terminal.close();
      }
    }
  }

  /// As whoever the program is to be.
  private static Executable find(Launch launch, Map<String, String> variables, String start)
      throws ExecFailedException {
    var problem = Executable.problemOfDirectory(start);
    if (problem.isPresent()) {
      throw new ExecFailedException("directory: %s: %s".formatted(start, problem.get()));
    }
    return Executable.find(launch.argv(), variables.getOrDefault("PATH", DEFAULT_PATH), start);
  }

  private Map<String, String> variables(Launch launch, Optional<Account> account) {
    var all = new HashMap<>(environment);
    account.ifPresent(user -> all.putAll(user.variables()));
    all.putAll(launch.environment());
    return all;
  }

  private static List<String> entries(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  @Override
  public void endRest(Duration limit) {
    if (Children.isReaper()) {
      new Leavers(limit).end();
    }
  }

  @Override
  public void close() {
    starter.close();
    var current = loop;
    if (current != null) {
      current.close();
    }
  }
}
