package io.coredeck.node.container;

import io.coredeck.node.container.oci.OciRuntime;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.Host;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// conmon, the small program that stays with one container: it reads what the container writes into
/// the log and notes how it ended, whether this program runs or not.
///
/// @param host the operating system
/// @param program conmon itself
/// @param exits where it leaves the exit files, one per container, named by its gwid
record Conmon(Host host, Path program, Path exits) {
  /// Runs the program in its arguments, hands out the one line that it writes to descriptor 3, and
  /// ends: conmon itself goes into the background long before that line. Holds no data.
  private static final String FIRST_LINE =
      "{ \"$@\" 3>&1 >/dev/null; } | { IFS= read -r line && printf '%s\\n' \"$line\"; }";

  private static final Duration CREATE_LIMIT = Duration.ofSeconds(30);

  /// Makes conmon open its log file anew; then the size of a terminal, of which there is none.
  private static final byte[] REOPEN_LOG = "2 0 0\n".getBytes(StandardCharsets.US_ASCII);

  /// Lets the runtime create the container, without starting its program yet.
  ///
  /// @return the container's first process
  /// @throws IOException with the runtime's reason
  long create(Bundle bundle, OciRuntime runtime) throws IOException, InterruptedException {
    var argv = new ArrayList<>(List.of("/bin/sh", "-c", FIRST_LINE, "sh"));
    argv.addAll(arguments(bundle, runtime));
    var line =
        host.run(
            Command.of(argv)
                .with(Map.of("_OCI_SYNCPIPE", "3"))
                .in(bundle.directory()) // where it drops a file when memory runs out
                .within(CREATE_LIMIT));
    try {
      var answer = JsonMapper.shared().readTree(line);
      var pid = answer.path("data").asLong(-1);
      if (pid > 0) {
        return pid;
      }
      throw new CommandFailedException(OciRuntime.reason(answer.path("message").asString("")));
    } catch (JacksonException e) {
      throw new CommandFailedException(program + ": answered '" + line.strip() + "'", e);
    }
  }

  private List<String> arguments(Bundle bundle, OciRuntime runtime) {
    var gwid = bundle.gwid();
    return List.of(
        program.toString(),
        "--api-version=1",
        "--cid=" + gwid,
        "--cuuid=" + gwid,
        "--name=" + gwid,
        "--runtime=" + runtime.program(),
        "--runtime-arg=--root",
        "--runtime-arg=" + runtime.state(),
        "--bundle=" + bundle.directory(),
        "--container-pidfile=" + bundle.pidFile(),
        "--conmon-pidfile=" + bundle.conmonPidFile(),
        "--exit-dir=" + exits,
        "--persist-dir=" + bundle.persistent(),
        "--full-attach",
        "--log-path=k8s-file:" + bundle.log(),
        "--log-level=warning");
  }

  /// @return the conmon that was started last in this bundle, if it still runs
  Optional<ProcessKey> find(Bundle bundle) {
    try {
      var pid = Long.parseLong(Files.readString(bundle.conmonPidFile()).strip());
      var process = host.process(pid);
      var line = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
      return line.contains("--bundle=" + bundle.directory() + "\0") ? process : Optional.empty();
    } catch (IOException | NumberFormatException _) { // no file or no process: it does not run
      return Optional.empty();
    }
  }

  /// @return the container's exit file
  Path exitFile(String gwid) {
    return exits.resolve(gwid);
  }

  /// Lets conmon close its log file and open it anew by name, which makes it if it was renamed. To
  /// be called only while conmon runs.
  static void reopenLog(Bundle bundle) throws IOException {
    // Opened for reading too, so that opening does not hang if conmon ended this moment.
    try (var control =
        FileChannel.open(bundle.control(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var _ = control.write(ByteBuffer.wrap(REOPEN_LOG));
    }
  }
}
