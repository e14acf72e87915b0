package io.coredeck.corex.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which processes come after which.
public final class Order {
  private final Map<String, Plan> plans = new LinkedHashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();

  /// Names that are known to come after themselves by no way.
  private final Set<String> sound = new HashSet<>();

  /// @param all those without a name come after nothing; of several with one name the first counts
  public Order(Collection<Plan> all) {
    all.stream()
        .filter(plan -> !plan.name().isEmpty())
        .forEach(plan -> plans.putIfAbsent(plan.name(), plan));
  }

  /// @return why a plan can never be followed, its key first: it waits for nobody we know, for
  ///   itself, or for the end of one that has none
  public Optional<String> problem(Plan plan) {
    for (var other : plan.after()) {
      var before = plans.get(other);
      if (before == null) {
        return Optional.of("after: '%s' is no process that can be started".formatted(other));
      }
      if (plan.afterEnd().contains(other) && isEndless(before.restart())) {
        return Optional.of(
            "wait: '%s' never ends for good, its restart is always; it must be waited for with start, or be restarted on-failure or never"
                .formatted(other));
      }
    }
    return circle(plan, new LinkedHashSet<>()).map("after: "::concat);
  }

  private static boolean isEndless(Restart restart) {
    return restart.policy() == Restart.Policy.ALWAYS && restart.attempts() > 0;
  }

  private Optional<String> circle(Plan plan, Set<String> way) {
    if (sound.contains(plan.name())) {
      return Optional.empty();
    }
    if (!way.add(plan.name())) {
      var names = new ArrayList<>(way);
      var circle = names.subList(names.indexOf(plan.name()), names.size());
      return Optional.of("%s → %s is a circle".formatted(String.join(" → ", circle), plan.name()));
    }
    for (var other : plan.after()) {
      var next = plans.get(other);
      var found = next == null ? Optional.<String>empty() : circle(next, way);
      if (found.isPresent()) {
        return found;
      }
    }
    way.remove(plan.name());
    sound.add(plan.name());
    return Optional.empty();
  }

  /// Sorts so that each comes after all it has to come after; in a circle somebody is the first.
  ///
  /// @param planOf the plan of an element
  /// @return lists one after the other; what is in one list has no order
  public <T> List<List<T>> levels(Collection<T> elements, Function<T, Plan> planOf) {
    var levels = new ArrayList<List<T>>();
    for (var element : elements) {
      var depth = depth(planOf.apply(element));
      while (levels.size() <= depth) {
        levels.add(new ArrayList<>());
      }
      levels.get(depth).add(element);
    }
    levels.removeIf(List::isEmpty);
    return levels;
  }

  private int depth(Plan plan) {
    if (plan.after().isEmpty()) {
      return 0;
    }
    var known = depths.get(plan.name());
    if (known != null) {
      return known;
    }
    depths.put(plan.name(), 0); // ends the way around a circle
    var depth = 0;
    for (var other : plan.after()) {
      var before = plans.get(other);
      depth = before == null ? depth : Math.max(depth, depth(before) + 1);
    }
    depths.put(plan.name(), depth);
    return depth;
  }
}
