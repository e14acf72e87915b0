package io.coredeck.sdk.search;

import io.coredeck.sdk.ExplorerCalls;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// What is wanted of a list. The explorer knows which fields each list has and refuses others.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="lists"}
///
/// @param parameters of the call, by name
/// @param size entries of one answer, from 1 to {@link #MOST}
public record Search(Map<String, String> parameters, int size) {

  /// The most entries of one answer.
  public static final int MOST = 1000;

  private static final int USUAL_SIZE = 100;

  /// Everything, by number.
  public static final Search ALL = new Search(Map.of(), USUAL_SIZE);

  public Search {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException(
          "size is %d; it must be from 1 to %d".formatted(size, MOST));
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /// @param text part of a name, image, address or whatever the list searches, in any case; no
  ///   pattern. Empty for any
  public Search text(String text) {
    return text.isEmpty() ? this : with("q", text);
  }

  /// @param field e.g. `state`
  /// @param values one of which it must have; several only for words and numbers
  public Search where(String field, String... values) {
    return with(field, String.join(",", values));
  }

  /// @param field a time, e.g. `created`
  /// @param time not before
  public Search from(String field, Instant time) {
    return with(field + "_from", String.valueOf(time.getEpochSecond()));
  }

  /// @param field a time, e.g. `created`
  /// @param time before
  public Search before(String field, Instant time) {
    return with(field + "_to", String.valueOf(time.getEpochSecond()));
  }

  /// @param field first key of the order, with `-` before it for the other way round; the number is
  ///   the last key
  public Search sorted(String field) {
    return with("sort", field);
  }

  /// @param entries of one answer, from 1 to {@link #MOST}
  public Search inPartsOf(int entries) {
    return new Search(parameters, entries);
  }

  private Search with(String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Search(more, size);
  }

  /// @param place of the part that is wanted, e.g. `page=2`; empty for the first
  String query(String place) {
    var query = new StringJoiner("&", "?", "");
    parameters.forEach((name, value) ->
        query.add(ExplorerCalls.encoded(name) + "=" + ExplorerCalls.encoded(value)));
    query.add("size=" + size);
    return place.isEmpty() ? query.toString() : query.add(place).toString();
  }
}
