package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Empty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page that is one list. Search, filters and sorting stand in its address.
///
/// @param <R> rows
public abstract class ListPage<R> extends Main implements Frame.Titled, BeforeEnterObserver {

  private static final Texts TEXTS = Texts.of(ListPage.class);
  private static final GridView NOTHING = new GridView(Instant.EPOCH, List.of(), List.of());

  private final ListSpec<R> spec;
  private final ListHead<R> head;
  private final Rows<R> rows;
  private final Div content = new Div();
  private final Foot foot = new Foot();

  private Choice choice;
  private GridView view = NOTHING;
  private List<R> all = List.of();
  private Optional<Component> instead = Optional.empty();
  private Reason reason = Reason.NONE;

  /// Why there are no rows.
  private enum Reason {
    NONE,
    NOTHING_THERE,
    NO_MATCH
  }

  @SuppressWarnings("this-escape") // head and rows call back only when a person does something
  protected ListPage(ListSpec<R> spec) {
    this.spec = spec;
    this.choice =
        Choice.of(QueryParameters.empty(), spec.filterNames(), spec.sortable(), spec.sort());
    this.head = new ListHead<>(spec, choice, this::choose);
    this.rows = new Rows<>(spec, choice, this::choose, head::offerSorting);
    addClassNames("tool-page", "list-page");
    content.addClassName("list");
    content.add(rows);
    add(head, content, foot);
  }

  /// @return what stands there while there is nothing at all
  protected abstract Empty empty();

  /// @param action beside the title
  protected final void addAction(Component action) {
    head.add(action);
  }

  /// @param strip between title and filters
  protected final void addStrip(Component strip) {
    head.insert(strip);
  }

  @Override
  public final String title() {
    return spec.title();
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    choice =
        Choice.of(
            event.getLocation().getQueryParameters(),
            spec.filterNames(),
            spec.sortable(),
            spec.sort());
    rows.show(choice);
    show();
  }

  /// The person has chosen differently: the address says so, without a new page.
  private void choose(Choice other) {
    choice = other;
    getUI()
        .orElseThrow()
        .getPage()
        .getHistory()
        .replaceState(null, new Location(spec.path(), choice.query(spec.sort())));
    rows.show(choice);
    show();
  }

  /// @param now when they were so
  /// @param everything all rows there are
  protected final void show(GridView now, List<R> everything) {
    view = now;
    all = everything;
    show();
  }

  private void show() {
    var chosen = spec.chosen(all, choice);
    head.show(choice, all, chosen.size());
    rows.setRows(chosen);
    foot.show(view, spec.counted().apply(all.size()));
    showInstead(chosen.isEmpty());
  }

  /// Only a change is drawn: who is about to press a button there keeps the focus.
  private void showInstead(boolean isEmpty) {
    rows.setVisible(!isEmpty);
    var wanted =
        !isEmpty || !view.isKnown()
            ? Reason.NONE
            : all.isEmpty() ? Reason.NOTHING_THERE : Reason.NO_MATCH;
    if (wanted == reason) {
      return;
    }
    reason = wanted;
    instead.ifPresent(content::remove);
    instead =
        switch (wanted) {
          case NONE -> Optional.empty();
          case NOTHING_THERE -> Optional.of(empty());
          case NO_MATCH -> Optional.of(noMatch());
        };
    instead.ifPresent(content::add);
  }

  private Empty noMatch() {
    return new Empty(TEXTS.get("no-match"), TEXTS.get("no-match.words"))
        .with(new Button(TEXTS.get("no-match.clear"), _ -> choose(choice.cleared())));
  }
}
