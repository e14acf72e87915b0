package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.find.Field;
import io.coredeck.explorer.store.find.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Queries of searches, right and wrong ones.
final class Searches {
  private final Mutations mutations;

  Searches(Mutations mutations) {
    this.mutations = mutations;
  }

  /// @return names that searches know, of any list, mostly alone: one that is not known hides what
  ///   the others do
  String query() {
    var names =
        Arrays.stream(Kind.values()).flatMap(kind -> kind.fields().stream()).map(Field::name);
    var fields = new ArrayList<>(names.distinct().toList());
    fields.addAll(List.of("q", "sort", "page", "size", "after"));
    var all = new ArrayList<String>();
    do {
      var name = mutations.of(fields);
      var end = mutations.in(3) ? mutations.of(List.of("_from", "_to")) : "";
      all.add(name + end + "=" + searched(name));
    } while (mutations.in(3));
    return String.join("&", all);
  }

  private String searched(String name) {
    return switch (mutations.of(List.of(0, 1, 2, 3))) {
      case 0 -> mutations.word();
      case 1 -> "1";
      case 2 ->
          mutations.of(
              List.of(
                  "", "0", "-1", "1,2", "9223372036854775807", "1e999", "NaN", "true", "%25_!"));
      default -> name.equals("sort") ? mutations.of(List.of("-id", "name", "-created")) : cursor();
    };
  }

  /// @return looks like the place in a list where the next part begins
  private String cursor() {
    var text = mutations.bytes("id\n1\n1").getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }
}
