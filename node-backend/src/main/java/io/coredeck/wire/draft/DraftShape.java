package io.coredeck.wire.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.Container;
import io.coredeck.model.rule.ContainerRules;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.model.rule.Mountpoint;
import io.coredeck.model.rule.ShellWords;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.HashSet;
import java.util.List;

/// Whether a container that a draft asks for could run anywhere: the rules that all who check have.
final class DraftShape {

  private DraftShape() {}

  /// @param container what the draft says, read
  /// @param draft in the form {@link DraftForm#plain} gives
  /// @throws WireException if no node would take it; the message names the place
  static void check(Container container, JsonValue draft) {
    require(!container.flist().isBlank(), "flist", "is empty; it must be the URL of an image");
    capacity(draft.member("capacity"));
    rule("entrypoint", () -> ShellWords.split(container.entrypoint()));
    require(
        draft.member("metadata").text().getBytes(UTF_8).length <= ContainerRules.LONGEST_METADATA,
        "metadata",
        "is longer than %d bytes".formatted(ContainerRules.LONGEST_METADATA));
    var points = new HashSet<String>();
    for (var mount : draft.member("volumes").items()) {
      var place = mount.member("mountpoint");
      rule(place.path(), () -> Mountpoint.of(place.text()));
      require(
          points.add(Mountpoint.of(place.text()).toString()),
          place.path(),
          "is the place of another volume, too");
      created(mount.member("create"));
    }
    for (var connection : draft.member("network_connection").items()) {
      network(connection.member("create"));
    }
    for (var log : draft.member("logs").items()) {
      endpoint(log, "stdout", false);
      endpoint(log, "stderr", false);
    }
    for (var target : draft.member("stats").items()) {
      endpoint(target, "endpoint", true);
    }
  }

  private static void capacity(JsonValue asked) {
    var cpus = asked.member("cpu");
    require(
        !cpus.isPresent() || cpus.integer() >= ContainerRules.LEAST_CPUS,
        "capacity.cpu",
        "must be at least %d".formatted(ContainerRules.LEAST_CPUS));
    var memory = asked.member("memory");
    require(
        !memory.isPresent() || memory.integer() >= ContainerRules.LEAST_MEMORY.toMiB(),
        "capacity.memory",
        "must be at least %d MiB".formatted(ContainerRules.LEAST_MEMORY.toMiB()));
  }

  private static void created(JsonValue create) {
    if (create.isPresent()) {
      require(
          create.member("size").integer() >= 1,
          create.member("size").path(),
          "must be at least 1 GiB");
      require(
          create.member("disk_type").text().matches("|ssd|hdd"),
          create.member("disk_type").path(),
          "must be ssd or hdd");
    }
  }

  private static void network(JsonValue create) {
    if (!create.isPresent()) {
      return;
    }
    for (var range : List.of("network_iprange", "iprange")) {
      var text = create.member(range);
      require(
          Ipv4Range.parse(text.text()).isPresent(),
          text.path(),
          "must be a range such as 172.24.0.0/16");
    }
  }

  private static void endpoint(JsonValue target, String member, boolean isStats) {
    var place = target.member("data").member(member);
    var url = place.isText() ? place.text() : "";
    if (target.member("type").text().equals("redis")
        && !url.isEmpty()
        && !url.contains(Endpoints.HIDDEN)) {
      rule(place.path(), () -> parsed(url, isStats));
    }
  }

  private static Endpoint parsed(String url, boolean isStats) {
    return isStats ? Endpoint.parseStats(url) : Endpoint.parseLog(url);
  }

  /// A check that throws if it is not fulfilled.
  private interface Rule {
    Object check();
  }

  private static void rule(String path, Rule rule) {
    try {
      rule.check();
    } catch (WireException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WireException("draft." + path + ":", String.valueOf(e.getMessage()));
    }
  }

  private static void require(boolean fulfilled, String path, String what) {
    if (!fulfilled) {
      throw new WireException("draft." + path, what);
    }
  }
}
