package io.coredeck.dashboard.compose.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is promised about things that change their order while somebody is among them.
class PlacingTest {

  private static List<String> letters(String text) {
    return text.chars().mapToObj(Character::toString).toList();
  }

  @Test
  void only_what_changed_its_place_moves() {
    assertThat(Placing.kept(letters("xabc"), letters("abcx"), Optional.empty()))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(Placing.kept(letters("abcx"), letters("xabc"), Optional.empty()))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(Placing.kept(letters("abc"), letters("bd"), Optional.empty())).containsExactly("b");
  }

  @Test
  void what_has_the_focus_stays_and_the_others_move_around_it() {
    assertThat(Placing.kept(letters("abcx"), letters("xabc"), Optional.of("x")))
        .containsExactly("x");
    assertThat(Placing.kept(letters("abxcd"), letters("bxdca"), Optional.of("x")))
        .contains("b", "x")
        .hasSize(3);
    assertThat(Placing.kept(letters("ab"), letters("ab"), Optional.of("gone"))).hasSize(2);
  }

  @Test
  void afterwards_everything_stands_as_wanted() {
    var random = new Random(7);
    var all = new ArrayList<Component>();
    for (var number = 0; number < 12; number++) {
      all.add(new Span());
    }
    var parent = new Div();
    for (var round = 0; round < 200; round++) {
      Collections.shuffle(all, random);
      var wanted = List.copyOf(all.subList(0, random.nextInt(all.size() + 1)));
      var held = Optional.of(all.get(random.nextInt(all.size())));
      Placing.of(parent, wanted, held);
      assertThat(parent.getChildren().toList()).isEqualTo(wanted);
    }
  }
}
