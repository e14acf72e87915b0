package io.coredeck.bench;

import io.coredeck.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measurements by name, printed as medians.
public final class Medians {

  private final Map<String, List<Double>> all = new LinkedHashMap<>();

  /// Adds one measurement.
  public void add(String name, double value) {
    all.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /// @return one JSON object: for each name median, least, 99th of a hundred and most, and how many
  public String json() {
    var result = new LinkedHashMap<String, Object>();
    all.forEach((name, values) -> {
      var sorted = values.stream().sorted().toList();
      var summary = new LinkedHashMap<String, Object>();
      summary.put("median", rounded(sorted.get(sorted.size() / 2)));
      summary.put("min", rounded(sorted.getFirst()));
      summary.put(
          "p99", rounded(sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100))));
      summary.put("max", rounded(sorted.getLast()));
      summary.put("n", sorted.size());
      result.put(name, summary);
    });
    return Json.writeTree(result);
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
