package io.coredeck.node.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Linux itself. Mounting and signalling need root or the capability in question.
public final class LinuxHost implements Host {
  private static final File NOTHING = new File("/dev/null");
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
  private static final Pattern COLUMNS = Pattern.compile(" {2,}");
  private static final int MOUNT_POINT_FIELD = 4;
  private static final int HARD_LIMIT_COLUMN = 2;

  /// Flags of umount2(2).
  private static final int DETACH = 2;

  private static final int NO_FOLLOW = 8;

  /// State and start time, counted from the first field after the name in `/proc/PID/stat`.
  private static final int STATE_FIELD = 0;

  private static final int START_TIME_FIELD = 19;

  @Override
  public String run(Command command) throws IOException, InterruptedException {
    var builder = builder(command, command.argv());
    if (command.input().isEmpty()) {
      builder.redirectInput(NOTHING);
    }
    return new RunningCommand(command, started(builder, command)).finish();
  }

  @Override
  public Process start(Command command, Path log) throws IOException {
    var argv = new ArrayList<>(command.argv());
    argv.addFirst("/usr/bin/setsid");
    var builder =
        builder(command, argv)
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return started(builder, command);
  }

  private static ProcessBuilder builder(Command command, java.util.List<String> argv) {
    var builder = new ProcessBuilder(argv).directory(command.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return builder;
  }

  private static Process started(ProcessBuilder builder, Command command)
      throws CommandFailedException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailedException(
          RunningCommand.name(command) + ": cannot be started: " + e.getMessage(), e);
    }
  }

  @Override
  public void setInNetwork(Path namespace, Map<String, String> values)
      throws IOException, InterruptedException {
    NetworkSettings.write(namespace, values);
  }

  @Override
  public void mount(String source, Path target, String type, Set<MountFlag> flags, String data)
      throws IOException {
    var bits = flags.stream().mapToLong(LinuxHost::bits).reduce(0, (a, b) -> a | b);
    var result = Libc.mount(source, target.toString(), type, bits, data);
    if (result < 0) {
      var kind = type.isEmpty() ? flags.toString() : type;
      throw Libc.failed(
          "cannot mount %s on %s as %s %s".formatted(source, target, kind, data).strip(), -result);
    }
  }

  private static long bits(MountFlag flag) {
    return switch (flag) {
      case READ_ONLY -> 1;
      case NO_SUID -> 1 << 1;
      case NO_DEV -> 1 << 2;
      case NO_EXEC -> 1 << 3;
      case REMOUNT -> 1 << 5;
      case NO_ATIME -> 1 << 10;
      case BIND -> 1 << 12;
      case RECURSIVE -> 1 << 14;
      case PRIVATE -> 1 << 18;
    };
  }

  @Override
  public void unmount(Path target) throws IOException {
    var result = Libc.unmount(target.toString(), NO_FOLLOW);
    if (result == -Libc.EBUSY) {
      result = Libc.unmount(target.toString(), NO_FOLLOW | DETACH);
    }
    if (result < 0 && result != -Libc.EINVAL && result != -Libc.ENOENT) {
      throw Libc.failed("cannot unmount " + target, -result);
    }
  }

  @Override
  public Set<Path> mountPoints() throws IOException {
    var found = new LinkedHashSet<Path>();
    for (var line : Files.readAllLines(MOUNTS, StandardCharsets.UTF_8)) {
      found.add(Path.of(unescaped(line.split(" ", MOUNT_POINT_FIELD + 2)[MOUNT_POINT_FIELD])));
    }
    return found;
  }

  /// @param text blanks and the like written as a backslash and three octal digits
  static String unescaped(String text) {
    return OCTAL
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
  }

  @Override
  public Optional<ProcessKey> process(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", START_TIME_FIELD + 2);
      return "ZX".contains(fields[STATE_FIELD])
          ? Optional.empty()
          : Optional.of(new ProcessKey(pid, Long.parseLong(fields[START_TIME_FIELD])));
    } catch (IOException _) { // reading fails exactly when there is no such process
      return Optional.empty();
    }
  }

  @Override
  public boolean signal(ProcessKey process, Signal signal) throws IOException {
    var descriptor = Libc.openProcess(process.pid());
    if (descriptor < 0) {
      return answered(process, signal, descriptor);
    }
    try {
      // Looked at after opening: if it is the right one now, the descriptor stands for it for good.
      return process(process.pid()).filter(process::equals).isPresent()
          && answered(process, signal, Libc.signal(descriptor, signal.number()));
    } finally {
      Libc.close(descriptor);
    }
  }

  private static boolean answered(ProcessKey process, Signal signal, int result)
      throws IOException {
    if (result < 0 && result != -Libc.ESRCH) {
      throw Libc.failed("cannot send " + signal + " to process " + process.pid(), -result);
    }
    return result >= 0;
  }

  @Override
  public long hardLimit(Resource resource) throws IOException {
    for (var line : Files.readAllLines(LIMITS, StandardCharsets.US_ASCII)) {
      if (line.startsWith(resource.label())) {
        var value = COLUMNS.split(line, -1)[HARD_LIMIT_COLUMN];
        return value.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(value);
      }
    }
    throw new IOException(LIMITS + ": has no line '" + resource.label() + "'; is this Linux?");
  }
}
