package io.coredeck.platform.bundle;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes the folder that is mounted at `/corex` in interactive containers: CoreX with a Java and a
/// C library of its own, so that it runs on any root file system and adds nothing to it.
///
/// | in the folder | is |
/// |---|---|
/// | `bin/java`, `lib/` | a Java of three modules (jlink) and the C library of this machine |
/// | `app/` | CoreX and its libraries |
/// | `native/` | the native parts of JNA and Pty4J, unpacked |
/// | `lib/corex.aot` | classes as they are in memory after a training run |
/// | `launch` | the command line, one argument a line, first the program |
/// | `fingerprint` | what it was made of; the same again is not made again |
public final class CorexBundle {

  /// Where the folder is mounted in a container. Paths in it are fixed when it is made.
  public static final String MOUNT = "/corex";

  /// Raised when the way of making it changes.
  private static final int VERSION = 1;

  private static final String MODULES = "java.base,java.logging,jdk.unsupported";
  private static final Duration JLINK_LIMIT = Duration.ofMinutes(5);
  private static final String LAUNCH = "launch";
  private static final String FINGERPRINT = "fingerprint";

  /// The class that starts CoreX; its options follow in the command line.
  public static final String MAIN = "io.coredeck.corex.CorexMain";

  /// What a node starts CoreX with (WIRE: the original's own line).
  private static final List<String> ARGUMENTS = List.of("--ipv6", "-d", "7", "--interface", "eth0");

  /// Begins small and may grow to 64 MiB; one compiler thread however many cores there are. A later
  /// Java that does not know an option shall ignore it rather than not start.
  private static final List<String> SMALL =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CICompilerCount=1",
          "-Xms6m",
          "-Xmx64m",
          "-XX:NewSize=2m",
          "-Xss256k",
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism");

  private final Host host;
  private final Path jdkHome;
  private final Path work;
  private final Consumer<String> progress;

  private CorexBundle(Host host, Path jdkHome, Path work, Consumer<String> progress) {
    this.host = host;
    this.jdkHome = jdkHome;
    this.work = work;
    this.progress = progress;
  }

  /// Makes the folder, or does nothing if it is there and made of the same.
  ///
  /// @param jdkHome a JDK with jlink, the one CoreX was compiled for or later
  /// @param distDir holds the jar of CoreX and those of its libraries, and no others
  /// @param target the folder to make; what is there is replaced
  /// @return the folder
  /// @throws IOException if something that is needed is missing, with what to do
  public static Path build(Host host, Path jdkHome, Path distDir, Path target)
      throws IOException, InterruptedException {
    return build(host, jdkHome, distDir, target, System.out::println);
  }

  /// @param progress gets a line before each step that takes time
  /// @see #build(Host, Path, Path, Path)
  public static Path build(
      Host host, Path jdkHome, Path distDir, Path target, Consumer<String> progress)
      throws IOException, InterruptedException {
    var jars = BundleFiles.jars(distDir);
    var fingerprint =
        BundleFiles.fingerprint(
            List.of(String.valueOf(VERSION), MODULES, SMALL.toString(), ARGUMENTS.toString()),
            jdkHome.resolve("release"),
            jars);
    if (isMadeOf(fingerprint, target)) {
      return target;
    }
    var parent = Files.createDirectories(target.toAbsolutePath().getParent());
    var work = Files.createTempDirectory(parent, ".corex-bundle-");
    try {
      var made = new CorexBundle(host, jdkHome, work, progress).make(jars);
      Files.writeString(made.resolve(FINGERPRINT), fingerprint);
      replace(target, made, work);
      return target;
    } finally {
      DirectoryTree.delete(work);
    }
  }

  /// @return the command line that starts CoreX in a container, from a folder made before
  /// @throws IOException if it cannot be read
  public static List<String> launch(Path bundle) throws IOException {
    return Files.readAllLines(bundle.resolve(LAUNCH));
  }

  private static boolean isMadeOf(String fingerprint, Path target) throws IOException {
    var file = target.resolve(FINGERPRINT);
    return Files.exists(file) && Files.readString(file).equals(fingerprint);
  }

  /// The root folder of the training run is made here, with the bundle where it will be mounted.
  private Path make(List<Path> jars) throws IOException, InterruptedException {
    var root = Files.createDirectory(work.resolve("root"));
    var bundle = root.resolve(MOUNT.substring(1));
    makeJava(bundle);
    var app = Files.createDirectory(bundle.resolve("app"));
    for (var jar : jars) {
      Files.copy(jar, app.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    BundleFiles.unpackNatives(jars, Files.createDirectory(bundle.resolve("native")));
    progress.accept("CoreX bundle: adding the C library");
    new BundleLibraries(host, bundle).add();
    var classPath =
        String.join(":", jars.stream().map(jar -> MOUNT + "/app/" + jar.getFileName()).toList());
    var cache = train(root, classPath);
    Files.write(bundle.resolve(LAUNCH), launch(cache, classPath, ARGUMENTS));
    forbidWriting(bundle);
    return bundle;
  }

  private void makeJava(Path bundle) throws IOException, InterruptedException {
    var jlink = jdkHome.resolve("bin/jlink");
    if (!Files.isExecutable(jlink)) {
      throw new IOException(
          "%s: it is missing; JAVA_HOME must be a whole JDK, e.g. package openjdk-25-jdk"
              .formatted(jlink));
    }
    progress.accept("CoreX bundle: linking a small Java");
    host.run(
        Command.of(
                jlink.toString(),
                "--add-modules",
                MODULES,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                bundle.toString())
            .within(JLINK_LIMIT));
  }

  /// A run without cache is slower and takes more memory, but it runs; so that is told and not
  /// fatal.
  private List<String> train(Path root, String classPath) throws IOException, InterruptedException {
    progress.accept("CoreX bundle: training the class cache");
    var training = new BundleTraining(host, root, launch(List.of(), classPath, List.of()));
    try {
      training.run();
      return training.cacheFlags();
    } catch (IOException e) {
      progress.accept(
          "CoreX bundle: no class cache, CoreX will start slower and take more memory: "
              + e.getMessage());
      return fallBack(training);
    }
  }

  private List<String> fallBack(BundleTraining training) throws InterruptedException {
    try {
      training.dumpClasses();
    } catch (IOException e) {
      progress.accept("CoreX bundle: and no shared classes either: " + e.getMessage());
    }
    return List.of();
  }

  private static List<String> launch(List<String> cache, String classPath, List<String> arguments) {
    var line = new ArrayList<String>();
    line.add(MOUNT + "/bin/java");
    line.addAll(SMALL);
    line.addAll(cache);
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Djna.boot.library.path=" + MOUNT + "/native",
            "-Djna.nounpack=true",
            "-Djna.library.path=" + MOUNT + "/lib",
            "-Djna.encoding=UTF-8",
            "-Dsun.jnu.encoding=UTF-8",
            "-Dpty4j.preferred.native.folder=" + MOUNT + "/native",
            "-cp",
            classPath,
            MAIN));
    line.addAll(arguments);
    return line;
  }

  private static void forbidWriting(Path bundle) throws IOException {
    try (var files = Files.walk(bundle)) {
      for (var file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        var permissions = Files.getPosixFilePermissions(file);
        permissions.remove(PosixFilePermission.OWNER_WRITE);
        permissions.remove(PosixFilePermission.GROUP_WRITE);
        permissions.remove(PosixFilePermission.OTHERS_WRITE);
        Files.setPosixFilePermissions(file, permissions);
      }
    }
  }

  /// Containers that run have the old files open and keep them.
  private static void replace(Path target, Path made, Path work) throws IOException {
    if (Files.exists(target)) {
      Files.move(target, work.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
