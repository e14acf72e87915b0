package io.coredeck.dashboard.pools;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.PoolUse;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.TableCard;
import io.coredeck.model.Container;
import io.coredeck.model.registry.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One pool: what is left, at which rate it goes, until when it lasts, what takes from it.
final class PoolCard extends Composite<Section> {

  private static final Texts TEXTS = Texts.of(PoolCard.class);
  private static final double HOUR = 3600;
  private static final Duration SOON = Duration.ofDays(3);
  private static final Duration NOW = Duration.ofHours(6);

  /// What takes from the pool.
  private record Taker(
      String gwid, String name, String page, String kind, double compute, double storage) {}

  private final H2 title = new H2();
  private final State state = new State(State.Kind.IDLE, "").asPill();
  private final Div nodes = new Div();
  private final Div counts = new Div();
  private final TableCard<Taker> takers =
      new TableCard<>(TEXTS.get("takers"), TEXTS.get("takers.none"), columns());
  private Optional<Pool> pool = Optional.empty();
  private List<String> told = List.of();

  /// @param order called for more of this pool
  PoolCard(boolean mayChange, Consumer<Pool> order) {
    nodes.addClassName("nodes-of-pool");
    counts.addClassName("pool-counts");
    var more = new Button(TEXTS.get("top-up"), _ -> pool.ifPresent(order));
    more.addThemeVariants(ButtonVariant.LUMO_SMALL);
    more.setVisible(mayChange);
    var head = new Div(title, state, nodes, more);
    head.addClassName("pool-head");
    getContent().addClassNames("card", "pool");
    getContent().add(head, counts, takers);
  }

  private static List<Column<Taker>> columns() {
    return List.of(
        Column.<Taker>of(
                "name", TEXTS.get("name"), Cell.name(Taker::name, Taker::page, Taker::gwid), 180)
            .growing(2)
            .sortedBy(Comparator.comparing(Taker::name, String.CASE_INSENSITIVE_ORDER)),
        Column.<Taker>of("kind", TEXTS.get("kind"), Cell.text(Taker::kind), 110),
        Column.<Taker>of(
                "compute",
                TEXTS.get("compute.short"),
                Cell.text(taker -> Amounts.fine(taker.compute())),
                110)
            .sortedBy(Comparator.comparingDouble(Taker::compute))
            .asNumber(),
        Column.<Taker>of(
                "storage",
                TEXTS.get("storage.short"),
                Cell.text(taker -> Amounts.fine(taker.storage())),
                110)
            .sortedBy(Comparator.comparingDouble(Taker::storage))
            .asNumber());
  }

  void show(PoolUse use, Map<String, String> names, Instant now) {
    pool = Optional.of(use.pool());
    title.setText(TEXTS.get("pool", Long.toString(use.pool().poolId())));
    showState(use);
    takers.show(use.users().stream().map(PoolCard::taker).toList());
    var facts = new ArrayList<String>();
    add(
        facts,
        "compute.left",
        Amounts.number(Math.floor(use.compute() / HOUR)),
        rate(use.pool().activeCu()));
    add(
        facts,
        "storage.left",
        Amounts.number(Math.floor(use.storage() / HOUR)),
        rate(use.pool().activeSu()));
    add(
        facts,
        "lasts",
        use.left().map(PoolCard::lasts).orElseGet(() -> TEXTS.get("ever")),
        use.left()
            .map(left ->
                left.equals(PoolUse.MOST)
                    ? TEXTS.get("until.late")
                    : TEXTS.get("until", Times.exact(now.plus(left))))
            .orElseGet(() -> TEXTS.get("until.never")));
    showNodes(use.pool(), names);
    if (!facts.equals(told)) {
      told = List.copyOf(facts);
      counts.removeAll();
      for (var i = 0; i < facts.size(); i += 3) {
        counts.add(count(facts.get(i), facts.get(i + 1), facts.get(i + 2)));
      }
    }
  }

  private static void add(List<String> facts, String key, String number, String below) {
    facts.add(TEXTS.get(key));
    facts.add(number);
    facts.add(below);
  }

  private static String lasts(Duration left) {
    return left.equals(PoolUse.MOST)
        ? TEXTS.get("lasts.more", Amounts.words(left))
        : Amounts.words(left);
  }

  private static String rate(double units) {
    return units > 0 ? TEXTS.get("rate", Amounts.fine(units)) : TEXTS.get("rate.none");
  }

  private static Div count(String label, String number, String below) {
    var word = new Span(label);
    word.addClassName("label");
    var value = new Span(number);
    value.addClassName("number");
    var note = new Span(below);
    note.addClassName("below");
    return new Div(word, value, note);
  }

  private void showState(PoolUse use) {
    var left = use.left();
    if (use.compute() <= 0 && use.storage() <= 0) {
      state.show(State.Kind.FAIL, TEXTS.get("state.dry"));
    } else if (left.filter(time -> time.compareTo(NOW) < 0).isPresent()) {
      state.show(State.Kind.FAIL, TEXTS.get("state.now"));
    } else if (left.filter(time -> time.compareTo(SOON) < 0).isPresent()) {
      state.show(State.Kind.WARN, TEXTS.get("state.soon"));
    } else {
      state.show(State.Kind.OK, TEXTS.get("state.enough"));
    }
  }

  private void showNodes(Pool now, Map<String, String> names) {
    var wanted = now.nodeIds().stream().map(id -> "nodes/" + id).toList();
    var before =
        nodes
            .getChildren()
            .filter(Anchor.class::isInstance)
            .map(link -> ((Anchor) link).getHref())
            .toList();
    if (!wanted.equals(before)) {
      nodes.removeAll();
      now.nodeIds().forEach(id -> nodes.add(new Anchor("nodes/" + id, Named.node(names, id))));
    }
  }

  private static Taker taker(PoolUse.User user) {
    var one = user.reservation();
    var isContainer = one.workload() instanceof Container;
    return new Taker(
        one.gwid(),
        Named.of(one),
        isContainer ? "containers/" + one.id() : "volumes?q=" + one.gwid(),
        TEXTS.get(isContainer ? "container" : "volume"),
        user.units().cu(),
        user.units().su());
  }
}
