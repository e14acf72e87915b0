package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.overview.findings.Containers;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// How many containers are in which state, in numbers and as parts of a line.
final class CountsCard extends Section {

  private static final Texts TEXTS = Texts.of(CountsCard.class);
  private static final long HOURS_OF_DAY = 24;
  private static final List<Look> SHOWN =
      List.of(Look.RUNNING, Look.STARTING, Look.RESTARTING, Look.STOPPING, Look.FAILED);

  private final Span all = new Span();
  private final Span nodes = new Span();
  private final List<Count> shown = SHOWN.stream().map(Count::new).toList();

  CountsCard() {
    addClassNames("card", "counts");
    setAriaLabel(TEXTS.get("counts"));
    var label = new Span(TEXTS.get("counts.all"));
    label.addClassName("label");
    nodes.addClassName("below");
    all.addClassName("number");
    var line = new Div();
    line.addClassName("parts");
    line.getElement().setAttribute("aria-hidden", "true");
    add(place("", label, all, nodes));
    for (var count : shown) {
      line.add(count.part);
      add(count.place());
    }
    add(line);
  }

  /// @param look whose reservations it leads to; empty for all
  private static Anchor place(String look, Component... content) {
    var query = look.isEmpty() ? "" : "?state=" + look.toLowerCase(Locale.ROOT);
    var place = new Anchor("reservations" + query);
    place.add(content);
    return place;
  }

  void show(GridView view, Instant now) {
    if (!view.isKnown()) {
      return;
    }
    var states = view.once(Containers.BY_LOOK);
    all.setText(Numbers.count(view.once(Containers.BY_GWID).size()));
    nodes.setText(TEXTS.get("counts.nodes", view.nodes().size()));
    for (var count : shown) {
      var some = states.getOrDefault(count.look, Containers.NONE);
      count.show(some, some.count() == 0 ? "" : remark(count.look, some, view, now));
    }
  }

  /// One state: its number, a remark, and its part of the line.
  private static final class Count {

    private final Look look;
    private final Span number = new Span();
    private final Span remark = new Span();
    private final Div part = new Div();

    Count(Look look) {
      this.look = look;
      number.addClassName("number");
      remark.addClassName("below");
      part.addClassName(look.kind().word());
    }

    Anchor place() {
      var word = TEXTS.get("state." + look.name().toLowerCase(Locale.ROOT));
      var name = new State(look.kind(), word).asName();
      return CountsCard.place(look.name(), name, number, remark);
    }

    void show(Containers.Some some, String words) {
      number.setText(Numbers.count(some.count()));
      part.getStyle().setFlexGrow(Long.toString(some.count()));
      part.setVisible(some.count() > 0);
      remark.setText(words);
    }
  }

  /// @return in one unit
  private static String span(Duration time) {
    if (time.toMinutes() < 1) {
      return TEXTS.get("span.seconds", Math.max(0, time.toSeconds()));
    }
    if (time.toHours() < 1) {
      return TEXTS.get("span.minutes", time.toMinutes());
    }
    return time.toHours() < HOURS_OF_DAY
        ? TEXTS.get("span.hours", time.toHours())
        : TEXTS.get("span.days", time.toDays());
  }

  private static String remark(Look look, Containers.Some some, GridView view, Instant now) {
    var age = Duration.between(Instant.ofEpochSecond(some.oldest()), now);
    return switch (look) {
      case STARTING -> TEXTS.get("counts.longest", span(age));
      case FAILED -> failed(some.count(), Containers.failedLongAgo(view, now));
      default -> "";
    };
  }

  /// @param unpaid how many of them no pool could pay, longer ago than a day
  static String failed(long all, long unpaid) {
    if (unpaid == 0) {
      return TEXTS.get("counts.day");
    }
    return unpaid == all
        ? TEXTS.get("counts.unpaid")
        : TEXTS.get("counts.day-and-unpaid", all - unpaid, unpaid);
  }
}
