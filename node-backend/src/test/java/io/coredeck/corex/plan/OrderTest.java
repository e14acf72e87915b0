package io.coredeck.corex.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is promised of the order in which processes are started.
@Timeout(20)
class OrderTest {

  private static Plan plan(String name, String... after) {
    return plan(name, Restart.NEVER, Set.of(), after);
  }

  private static Plan plan(String name, Restart restart, Set<String> afterEnd, String... after) {
    return new Plan(
        name,
        "",
        "",
        Launch.of(List.of("true")),
        restart,
        Stop.DEFAULT,
        Arrays.asList(after),
        afterEnd,
        OptionalInt.empty());
  }

  @Test
  void each_comes_after_all_it_waits_for() {
    var web = plan("web", "app", "db");
    var app = plan("app", "db");
    var db = plan("db");
    var other = plan("");
    var levels = new Order(List.of(web, app, db)).levels(List.of(web, other, db, app), p -> p);
    assertThat(levels).containsExactly(List.of(other, db), List.of(app), List.of(web));
  }

  @Test
  void who_waits_for_nobody_we_know_or_for_itself_is_told() {
    var order =
        new Order(List.of(plan("a", "b"), plan("b", "c"), plan("c", "a"), plan("d", "nobody")));
    assertThat(order.problem(plan("d", "nobody")))
        .contains("after: 'nobody' is no process that can be started");
    assertThat(order.problem(plan("a", "b"))).contains("after: a → b → c → a is a circle");
    assertThat(new Order(List.of(plan("x", "x"))).problem(plan("x", "x")))
        .contains("after: x → x is a circle");
  }

  @Test
  void who_waits_for_an_end_that_never_comes_is_told() {
    var always = new Restart(Restart.Policy.ALWAYS, 5);
    var db = plan("db", always, Set.of());
    var both = plan("web", Restart.NEVER, Set.of("db", "setup"), "setup", "db");
    var one = plan("web", Restart.NEVER, Set.of("setup"), "setup", "db");
    assertThat(new Order(List.of(plan("setup"), db, both)).problem(both))
        .contains(
            "wait: 'db' never ends for good, its restart is always; it must be waited for with start,"
                + " or be restarted on-failure or never");
    assertThat(new Order(List.of(plan("setup"), db, one)).problem(one)).isEmpty();
    var once = plan("db", new Restart(Restart.Policy.ALWAYS, 0), Set.of());
    assertThat(new Order(List.of(plan("setup"), once, both)).problem(both)).isEmpty();
  }

  @Test
  void a_circle_ends_all_the_same() {
    var a = plan("a", "b");
    var b = plan("b", "a");
    assertThat(new Order(List.of(a, b)).levels(List.of(a, b), Function.identity())).hasSize(2);
  }

  @Test
  void many_ways_to_one_take_no_time() {
    var plans = new ArrayList<Plan>();
    plans.add(plan("x0"));
    plans.add(plan("y0"));
    for (var i = 1; i < 200; i++) {
      plans.add(plan("x" + i, "x" + (i - 1), "y" + (i - 1)));
      plans.add(plan("y" + i, "x" + (i - 1), "y" + (i - 1)));
    }
    var order = new Order(plans);
    assertThat(plans).allMatch(plan -> order.problem(plan).isEmpty());
    assertThat(order.levels(plans, Function.identity())).hasSize(200);
  }
}
