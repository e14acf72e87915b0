package io.coredeck.explorer.search;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.find.Field;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.explorer.store.find.Query;
import io.coredeck.explorer.store.find.Query.Part;
import io.coredeck.explorer.store.find.Query.Test;
import io.coredeck.explorer.store.find.Query.Wish;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a call asks of a list, read strictly: whatever is not understood is refused with what it is
/// and what it must be.
///
/// @param query which records
/// @param part which of them
record Question(Query query, Part part) {

  /// Characters that may be searched for. A look at a row may take as many steps as this times its
  /// text.
  private static final int LONGEST_TEXT = 100;

  private static final int USUAL_SIZE = 100;

  private static final List<String> SHARED = List.of("q", "sort", "page", "size", "after");

  private static final String FROM = "_from";
  private static final String BEFORE = "_to";

  /// @param isKnown whether the explorer knows the caller
  /// @throws RefusedException 400 with the parameter, what it is and what it must be
  static Question of(WebRequest request, Kind kind, boolean isKnown) {
    var said = once(request.queries());
    var wishes = new ArrayList<Wish>();
    for (var one : said.entrySet()) {
      if (!SHARED.contains(one.getKey())) {
        wishes.add(wish(kind, isKnown, one.getKey(), one.getValue()));
      }
    }
    var sort = said.getOrDefault("sort", "id");
    var isDescending = sort.startsWith("-");
    var query =
        new Query(
            kind,
            text(said.getOrDefault("q", "")),
            wishes,
            sort(kind, isKnown, isDescending ? sort.substring(1) : sort),
            isDescending,
            isKnown);
    return new Question(query, part(said, query));
  }

  private static Map<String, String> once(Map<String, List<String>> said) {
    var once = new LinkedHashMap<String, String>();
    said.forEach((name, values) -> {
      if (values.size() > 1) {
        throw new RefusedException(
            400, "%s is there %d times; it must be there once".formatted(name, values.size()));
      }
      once.put(name, values.getFirst());
    });
    return once;
  }

  private static String text(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new RefusedException(
          400,
          "q has %d characters; it must have at most %d".formatted(text.length(), LONGEST_TEXT));
    }
    return text;
  }

  private static Field sort(Kind kind, boolean isKnown, String name) {
    return kind.field(name)
        .filter(field -> isKnown || !field.isConfidential())
        .orElseThrow(() ->
            new RefusedException(
                400,
                "sort is '%s'; it must be one of %s, with - before it for the other way round"
                    .formatted(name, names(kind, isKnown).toList())));
  }

  private static Stream<String> names(Kind kind, boolean isKnown) {
    return kind.fields().stream()
        .filter(field -> isKnown || !field.isConfidential())
        .map(Field::name);
  }

  private static Wish wish(Kind kind, boolean isKnown, String name, String value) {
    for (var field : kind.fields()) {
      if (field.isConfidential() && !isKnown) {
        continue;
      }
      if (!field.isRange() && name.equals(field.name())) {
        return new Wish(field, Test.IS, Values.read(field, name, value));
      }
      if (field.isRange() && name.equals(field.name() + FROM)) {
        return new Wish(field, Test.FROM, Values.read(field, name, value));
      }
      if (field.isRange() && name.equals(field.name() + BEFORE)) {
        return new Wish(field, Test.BEFORE, Values.read(field, name, value));
      }
    }
    var parameters =
        kind.fields().stream()
            .filter(field -> isKnown || !field.isConfidential())
            .flatMap(field ->
                field.isRange()
                    ? Stream.of(field.name() + FROM, field.name() + BEFORE)
                    : Stream.of(field.name()));
    throw new RefusedException(
        400,
        "there is no parameter '%s'; it must be one of %s"
            .formatted(name, Stream.concat(SHARED.stream(), parameters).toList()));
  }

  private static Part part(Map<String, String> said, Query query) {
    var size =
        (int) Values.number("size", said.getOrDefault("size", "" + USUAL_SIZE), 1, Slice.MOST);
    var after = Optional.ofNullable(said.get("after")).map(cursor -> Cursor.read(cursor, query));
    if (after.isPresent() && said.containsKey("page")) {
      throw new RefusedException(
          400, "page and after are both there; a list is walked through by one of them");
    }
    var page = Values.number("page", said.getOrDefault("page", "1"), 1, Integer.MAX_VALUE);
    return new Part(after, (page - 1) * size, size, after.isEmpty());
  }
}
