package io.coredeck.node.container;

import io.coredeck.model.Bytes;
import io.coredeck.node.container.oci.OciConfig;
import io.coredeck.node.container.oci.OciConfig.Bind;
import io.coredeck.node.container.oci.OciConfig.Limits;
import io.coredeck.node.container.oci.OciConfig.Machine;
import io.coredeck.node.container.oci.OciConfig.Program;
import io.coredeck.node.container.startup.ImageRoot;
import io.coredeck.node.container.startup.InsidePath;
import io.coredeck.node.container.startup.NameFiles;
import io.coredeck.node.container.startup.ProgramLookup;
import io.coredeck.node.container.startup.Startup;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts together what the user asked for, what the image says and what this machine adds.
///
/// @param corex CoreX and the command line that starts it, in a file `launch`
/// @param machine what this machine allows
record Assembly(Path corex, Machine machine) {
  private static final System.Logger LOG = System.getLogger(Assembly.class.getName());

  /// Reaps the orphans of programs that are not made to be a first process; a static program.
  static final Path INIT = Path.of("/usr/bin/tini-static");

  /// Where it is in a container: in its own `/dev`, so that the image does not change.
  static final String INIT_TARGET = "/dev/.init";

  /// Programs that are made to be a first process themselves.
  private static final Set<String> INITS =
      Set.of(
          "init",
          "my_init",
          "systemd",
          "s6-svscan",
          "runit-init",
          "tini",
          "tini-static",
          "dumb-init",
          "docker-init",
          "catatonit");

  private static final Map<String, String> DEFAULT_ENVIRONMENT =
      Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  private static final String COREX_TARGET = "/corex";

  /// Where a file is in which CoreX is told what is for it alone, and which it removes; in the
  /// container's own `/dev` as the init is.
  private static final String COREX_SECRETS = "/dev/.corex";

  /// Parts of the root that belong to the kernel.
  private static final List<String> KERNEL = List.of("/proc", "/sys");

  /// Parts of the root that the runtime fills; it trusts what is there.
  private static final List<String> RESERVED = List.of("/proc", "/sys", "/dev");

  /// Makes what the container needs in its root and its bundle.
  ///
  /// @param cgroup its control group
  /// @throws IllegalArgumentException if what was asked for cannot be; the message says why
  OciConfig assemble(ContainerSpec spec, Bundle bundle, String cgroup) throws IOException {
    var cores = Runtime.getRuntime().availableProcessors();
    if (spec.cpu() > cores) {
      throw new IllegalArgumentException(
          "asked %d CRU while only %d are available".formatted(spec.cpu(), cores));
    }
    if (!Files.isDirectory(spec.root())) {
      throw new IOException(spec.root() + ": is not there; the image must be mounted first");
    }
    var root = new ImageRoot(spec.root());
    var volumes = volumes(spec, root);
    var startup = Startup.read(root, spec.entrypoint(), spec.environment());
    Map<String, String> environment = new HashMap<>(DEFAULT_ENVIRONMENT);
    environment.putAll(startup.environment());
    var secrets = new ArrayList<Bind>();
    if (spec.interactive()) {
      var handover = CorexVariables.handOver(environment, COREX_SECRETS + "/variables");
      environment = handover.open();
      if (!handover.closed().isEmpty()) {
        var directory = bundle.writeSecret("corex", "variables", handover.closed());
        secrets.add(Bind.copyOf(directory, COREX_SECRETS));
      }
    }
    var program = program(spec, root, startup, environment, volumes);
    var binds = new ArrayList<>(nameFiles(spec, bundle, root));
    if (program.argv().getFirst().equals(INIT_TARGET)) {
      binds.add(new Bind(INIT, INIT_TARGET, false));
    }
    binds.addAll(volumes);
    binds.addAll(secrets);
    if (spec.interactive()) {
      binds.add(new Bind(corex, root.inside(root.makeDirectory(COREX_TARGET)), false));
    }
    var limits = new Limits(spec.cpu(), spec.memory(), spec.pids(), machine);
    return new OciConfig(
        spec.root(),
        spec.hostname(),
        spec.network(),
        program,
        binds,
        cgroup,
        limits,
        spec.elevated());
  }

  private Program program(
      ContainerSpec spec,
      ImageRoot root,
      Startup startup,
      Map<String, String> environment,
      List<Bind> volumes)
      throws IOException {
    var directory = directory(startup, root, volumes);
    var argv = new ArrayList<>(spec.interactive() ? corexArguments() : startup.argv());
    if (!spec.interactive()) {
      new ProgramLookup(root, volumes.stream().map(Bind::target).toList())
          .check(argv.getFirst(), directory, environment.getOrDefault("PATH", ""));
    }
    if (!INITS.contains(baseName(argv.getFirst()))) {
      argv.addAll(0, List.of(INIT_TARGET, "--"));
    }
    return new Program(argv, environment, directory);
  }

  /// A directory of the kernel can lead out of the container: `/proc/self/fd/7`. So can a link in a
  /// volume, which is not mounted yet, to such a directory.
  private static String directory(Startup startup, ImageRoot root, List<Bind> volumes)
      throws IOException {
    var directory = Path.of("/", startup.directory()).normalize();
    Map<Path, Path> mounted = new HashMap<>();
    volumes.forEach(volume -> mounted.put(Path.of(volume.target()), volume.source()));
    var closed = KERNEL.stream().map(Path::of).toList();
    if (new InsidePath(root.directory(), mounted, closed).entersClosed(directory)) {
      throw new IllegalArgumentException(
          "working directory '%s' of the image is one of the kernel's; it must be another"
              .formatted(startup.directory()));
    }
    return directory.toString();
  }

  private static boolean isIn(List<String> places, String path) {
    return places.stream().anyMatch(Path.of(path)::startsWith);
  }

  private static String baseName(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private List<String> corexArguments() throws IOException {
    var launch = corex.resolve("launch");
    if (!Files.isRegularFile(launch)) {
      throw new IOException(launch + ": is missing; interactive containers need the CoreX bundle");
    }
    var words = Files.readAllLines(launch);
    if (words.isEmpty()) {
      throw new IOException(launch + ": is empty; it must hold one argument in each line");
    }
    return words;
  }

  /// @return the volumes, outer before inner ones
  private static List<Bind> volumes(ContainerSpec spec, ImageRoot root) throws IOException {
    var binds = new ArrayList<Bind>();
    for (var mount : spec.mounts()) {
      var target = root.inside(root.resolve(mount.target()));
      if (target.equals("/") || isIn(RESERVED, target)) {
        throw new IllegalArgumentException(
            "mountpoint '%s' is %s in the container; it must be a directory of its own"
                .formatted(mount.target(), target));
      }
      binds.add(new Bind(mount.source(), root.inside(root.makeDirectory(mount.target())), true));
    }
    binds.sort(Comparator.comparingInt(bind -> Path.of(bind.target()).getNameCount()));
    return binds;
  }

  /// An image that has something else in the place of one of these files keeps it.
  private static List<Bind> nameFiles(ContainerSpec spec, Bundle bundle, ImageRoot root)
      throws IOException {
    var texts =
        Map.of(
            "resolv.conf", NameFiles.resolver(),
            "hosts", NameFiles.hosts(spec.hostname(), spec.addresses()),
            "hostname", spec.hostname() + "\n");
    var binds = new ArrayList<Bind>();
    for (var text : texts.entrySet()) {
      var file = bundle.write(text.getKey(), text.getValue());
      try {
        var target = root.makeFile("/etc/" + text.getKey());
        binds.add(new Bind(file, root.inside(target), false));
      } catch (IOException e) {
        LOG.log(Level.WARNING, "{0}: {1}; left as it is", spec.gwid(), e.getMessage());
      }
    }
    return binds;
  }

  /// @return a container like ours, in an empty image, that ends at once
  static OciConfig trial(Path root, String cgroup, Machine machine) {
    return new OciConfig(
        root,
        "probe",
        Optional.empty(),
        new Program(List.of(INIT_TARGET, "--version"), Map.of(), "/"),
        List.of(new Bind(INIT, INIT_TARGET, false)),
        cgroup,
        new Limits(1, Bytes.ofMiB(64), 64, machine),
        false);
  }
}
