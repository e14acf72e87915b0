package io.coredeck.testkit;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.Host;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An operating system in memory: programs answer as the test says, mounts are only written down.
///
/// Keeps {@link HostContract} like the real one.
public final class FakeHost implements Host {
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final List<Command> commands = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();
  private final Map<Long, ProcessKey> processes = new LinkedHashMap<>();
  private final List<String> signals = new ArrayList<>();

  /// What was mounted.
  public record Mount(String source, Path target, String type, Set<MountFlag> flags, String data) {}

  /// @param prefix how a command line begins
  /// @param output what such a command writes from now on; without an answer it writes nothing
  public synchronized void answer(String prefix, String output) {
    answers.put(prefix, output);
  }

  /// @param prefix how a command line begins
  /// @param message why such a command fails from now on
  public synchronized void fail(String prefix, String message) {
    failures.put(prefix, message);
  }

  /// @return every command run or started so far
  public synchronized List<Command> commands() {
    return List.copyOf(commands);
  }

  /// @return what is mounted now, oldest first
  public synchronized List<Mount> mounts() {
    return List.copyOf(mounts);
  }

  /// Lets a process appear.
  public synchronized void born(ProcessKey process) {
    processes.put(process.pid(), process);
  }

  /// @return every signal sent so far, as `SIGNAL PID`
  public synchronized List<String> signals() {
    return List.copyOf(signals);
  }

  @Override
  public synchronized String run(Command command) throws IOException {
    commands.add(command);
    var line = String.join(" ", command.argv());
    var failure = longestMatch(failures, line);
    if (failure.isPresent()) {
      throw new CommandFailedException(line + ": ended with status 1: " + failure.get());
    }
    return longestMatch(answers, line).orElse("");
  }

  @Override
  public synchronized Process start(Command command, Path log) throws IOException {
    commands.add(command);
    throw new CommandFailedException(command.argv().getFirst() + ": cannot be started by a fake");
  }

  @Override
  public synchronized void setInNetwork(Path namespace, Map<String, String> values)
      throws IOException {
    if (!Files.exists(namespace)) {
      throw new NoSuchFileException(namespace.toString(), null, "no such network namespace");
    }
  }

  private static Optional<String> longestMatch(Map<String, String> texts, String line) {
    return texts.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey()))
        .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  @Override
  public synchronized void mount(
      String source, Path target, String type, Set<MountFlag> flags, String data)
      throws IOException {
    if (!Files.exists(target)) {
      throw new NoSuchFileException(target.toString(), null, "nothing can be mounted there");
    }
    mounts.add(new Mount(source, target, type, Set.copyOf(flags), data));
  }

  @Override
  public synchronized void unmount(Path target) {
    var same = new ArrayDeque<>(mounts.stream().filter(m -> m.target().equals(target)).toList());
    if (!same.isEmpty()) {
      mounts.remove(mounts.lastIndexOf(same.getLast()));
    }
  }

  @Override
  public synchronized Set<Path> mountPoints() {
    var found = new LinkedHashSet<Path>();
    mounts.forEach(mount -> found.add(mount.target()));
    return found;
  }

  @Override
  public synchronized Optional<ProcessKey> process(long pid) {
    return Optional.ofNullable(processes.get(pid));
  }

  @Override
  public synchronized boolean signal(ProcessKey process, Signal signal) {
    if (!process.equals(processes.get(process.pid()))) {
      return false;
    }
    signals.add(signal + " " + process.pid());
    processes.remove(process.pid());
    return true;
  }

  @Override
  public long hardLimit(Resource resource) {
    return Long.MAX_VALUE;
  }
}
