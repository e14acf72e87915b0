package io.coredeck.wire.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a difference between two drafts promises, also for drafts that chance made.
class DraftDiffTest {
  private static final long SEED = 5;
  private static final int ROUNDS = 2000;
  private static final int DEEPEST = 4;
  private static final List<String> NAMES =
      List.of("flist", "capacity", "environment", "a.b", "0", "vo\"l", "ü [0]", "", "x-y");

  private final Random random = new Random(SEED);

  @Test
  void a_draft_does_not_differ_from_itself() {
    for (var i = 0; i < ROUNDS; i++) {
      var one = draft();
      assertThat(DraftDiff.of(one, Json.tree(one.json())).isEmpty()).as("%s", one).isTrue();
    }
  }

  @Test
  void the_difference_applied_to_the_first_is_the_second() {
    for (var i = 0; i < ROUNDS; i++) {
      var one = draft();
      var other = draft();
      var diff = DraftDiff.of(one, other);
      assertThat(diff.applied(one)).as("%s %s", one, other).isEqualTo(other);
      for (var change : diff.changes()) {
        if (!change.path().toString().isEmpty()) {
          assertThat(DraftPath.parse(change.path().toString())).isEqualTo(change.path());
        }
      }
    }
  }

  @Test
  void what_was_changed_meanwhile_is_not_changed_unseen() {
    var diff = DraftDiff.of(Json.tree("{\"a\":1}"), Json.tree("{\"a\":2}"));
    assertThatThrownBy(() -> diff.applied(Json.tree("{\"a\":3}")))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("a is not what it was");
  }

  @Test
  void only_what_differs_is_told_and_where() {
    var diff =
        DraftDiff.of(
            Json.tree(
                "{\"capacity\":{\"memory\":2048},\"volumes\":[{\"mountpoint\":\"/a\"}],\"x\":1}"),
            Json.tree(
                "{\"capacity\":{\"memory\":4096},\"volumes\":[{\"mountpoint\":\"/a\"},{\"mountpoint\":\"/b\"}]}"));
    assertThat(Json.writeTree(diff.tree()))
        .isEqualTo(
            """
            [{"path":"capacity.memory","from":2048,"to":4096},\
            {"path":"volumes[1]","to":{"mountpoint":"/b"}},{"path":"x","from":1}]\
            """);
  }

  @Test
  void a_path_that_is_none_is_refused_and_what_is_in_the_way_stays() {
    for (var text : List.of("", ".a", "[0]", "a..b", "a.", "a[", "a[x]", "a b", "a[0]b", "[\"a")) {
      assertThatThrownBy(() -> DraftPath.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no path");
    }
    var draft = Json.tree("{\"a\":1,\"l\":[]}");
    for (var path : List.of("a.b", "a[0]", "l.x", "l[1]")) {
      assertThatThrownBy(() -> DraftPath.parse(path).with(draft, Optional.of(draft)))
          .as(path)
          .isInstanceOf(WireException.class);
    }
    assertThat(DraftPath.parse("b.c[0].d").with(draft, Optional.of(Json.tree("7"))))
        .isEqualTo(Json.tree("{\"a\":1,\"l\":[],\"b\":{\"c\":[{\"d\":7}]}}"));
  }

  private JsonValue draft() {
    return Json.tree(Json.writeTree(object(0)));
  }

  private Map<String, Object> object(int depth) {
    var members = new LinkedHashMap<String, Object>();
    for (var i = random.nextInt(5); i > 0; i--) {
      members.put(NAMES.get(random.nextInt(NAMES.size())), value(depth + 1));
    }
    return members;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth >= DEEPEST ? 3 : 5)) {
      case 0 -> (long) random.nextInt(3);
      case 1 -> random.nextBoolean();
      case 2 -> NAMES.get(random.nextInt(NAMES.size()));
      case 3 -> object(depth);
      default -> {
        var items = new ArrayList<>();
        for (var i = random.nextInt(4); i > 0; i--) {
          items.add(value(depth + 1));
        }
        yield items;
      }
    };
  }
}
