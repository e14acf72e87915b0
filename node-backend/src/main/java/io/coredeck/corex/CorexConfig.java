package io.coredeck.corex;

import io.coredeck.corex.CommandLine.Option;
import io.coredeck.corex.access.Authority;
import io.coredeck.corex.access.Guard;
import io.coredeck.corex.files.FileLimits;
import io.coredeck.corex.http.ServerOptions;
import io.coredeck.corex.http.listen.Listening;
import io.coredeck.corex.linux.OtherRoot;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.service.DefinitionSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;

/// What CoreX was told on its command line and by its environment.
///
/// @param server how the server behaves
/// @param environment of the processes it starts
/// @param definitions where processes are defined
/// @param command of the process that is started first, a word each; empty for none
/// @param root of the processes, where it is not that of CoreX
/// @param standalone whether it was started on a machine, beside other things; else it is what a
///   container is for
/// @param scrollback what processes keep of what scrolls away
/// @param stopLimit how long ending all processes may take
/// @param logLevel what is logged
/// @param notice text to print instead of running
record CorexConfig(
    ServerOptions server,
    Map<String, String> environment,
    DefinitionSource definitions,
    List<String> command,
    Optional<OtherRoot> root,
    boolean standalone,
    Memory.History scrollback,
    Duration stopLimit,
    Level logLevel,
    Optional<String> notice) {

  private static final int DEFAULT_PORT = 7681;
  private static final int LAST_PORT = 65_535;
  private static final int DEFAULT_RECONNECT = 10;

  private static final int LONGEST_STOP_SECONDS = 600;

  /// How long ending all processes may take on a machine, where nobody is in a hurry: more than the
  /// usual grace, less than the 90 s that systemd waits.
  private static final Duration STANDALONE_STOP_LIMIT = Duration.ofSeconds(30);

  private static final String DEFAULT_TERMINAL = "xterm-256color";
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /// @throws IllegalArgumentException with everything that is wrong
  static CorexConfig parse(String[] arguments) {
    var own = Variables.own(System.getenv());
    var asks = CommandLine.parse(arguments, "");
    return parse(
        arguments,
        asks.has(Option.HELP) || asks.has(Option.VERSION) ? own : Variables.withFile(own));
  }

  static CorexConfig parse(String[] arguments, Map<String, String> environment) {
    var line = CommandLine.parse(arguments, environment.getOrDefault(CommandLine.VARIABLE, ""));
    return new Reader(line).read(environment);
  }

  @Override
  public String toString() {
    var listening = server.listening();
    return "port %d, %s%s, %s, readonly %s, index %s, log %s"
        .formatted(
            listening.port(),
            where(listening),
            listening.tls().isPresent() ? ", TLS" : "",
            server.guard(),
            server.guard().isReadOnly(),
            server.index().map(Path::toString).orElse("own"),
            logLevel);
  }

  private static String where(Listening listening) {
    var places = new ArrayList<String>();
    listening.networkInterface().ifPresent(places::add);
    listening.addresses().forEach(address -> places.add(address.getHostAddress()));
    listening.socket().ifPresent(file -> places.add(file.toString()));
    return places.isEmpty() ? "all interfaces" : "on " + String.join(" ", places);
  }

  /// Reads the options and collects what is wrong with them.
  private static final class Reader {
    private final CommandLine line;
    private final List<String> faults = new ArrayList<>();

    Reader(CommandLine line) {
      this.line = line;
    }

    CorexConfig read(Map<String, String> environment) {
      var version =
          Optional.ofNullable(CorexConfig.class.getPackage().getImplementationVersion())
              .orElse("development");
      var runAs = RunAs.read(line, faults);
      var options = options(version, runAs, environment);
      var level = Logging.level(number(Option.DEBUG, Logging.USUAL, 0, Integer.MAX_VALUE));
      var scrollback = new ScrollbackOption(line, environment, faults).read();
      var stopLimit =
          Duration.ofSeconds(
              number(
                  Option.STOP_LIMIT, (int) usualStopLimit().toSeconds(), 1, LONGEST_STOP_SECONDS));
      checkSignal();
      if (!line.command().isEmpty() && line.command().getFirst().isEmpty()) {
        faults.add("COMMAND is empty; it must be a program");
      }
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", faults));
      }
      var terminal = line.value(Option.TERMINAL_TYPE).orElse(DEFAULT_TERMINAL);
      return new CorexConfig(
          options,
          Variables.forProcesses(environment, terminal),
          definitions(environment),
          line.command(),
          runAs.root(),
          line.isStandalone(),
          scrollback,
          stopLimit,
          level,
          notice(version));
    }

    /// Without effect in the original too, which looks at it all the same.
    private void checkSignal() {
      var name = line.value(Option.SIGNAL);
      try {
        if (name.map(Signals::number).filter(number -> number == 0).isEmpty()) {
          return;
        }
      } catch (IllegalArgumentException e) {
        // told below, like the number 0
      }
      faults.add(
          "%s is %s; it must be a signal, 1 to %d or a name like HUP"
              .formatted(Option.SIGNAL.written(), name.orElse(""), Signals.LAST));
    }

    /// The node waits 3 seconds for a container.
    private Duration usualStopLimit() {
      return line.isStandalone() ? STANDALONE_STOP_LIMIT : Processes.STOP_LIMIT;
    }

    private DefinitionSource definitions(Map<String, String> environment) {
      return new DefinitionSource(
          line.value(Option.DEFINITIONS).map(Path::of).orElse(DefinitionSource.DIRECTORY),
          Optional.ofNullable(environment.get(DefinitionSource.VARIABLE))
              .filter(text -> !text.isBlank()));
    }

    private Optional<String> notice(String version) {
      if (line.has(Option.HELP)) {
        return Optional.of(CommandLine.help());
      }
      return line.has(Option.VERSION)
          ? Optional.of("ttyd version %s (Coredeck CoreX)".formatted(version))
          : Optional.empty();
    }

    private ServerOptions options(String version, RunAs runAs, Map<String, String> environment) {
      var guard = new GuardOptions(line, environment, faults).read();
      var port = number(Option.PORT, DEFAULT_PORT, 0, LAST_PORT);
      var listening = new ListeningOptions(line, faults).read(port);
      return new ServerOptions(
          listening,
          line.isStandalone() && !isGuarded(guard, listening) && !line.has(Option.NO_CREDENTIAL),
          guard,
          runAs.account(),
          number(Option.RECONNECT, DEFAULT_RECONNECT, 1, Integer.MAX_VALUE),
          number(Option.MAX_CLIENTS, 0, 0, Integer.MAX_VALUE),
          files(),
          runAs.root().map(OtherRoot::directory).orElse(Path.of("/")),
          index(),
          hostNames(),
          frameAncestors(),
          host(),
          version);
    }

    private static boolean isGuarded(Guard guard, Listening listening) {
      return !guard.isOpen()
          || listening.tls().filter(files -> files.authorities().isPresent()).isPresent();
    }

    private FileLimits files() {
      return new FileLimits(
          bytes(Option.MAX_UPLOAD, FileLimits.USUAL.upload()),
          bytes(Option.MAX_DOWNLOAD, FileLimits.USUAL.download()));
    }

    private long bytes(Option option, long otherwise) {
      var text = line.value(option);
      var bytes = text.map(Bytes::of).orElse(OptionalLong.of(otherwise));
      if (bytes.isPresent() && bytes.getAsLong() > 0) {
        return bytes.getAsLong();
      }
      faults.add(
          "%s is %s; it must be a number of bytes above 0, also with K, M or G"
              .formatted(option.written(), text.orElse("")));
      return otherwise;
    }

    private Optional<Path> index() {
      var file = line.value(Option.INDEX).map(Path::of);
      file.filter(path -> !Files.isReadable(path))
          .ifPresent(path -> faults.add("--index %s: it cannot be read".formatted(path)));
      return file;
    }

    private Set<String> hostNames() {
      var names =
          line.values(Option.HOST_NAME).stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      for (var name : names) {
        if (Authority.parse(name).filter(host -> host.port().isEmpty()).isEmpty()) {
          faults.add("--host-name %s: it must be a name alone, like corex.example".formatted(name));
        }
      }
      return names;
    }

    /// They become part of a header, so nothing else may.
    private List<String> frameAncestors() {
      for (var origin : line.values(Option.FRAME_ANCESTOR)) {
        if (!origin.matches("https?://[A-Za-z0-9.:\\[\\]*-]+")) {
          faults.add(
              "--frame-ancestor %s: it must be an origin like https://host:port".formatted(origin));
        }
      }
      return line.values(Option.FRAME_ANCESTOR);
    }

    private int number(Option option, int otherwise, int least, int most) {
      var text = line.value(option);
      if (text.isEmpty()) {
        return otherwise;
      }
      try {
        var number = Integer.parseInt(text.get());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // told below, like a number out of range
      }
      faults.add(
          "%s is %s; it must be a number from %d to %d"
              .formatted(option.written(), text.get(), least, most));
      return otherwise;
    }

    private static String host() {
      try {
        return Files.readString(HOST_NAME).strip();
      } catch (IOException e) {
        return "localhost";
      }
    }
  }
}
