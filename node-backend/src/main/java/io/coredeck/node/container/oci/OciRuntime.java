package io.coredeck.node.container.oci;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// crun or runc: makes, starts and deletes containers. Both take the same commands.
///
/// @param host the operating system
/// @param program the runtime itself, an absolute path
/// @param state where it remembers its containers
public record OciRuntime(Host host, Path program, Path state) {
  private static final System.Logger LOG = System.getLogger(OciRuntime.class.getName());
  private static final Pattern LOGGED =
      Pattern.compile("level=error msg=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern NOISE =
      Pattern.compile(
          "^(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z: |(runc )?(create|run|start) failed: "
              + "|unable to start container process: |(container|rootfs|process)_linux.go:\\d+: "
              + "|starting container process caused: )+");

  /// Tries crun, then runc, with a container like ours, and takes the first that runs it. (crun
  /// before 1.9 refuses machines where version 2 of the control groups has a controller beside
  /// version 1.)
  ///
  /// @param state where the chosen runtime remembers its containers
  /// @param name what the trial container is called
  /// @param bundle a directory for it; made and removed
  /// @param trial what to run; it must end by itself
  /// @throws IOException if neither does; the message says why
  public static OciRuntime choose(Host host, Path state, String name, Path bundle, OciConfig trial)
      throws IOException, InterruptedException {
    var refusals = new ArrayList<String>();
    for (var kind : List.of("crun", "runc")) {
      var program = installed(kind);
      if (program.isEmpty()) {
        refusals.add(kind + " is not installed");
        continue;
      }
      var runtime = new OciRuntime(host, program.get(), state);
      var refusal = runtime.refusal(name, bundle, trial);
      if (refusal.isEmpty()) {
        LOG.log(Level.INFO, "containers run with {0}; {1}", program.get(), refusals);
        return runtime;
      }
      refusals.add(kind + " does not run a container: " + refusal.get());
    }
    throw new IOException("no container can run on this machine: " + String.join("; ", refusals));
  }

  private Optional<String> refusal(String name, Path bundle, OciConfig trial)
      throws IOException, InterruptedException {
    delete(name); // an earlier trial may have been cut off
    try {
      Files.createDirectories(bundle);
      Files.createDirectories(trial.root());
      Files.writeString(bundle.resolve("config.json"), trial.json());
      var _ = host.run(command("run", "--bundle", bundle.toString(), name).in(bundle));
      return Optional.empty();
    } catch (CommandFailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      delete(name);
      DirectoryTree.delete(bundle);
    }
  }

  /// @return where the program is; empty if it is not installed
  public static Optional<Path> installed(String name) {
    return Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin")
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts the program of a container that was created.
  public void start(String gwid) throws IOException, InterruptedException {
    host.run(command("start", gwid));
  }

  /// Forgets a container and ends what runs in it. An unknown one is fine.
  public void delete(String gwid) throws IOException, InterruptedException {
    if (Files.exists(state.resolve(gwid))) {
      host.run(command("delete", "--force", gwid));
    }
  }

  private Command command(String... arguments) {
    return Command.of(
        Stream.concat(
                Stream.of(program.toString(), "--root", state.toString()), Stream.of(arguments))
            .toList());
  }

  /// @param said what a runtime wrote to its standard error
  /// @return the reason in it, without times, levels and names of its own source files
  public static String reason(String said) {
    var reason = said.strip();
    var logged = LOGGED.matcher(said);
    while (logged.find()) {
      reason = logged.group(1).replaceAll("\\\\(.)", "$1");
    }
    return NOISE.matcher(reason).replaceFirst("");
  }
}
