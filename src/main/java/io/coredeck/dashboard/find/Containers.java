package io.coredeck.dashboard.find;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// All containers of the grid, ready to be searched: what is looked at for each key is written in
/// small letters once and kept until the container changes. May be used by many threads.
final class Containers {

  private static final int NAME = 100;
  private static final int ADDRESS = 90;
  private static final int IMAGE = 60;
  private static final int NODE = 50;
  private static final int WHOLE = 100;

  private Map<Long, Entry> known = Map.of();
  private List<Entry> entries = List.of();
  private List<Reservation> shown = List.of();

  /// A container.
  ///
  /// @param reservation it is of
  /// @param name what people call it
  /// @param image with its repository
  /// @param address the first; empty if there is none
  /// @param gwid e.g. `3-1`
  record Entry(
      Reservation reservation,
      Container container,
      String name,
      String smallName,
      String image,
      String smallImage,
      String address,
      String gwid) {

    static Entry of(Reservation reservation, Container container) {
      var named = WorkloadName.of(reservation);
      var name = named.isEmpty() ? ImageName.of(container.flist()) : named;
      var image = ImageName.withRepository(container.flist());
      var address =
          container.networkConnections().stream()
              .findFirst()
              .map(one -> one.ipaddress())
              .orElse("");
      return new Entry(
          reservation,
          container,
          name,
          small(name),
          image,
          small(image),
          address,
          reservation.gwid());
    }
  }

  private record Found(Entry entry, int score) {}

  private static final Comparator<Found> WORST_FIRST =
      Comparator.comparingInt(Found::score)
          .thenComparing(found -> Look.of(found.entry().reservation()) == Look.RUNNING)
          .thenComparingLong(found -> found.entry().reservation().id());

  /// @param words in small letters; each has to be somewhere in what is known of a container
  /// @param nodes names of nodes by id, in small letters
  /// @param onlyOf whose containers may be seen; nothing for everybody's
  /// @return the best first
  List<Entry> best(
      GridView view,
      List<String> words,
      Map<String, String> nodes,
      Optional<Long> onlyOf,
      int most) {
    var best = new PriorityQueue<>(WORST_FIRST);
    for (var entry : of(view)) {
      if (onlyOf.isPresent() && entry.reservation().customerTid() != onlyOf.get()) {
        continue;
      }
      var score = score(entry, words, nodes.getOrDefault(entry.reservation().nodeId(), ""));
      if (score > 0) {
        keep(best, new Found(entry, score), most);
      }
    }
    return best.stream().sorted(WORST_FIRST.reversed()).map(Found::entry).toList();
  }

  private static void keep(PriorityQueue<Found> best, Found found, int most) {
    if (best.size() < most) {
      best.add(found);
    } else if (found.score() >= best.element().score()
        && WORST_FIRST.compare(found, best.element()) > 0) {
      best.remove();
      best.add(found);
    }
  }

  /// @return 0 if a word is nowhere
  private static int score(Entry entry, List<String> words, String node) {
    var score = 0;
    for (var word : words) {
      var best = Match.loose(entry.smallName(), word);
      if (best == 0) {
        best = Math.max(part(entry.address(), word, ADDRESS), part(entry.gwid(), word, NAME));
        best = Math.max(best, part(entry.smallImage(), word, IMAGE));
        best = Math.max(best, part(node, word, NODE));
      }
      if (best == 0) {
        return 0;
      }
      score += best;
    }
    return score;
  }

  private static int part(String text, String word, int weight) {
    var score = Match.score(text, word);
    return score == 0 ? 0 : Math.max(1, score * weight / WHOLE);
  }

  /// @param id of a reservation
  Optional<Entry> find(GridView view, long id) {
    of(view);
    return Optional.ofNullable(known.get(id));
  }

  @SuppressWarnings("ReferenceEquality") // the very same object, by intent
  private synchronized List<Entry> of(GridView view) {
    if (view.live() == shown) { // as long as nothing changes, the grid gives the same list
      return entries;
    }
    var next = new HashMap<Long, Entry>(view.live().size() * 2);
    var all = new ArrayList<Entry>(view.live().size());
    for (var reservation : view.live()) {
      if (reservation.workload() instanceof Container container) {
        var before = known.get(reservation.id());
        var entry =
            before != null && before.reservation() == reservation
                ? before
                : Entry.of(reservation, container);
        next.put(reservation.id(), entry);
        all.add(entry);
      }
    }
    known = next;
    entries = all;
    shown = view.live();
    return entries;
  }

  static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
