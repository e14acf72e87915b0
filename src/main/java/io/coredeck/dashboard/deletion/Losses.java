package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.deletion.Item.Kind;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Container;
import io.coredeck.model.Volume;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What goes with the deletion of things and what does not, in words.
///
/// @param lost nothing if nothing is
/// @param stays what is still there afterwards
record Losses(Optional<String> lost, String stays) {

  private static final Texts TEXTS = Texts.of(Losses.class);

  /// @param items one at least
  /// @param called what people call a volume, by its gwid
  static Losses of(List<Item> items, UnaryOperator<String> called) {
    var losing = items.stream().filter(Item::isLoss).toList();
    var kind = items.getFirst().kind();
    var lost =
        losing.isEmpty()
            ? Optional.<String>empty()
            : Optional.of(
                losing.size() == 1 && items.size() == 1
                    ? lostOf(losing.getFirst())
                    : TEXTS.get("lost-" + word(kind), losing.size()));
    return new Losses(lost, items.size() == 1 ? staysOf(items.getFirst(), called) : stays(kind));
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case CONTAINER -> "containers";
      case VOLUME -> "volumes";
      case NETWORK -> "networks";
    };
  }

  private static String lostOf(Item item) {
    return switch (item.reservation().workload()) {
      case Container container -> TEXTS.get("lost-container", container.capacity().disk().toMiB());
      case Volume volume -> TEXTS.get("lost-volume", volume.size().toGiB());
      default -> TEXTS.get("lost-other", item.name());
    };
  }

  /// @param used what containers use
  /// @param most how many are named
  /// @return what stays because of whom
  static String users(List<Item> used, int most) {
    var named =
        used.stream()
            .limit(most)
            .map(item -> TEXTS.get("used-by", item.name(), String.join(", ", item.users())))
            .collect(Collectors.joining("; "));
    return used.size() > most ? TEXTS.get("used-more", named, used.size() - most) : named;
  }

  private static String stays(Kind kind) {
    return TEXTS.get("stays-" + word(kind));
  }

  private static String staysOf(Item item, UnaryOperator<String> called) {
    if (item.reservation().workload() instanceof Container container
        && !container.volumes().isEmpty()) {
      var mounts =
          container.volumes().stream()
              .map(mount -> TEXTS.get("volume", called.apply(mount.volumeId()), mount.mountpoint()))
              .toList();
      return TEXTS.get("stays-with-volumes", String.join(", ", mounts), mounts.size());
    }
    return stays(item.kind());
  }
}
