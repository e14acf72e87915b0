package io.coredeck.model.fit;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.LogTarget;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.rule.ContainerRules;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Mountpoint;
import io.coredeck.model.rule.ShellWords;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What is wrong with a container by itself.
final class ContainerShape {

  /// No machine has more.
  static final Bytes MOST = Bytes.ofGiB(1L << 30);

  private static final String REDIS = "redis";
  private static final Pattern HUB = Pattern.compile("(?i)(zdb|redis|https?)://[^/\\s]++.*");
  private static final Pattern GWID = Pattern.compile("\\d+-\\d+|-\\d+");
  private static final Pattern VARIABLE = Pattern.compile("[^=\\x00-\\x1f]+");

  private final Container container;
  private final List<Finding> found = new ArrayList<>();

  ContainerShape(Container container) {
    this.container = container;
  }

  List<Finding> findings() {
    image();
    command();
    variables("environment", container.environment());
    variables("secret_environment", container.secretEnvironment());
    volumes();
    capacity();
    connection();
    telemetry();
    return List.copyOf(found);
  }

  private void add(Code code, String path, String is, String mustBe, String toDo) {
    add(Finding.of(code, path, is, mustBe, toDo));
  }

  private void add(Finding one) {
    if (found.size() < Shape.MOST_FAULTS) {
      found.add(one);
    }
  }

  private void image() {
    var image = container.flist();
    var url = "must be the URL of an image, http:// or https://";
    if (image.isBlank()) {
      add(Code.NO_IMAGE, "flist", "is empty", url, "");
    } else if (!isUrl(image)) {
      add(Code.BAD_IMAGE, "flist", shown(image), url, "");
    }
    if (!container.hubUrl().isEmpty() && !HUB.matcher(container.hubUrl()).matches()) {
      add(
          Code.BAD_HUB,
          "hub_url",
          shown(container.hubUrl()),
          "must begin with zdb://, redis://, http:// or https://",
          "leave it out for the node's own store");
    }
  }

  /// Before an `@` may be a password.
  private static String shown(String url) {
    return url.indexOf('@') < 0 ? "is '" + url + "'" : "is no such address";
  }

  private static boolean isUrl(String text) {
    try {
      var url = URI.create(text);
      return url.getHost() != null && Objects.toString(url.getScheme(), "").matches("(?i)https?");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void command() {
    if (container.interactive()) {
      return; // it is not looked at
    }
    try {
      ShellWords.split(container.entrypoint());
    } catch (IllegalArgumentException e) {
      var reason = String.valueOf(e.getMessage());
      add(
          Finding.of(
                  Code.BAD_COMMAND,
                  "entrypoint",
                  "cannot be split into words: " + reason,
                  "must be written as for a shell",
                  "")
              .with("reason", reason));
    }
  }

  private void variables(String member, Map<String, String> variables) {
    variables.keySet().stream()
        .filter(name -> !VARIABLE.matcher(name).matches())
        .forEach(name ->
            add(
                Finding.of(
                        Code.BAD_VARIABLE,
                        member,
                        "has a variable called '" + name + "'",
                        "may have names of visible characters without =",
                        "")
                    .with("name", name)));
  }

  private void volumes() {
    var seen = new HashMap<Mountpoint, Integer>();
    for (int i = 0; i < container.volumes().size(); i++) {
      var mount = container.volumes().get(i);
      var path = "volumes[" + i + "]";
      volume(mount, path);
      mountpoint(mount, path + ".mountpoint", i, seen);
    }
  }

  private void volume(VolumeMount mount, String path) {
    if (mount.volumeId().isEmpty()) {
      add(Code.NO_VOLUME, path + ".volume_id", "is empty", "must be a volume's, like 2-1", "");
    } else if (!GWID.matcher(mount.volumeId()).matches()) {
      add(
          Code.BAD_VOLUME,
          path + ".volume_id",
          "is '" + mount.volumeId() + "'",
          "must be a volume's, like 2-1",
          "");
    }
  }

  private void mountpoint(
      VolumeMount mount, String path, int number, Map<Mountpoint, Integer> seen) {
    var folder = "must be a folder inside the container such as /data";
    try {
      var point = Mountpoint.of(mount.mountpoint());
      var first = seen.putIfAbsent(point, number);
      if (first != null) {
        add(
            Finding.of(
                    Code.SAME_MOUNT,
                    path,
                    "is %s, where volumes[%d] is mounted too".formatted(point, first),
                    "must be another folder",
                    "")
                .with("mountpoint", point.toString()));
      }
    } catch (IllegalArgumentException _) {
      add(
          mount.mountpoint().isBlank() ? Code.NO_MOUNT : Code.BAD_MOUNT,
          path,
          mount.mountpoint().isBlank() ? "is empty" : "is '" + mount.mountpoint() + "'",
          folder,
          "");
    }
  }

  private void capacity() {
    var asked = container.capacity();
    if (asked.cpu() < ContainerRules.LEAST_CPUS) {
      add(
          Code.FEW_CPUS,
          "capacity.cpu",
          "is " + asked.cpu(),
          "must be %d or more".formatted(ContainerRules.LEAST_CPUS),
          "");
    }
    if (asked.memory().compareTo(ContainerRules.LEAST_MEMORY) < 0) {
      add(
          Code.LITTLE_MEMORY,
          "capacity.memory",
          "is %d MiB".formatted(asked.memory().toMiB()),
          "must be %d or more".formatted(ContainerRules.LEAST_MEMORY.toMiB()),
          "");
    }
    most("capacity.memory", asked.memory());
    most("capacity.disk_size", asked.disk());
  }

  private void most(String path, Bytes asked) {
    if (asked.compareTo(MOST) > 0) {
      add(
          Code.TOO_MUCH,
          path,
          "is %d MiB".formatted(asked.toMiB()),
          "must be %d or less".formatted(MOST.toMiB()),
          "");
    }
  }

  private void connection() {
    var path = "network_connection[0].";
    var first = container.networkConnections().stream().findFirst();
    if (first.isEmpty() || first.get().networkId().isBlank()) {
      add(Code.NO_NETWORK, path + "network_id", "is empty", "must name a network of yours", "");
      return;
    }
    var connection = first.get();
    var form = "must be four numbers from 0 to 255 joined by dots, like 172.24.1.2";
    if (connection.ipaddress().isEmpty()) {
      add(Code.NO_ADDRESS, path + "ipaddress", "is empty", form, "");
    } else if (Ipv4.parse(connection.ipaddress()).isEmpty()) {
      add(Code.BAD_ADDRESS, path + "ipaddress", "is '" + connection.ipaddress() + "'", form, "");
    }
  }

  /// An encrypted address wins over the clear one, which is not looked at then.
  private void telemetry() {
    for (int i = 0; i < container.logs().size(); i++) {
      var log = container.logs().get(i);
      if (log.type().equals(REDIS)) {
        log(log, "logs[" + i + "].data.");
      }
    }
    for (int i = 0; i < container.stats().size(); i++) {
      var stats = container.stats().get(i);
      if (stats.type().equals(REDIS)) {
        endpoint(
            Code.BAD_STATS,
            "stats[" + i + "].data.endpoint",
            stats.endpoint(),
            Endpoint::parseStats);
      }
    }
  }

  private void log(LogTarget log, String path) {
    if (log.secretStdout().isEmpty() && !log.stdout().isEmpty()) {
      endpoint(Code.BAD_LOG, path + "stdout", log.stdout(), Endpoint::parseLog);
    }
    if (log.secretStderr().isEmpty() && !log.stderr().isEmpty()) {
      endpoint(Code.BAD_LOG, path + "stderr", log.stderr(), Endpoint::parseLog);
    }
  }

  /// The message shows no password.
  private void endpoint(Code code, String path, String url, Consumer<String> parse) {
    try {
      parse.accept(url);
    } catch (IllegalArgumentException e) {
      var own = e.getCause() == null ? e : e.getCause();
      var reason = String.valueOf(own.getMessage());
      add(
          Finding.of(
                  code,
                  path,
                  "is no address of a Redis channel: " + reason,
                  "must be like redis://host:6379/channel",
                  "")
              .with("reason", reason));
    }
  }
}
