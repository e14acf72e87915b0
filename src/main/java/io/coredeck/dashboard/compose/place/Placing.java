package io.coredeck.dashboard.compose.place;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Brings what stands below each other into another order and moves as little as possible: what is
/// moved loses the focus.
final class Placing {

  private Placing() {}

  /// @param wanted what stands there afterwards, in this order
  /// @param held stays where it is if it is there already: all others move around it
  static void of(Div parent, List<? extends Component> wanted, Optional<Component> held) {
    var now = parent.getChildren().toList();
    var kept = kept(now, List.<Component>copyOf(wanted), held);
    now.stream().filter(one -> !kept.contains(one)).forEach(parent::remove);
    for (var i = 0; i < wanted.size(); i++) {
      if (!kept.contains(wanted.get(i))) {
        parent.addComponentAtIndex(i, wanted.get(i));
      }
    }
  }

  /// @return those that need not be moved: as many as stand in the wanted order already
  static <T> Set<T> kept(List<T> now, List<T> wanted, Optional<T> held) {
    Map<T, Integer> places = new HashMap<>();
    wanted.forEach(one -> places.put(one, places.size()));
    var there = now.stream().filter(places::containsKey).toList();
    var order = there.stream().map(places::get).toList();
    var fixed = held.map(there::indexOf).filter(at -> at >= 0);
    var goes =
        IntStream.range(0, order.size())
            .filter(at -> fixed.isEmpty() || isAround(fixed.get(), at, order))
            .mapToObj(order::get)
            .toList();
    return rising(goes).stream().map(wanted::get).collect(Collectors.toSet());
  }

  /// @return whether what is at one index is on the same side of what is at the fixed one
  ///   afterwards
  private static boolean isAround(int fixed, int at, List<Integer> order) {
    return Integer.compare(at, fixed) == Integer.compare(order.get(at), order.get(fixed));
  }

  /// @return the longest part of the numbers that rises
  private static Deque<Integer> rising(List<Integer> numbers) {
    var length = new int[numbers.size()];
    var before = new int[numbers.size()];
    var last = -1;
    for (var i = 0; i < numbers.size(); i++) {
      before[i] = -1;
      for (var j = 0; j < i; j++) {
        if (numbers.get(j) < numbers.get(i) && length[j] >= length[i]) {
          length[i] = length[j] + 1;
          before[i] = j;
        }
      }
      last = last < 0 || length[i] > length[last] ? i : last;
    }
    var rising = new ArrayDeque<Integer>();
    for (var at = last; at >= 0; at = before[at]) {
      rising.addFirst(numbers.get(at));
    }
    return rising;
  }
}
