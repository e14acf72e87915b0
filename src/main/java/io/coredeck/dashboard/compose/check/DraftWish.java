package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.LogTarget;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.Container.StatsTarget;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Volume;
import io.coredeck.model.fit.Wish;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a draft asks for, as the rules of all programs judge it: however incomplete it is.
final class DraftWish {

  /// A volume that is made with the container.
  private static final String MADE = "-1";

  private static final long MOST_MIB = 1L << 42;
  private static final long MOST_GIB = 1L << 30;

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final int SOME_PORT = 1024;

  private final Draft draft;

  private DraftWish(Draft draft) {
    this.draft = draft;
  }

  static Wish of(Draft draft) {
    return new DraftWish(draft).wish();
  }

  /// @return the network that is made with the container, on its node
  static NetworkResource newNetwork(Draft draft) {
    return new NetworkResource(
        draft.text(DraftCheck.NETWORK),
        draft.text(NetworkCheck.NEW_WHOLE),
        draft.text(NetworkCheck.NEW_RANGE),
        KEY,
        KEY,
        SOME_PORT,
        List.of());
  }

  private Wish wish() {
    var volumes =
        draft.mounts().stream()
            .filter(Draft.Mount::isNew)
            .map(mount ->
                new Volume(
                    Bytes.ofGiB(Math.clamp(mount.newGib(), 0, MOST_GIB)), kind(mount.newSsd())))
            .toList();
    return new Wish(container(), volumes, draft.has(DraftCheck.NEW_NETWORK));
  }

  private Container container() {
    var at = "/network_connection/0/";
    return new Container(
        draft.text(DraftCheck.IMAGE),
        draft.text(DraftCheck.HUB),
        "",
        Map.of(), // names are judged more strictly here: EnvironmentCheck
        Map.of(),
        draft.text(DraftCheck.ENTRYPOINT),
        draft.flag("/interactive"),
        draft.mounts().stream()
            .map(mount ->
                new VolumeMount(mount.isNew() ? MADE : mount.volumeId(), mount.mountpoint()))
            .toList(),
        List.of(
            new NetworkConnection(
                draft.text(DraftCheck.NETWORK),
                draft.text(NetworkCheck.ADDRESS),
                draft.flag(at + "public_ip6"),
                draft.flag(at + "yggdrasil_ip"))),
        IntStream.range(0, draft.size("/stats")).mapToObj(this::stats).toList(),
        IntStream.range(0, draft.size("/logs")).mapToObj(this::log).toList(),
        new Capacity(
            draft.number(DraftCheck.CPU),
            mebibytes(DraftCheck.MEMORY),
            mebibytes(DraftCheck.DISK),
            kind(draft.isSsd("/capacity/disk_type"))),
        false);
  }

  private Bytes mebibytes(String pointer) {
    return Bytes.ofMiB(Math.clamp(draft.number(pointer), 0, MOST_MIB));
  }

  private static DiskType kind(boolean isSsd) {
    return isSsd ? DiskType.SSD : DiskType.HDD;
  }

  private LogTarget log(int number) {
    var at = "/logs/" + number;
    return new LogTarget(
        type(at), url(at + "/data/stdout"), url(at + "/data/stderr"), "", "", "{}");
  }

  /// An address that is not typed yet goes nowhere.
  private StatsTarget stats(int number) {
    var at = "/stats/" + number;
    var url = url(at + "/data/endpoint");
    return new StatsTarget(url.isEmpty() ? "none" : type(at), url, "{}");
  }

  private String type(String at) {
    var type = draft.text(at + "/type");
    return type.isEmpty() ? "redis" : type;
  }

  /// One whose password is missing is told by {@link TelemetryCheck}.
  private String url(String pointer) {
    return draft.url(pointer).isEmpty() ? "" : draft.text(pointer);
  }
}
