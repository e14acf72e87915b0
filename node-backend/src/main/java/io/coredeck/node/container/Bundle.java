package io.coredeck.node.container;

import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The directory of one container: what it was asked to be, what the runtime and conmon were told,
/// and what they left.
///
/// Readable by root alone: the variables in it may be secret.
///
/// @param gwid the container's name
/// @param directory where it is
record Bundle(String gwid, Path directory) {
  private static final System.Logger LOG = System.getLogger(Bundle.class.getName());
  private static final String SPEC = "spec.json";
  private static final String LIFE = "life.json";

  /// One run of a container, told from every other.
  ///
  /// @param runtime which program made it
  /// @param boot which start of the machine it belongs to
  /// @param init its first process
  /// @param conmon the process that watches it
  record Life(Path runtime, String boot, ProcessKey init, ProcessKey conmon) {
    Life {
      Stream.of(runtime, boot, init, conmon).forEach(Objects::requireNonNull); // as JSON can be
    }
  }

  /// What was written by an agent that did not finish.
  private static final String NEW = ".new";

  Path config() {
    return directory.resolve("config.json");
  }

  Path pidFile() {
    return directory.resolve("pid");
  }

  Path conmonPidFile() {
    return directory.resolve("conmon.pid");
  }

  /// @return the pipe through which conmon takes orders
  Path control() {
    return directory.resolve("ctl");
  }

  /// @return what the container writes; a directory of its own, for the parts it is rotated into
  Path log() {
    return directory.resolve("log").resolve("current");
  }

  /// @return where conmon keeps what outlives the container
  Path persistent() {
    return directory.resolve("persist");
  }

  /// Makes the directory unless it is there.
  void create() throws IOException {
    var forRoot = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(forRoot));
    Files.createDirectories(log().resolveSibling(""));
    Files.createDirectories(persistent());
  }

  /// Writes a file that the container sees.
  ///
  /// @return where it is
  Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /// Writes a file that only root may read, into a directory of its own.
  ///
  /// @return the directory
  Path writeSecret(String folder, String name, String text) throws IOException {
    var place = directory.resolve(folder);
    DirectoryTree.delete(place);
    Files.createDirectory(
        place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var file = place.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
    return place;
  }

  void keep(ContainerSpec spec) throws IOException {
    replace(SPEC, spec);
  }

  void keep(Life life) throws IOException {
    replace(LIFE, life);
  }

  Optional<ContainerSpec> spec() throws IOException {
    return read(SPEC, ContainerSpec.class);
  }

  Optional<Life> life() throws IOException {
    return read(LIFE, Life.class);
  }

  private void replace(String name, Object value) throws IOException {
    var text = JsonMapper.shared().writeValueAsString(value);
    Files.move(write(name + NEW, text), directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private <T> Optional<T> read(String name, Class<T> type) throws IOException {
    var file = directory.resolve(name);
    try {
      return Optional.of(JsonMapper.shared().readValue(Files.readString(file), type));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException e) {
      // Not synced when written, so a power cut can leave half of it; nothing runs then anyway.
      LOG.log(Level.WARNING, "{0}: {1}; taken as absent", file, e.getOriginalMessage());
      return Optional.empty();
    }
  }

  /// @return whether conmon noted that memory ran out; it uses either place
  boolean sawOutOfMemory() {
    return Files.exists(persistent().resolve("oom")) || Files.exists(directory.resolve("oom"));
  }

  /// Removes what a finished run left, so that the next one cannot be mistaken for it.
  void clean() throws IOException {
    for (var name : new String[] {"oom", "pid", "conmon.pid", "ctl", "winsz", "attach"}) {
      Files.deleteIfExists(directory.resolve(name));
    }
    DirectoryTree.delete(persistent());
  }
}
