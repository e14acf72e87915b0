package io.coredeck.platform.bundle;

import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The CoreX folders of one instance: one for each build, because containers that were started with
/// an earlier one go on using it.
public final class CorexFolders {

  private static final Path PROCESSES = Path.of("/proc");

  private CorexFolders() {}

  /// Makes the folder for this build, and removes those that nobody uses any more.
  ///
  /// @param packed the jars of CoreX
  /// @param build names this build
  /// @return the folder
  public static Path prepare(Host host, Path packed, String build, Path folders)
      throws IOException, InterruptedException {
    Files.createDirectories(folders);
    var current = folders.resolve(build);
    for (var other : children(folders)) {
      if (!other.equals(current) && !isUsed(other)) {
        DirectoryTree.delete(other);
      }
    }
    var jdk = Path.of(System.getProperty("java.home"));
    return CorexBundle.build(host, jdk, packed, current);
  }

  /// Source: proc_pid_mountinfo(5); the fourth field is the mounted folder within its file system.
  private static boolean isUsed(Path folder) throws IOException {
    var name = "/" + folder.getFileName() + " ";
    for (var process : children(PROCESSES)) {
      if (process.getFileName().toString().matches("\\d+") && mounts(process).contains(name)) {
        return true;
      }
    }
    return false;
  }

  private static String mounts(Path process) {
    try {
      return Files.readString(process.resolve("mountinfo"));
    } catch (IOException ended) {
      return "";
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    var found = new ArrayList<Path>();
    try (var paths = Files.newDirectoryStream(folder)) {
      paths.forEach(found::add);
    }
    return found;
  }
}
