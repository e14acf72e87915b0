package io.coredeck.node.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.node.host.RecordFolder;
import io.coredeck.node.host.RecordFolder.Lasting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes the host pass packets on between its links, and undoes it for the last instance that goes.
///
/// What was set before the first instance came is kept below `/run`, which a reboot forgets just as
/// it forgets the settings. The kernel drags other settings along with the two switches; they are
/// kept and put back too. A link that takes its IPv6 routes from router advertisements goes on
/// doing so.
///
/// @param instance who claims it
/// @param settings `/proc/sys/net`
/// @param folder where the claims of all instances are
record Forwarding(String instance, Path settings, Path folder) {
  private static final List<String> SWITCHES =
      List.of("ipv4/ip_forward", "ipv6/conf/all/forwarding");
  private static final String BEFORE = "before";
  private static final String CLAIM = "claim-";

  /// `accept_ra`: also where packets are passed on.
  private static final String ALWAYS = "2";

  private static final String ON = "1";

  static Forwarding of(String instance) {
    return new Forwarding(instance, Path.of("/proc/sys/net"), Path.of("/run/coredeck/forwarding"));
  }

  /// Switches it on; again if something has switched it off.
  void claim() throws IOException {
    synchronized (Forwarding.class) { // the lock of the file is for other programs only
      var records = RecordFolder.open(folder, Lasting.PROGRAM);
      try (var channel = lockFile();
          var _ = channel.lock()) {
        if (records.read(BEFORE).isEmpty()) {
          records.write(BEFORE, current());
        }
        records.write(CLAIM + instance, Map.of());
        keepRouterAdvertisements();
        for (var each : SWITCHES) {
          set(each, ON);
        }
      }
    }
  }

  /// Gives the claim back; with the last one everything is as it was before the first.
  void release() throws IOException {
    synchronized (Forwarding.class) {
      var records = RecordFolder.open(folder, Lasting.PROGRAM);
      try (var channel = lockFile();
          var _ = channel.lock()) {
        records.delete(CLAIM + instance);
        if (records.names().stream().noneMatch(name -> name.startsWith(CLAIM))) {
          restore(records.read(BEFORE).orElse(Map.of()));
          records.delete(BEFORE);
        }
      }
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void restore(Map<String, String> before) throws IOException {
    for (var each : SWITCHES) {
      if (before.containsKey(each)) {
        set(each, before.get(each));
      }
    }
    for (var entry : before.entrySet()) {
      set(entry.getKey(), entry.getValue());
    }
  }

  /// Everything that the switches change, directly or as a side effect.
  private Map<String, String> current() throws IOException {
    var values = new TreeMap<String, String>();
    for (var each : SWITCHES) {
      keep(values, each);
    }
    keep(values, "ipv4/conf/all/accept_redirects");
    for (var family : List.of("ipv4", "ipv6")) {
      for (var link : links(family)) {
        keep(values, family + "/conf/" + link + "/forwarding");
      }
    }
    for (var link : links("ipv6")) {
      keep(values, "ipv6/conf/" + link + "/accept_ra");
    }
    return values;
  }

  private void keep(Map<String, String> values, String setting) throws IOException {
    var value = get(setting);
    if (!value.isEmpty()) {
      values.put(setting, value);
    }
  }

  private void keepRouterAdvertisements() throws IOException {
    for (var link : links("ipv6")) {
      var conf = "ipv6/conf/" + link;
      if (get(conf + "/accept_ra").equals(ON) && !get(conf + "/forwarding").equals(ON)) {
        set(conf + "/accept_ra", ALWAYS);
      }
    }
  }

  private List<String> links(String family) throws IOException {
    var folderOfLinks = settings.resolve(family).resolve("conf");
    if (!Files.isDirectory(folderOfLinks)) {
      return List.of();
    }
    try (var entries = Files.list(folderOfLinks)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals("all") && !name.equals("default"))
          .sorted()
          .toList();
    }
  }

  /// @return empty if there is no such setting: no IPv6, or the link has gone
  private String get(String setting) throws IOException {
    try {
      return Files.readString(settings.resolve(setting)).strip();
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  private void set(String setting, String value) throws IOException {
    var now = get(setting);
    if (!now.isEmpty() && !now.equals(value)) {
      Files.writeString(settings.resolve(setting), value, UTF_8, StandardOpenOption.WRITE);
    }
  }
}
