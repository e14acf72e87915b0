package io.coredeck.dashboard.images;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Columns;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubDirectory;
import io.coredeck.sdk.hub.HubDirectory.Entry;
import io.coredeck.sdk.hub.HubDirectory.Kind;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What is in one directory of an image. Only entries in sight are asked for.
final class Tree extends Div {

  private static final Texts TEXTS = Texts.of(Tree.class);
  private static final int PAGE = 200;

  private final HubClient hub;
  private final HubImage image;
  private final String path;
  private final Paragraph trouble = new Paragraph();

  /// @param path of the directory; empty for the root
  Tree(HubClient hub, HubImage image, String path) {
    this.hub = hub;
    this.image = image;
    this.path = path.replaceAll("^/+|/+$", "");
    addClassName("image-tree");
    trouble.addClassName("none");
    trouble.getElement().setAttribute("role", "alert");
    trouble.setVisible(false);
    var first = part(0, PAGE);
    add(crumbs(first.total()), trouble);
    if (first.total() > 0) {
      add(grid(first));
    } else if (!trouble.isVisible()) {
      var none = new Paragraph(TEXTS.get("tree.empty"));
      none.addClassName("none");
      add(none);
    }
  }

  private Nav crumbs(int total) {
    var crumbs = new Nav();
    crumbs.addClassName("crumbs");
    crumbs.setAriaLabel(TEXTS.get("tree.path"));
    crumbs.add(new Anchor(page(""), image.shortName()));
    var so = new StringBuilder();
    for (var part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        so.append(so.isEmpty() ? "" : "/").append(part);
        var slash = new Span("/");
        slash.addClassName("slash");
        crumbs.add(slash, new Anchor(page(so.toString()), part));
      }
    }
    var count = new Span(TEXTS.get("tree.count", total));
    count.addClassName("count");
    crumbs.add(count);
    return crumbs;
  }

  /// @return the address of this page, looking at another directory
  private String page(String directory) {
    return "images/" + image.title() + (directory.isEmpty() ? "" : "?path=" + encoded(directory));
  }

  private String page(Entry entry) {
    var below = path.isEmpty() ? entry.name() : path + "/" + entry.name();
    return switch (entry.kind()) {
      case DIRECTORY -> page(below);
      case FILE -> page(path) + (path.isEmpty() ? "?" : "&") + "file=" + encoded(entry.name());
      case LINK, SPECIAL -> "";
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Grid<Entry> grid(HubDirectory first) {
    var grid = new Grid<Entry>();
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setPageSize(PAGE);
    grid.setSizeFull();
    grid.getElement().setAttribute("aria-label", TEXTS.get("tree.of", "/" + path));
    var _ = Columns.of(grid, columns());
    grid.setItems(
        DataProvider.fromCallbacks(
            query -> entries(first, query.getOffset(), query.getLimit()), _ -> first.total()));
    return grid;
  }

  private List<Column<Entry>> columns() {
    return List.of(
        Column.of("name", TEXTS.get("tree.name"), name(), 240).growing(1),
        Column.<Entry>of("size", TEXTS.get("tree.size"), Cell.text(Tree::size), 110).asNumber(),
        Column.of("mode", TEXTS.get("tree.mode"), Cell.mono(Mode::of), 120),
        Column.<Entry>of("owner", TEXTS.get("tree.owner"), Cell.text(Tree::owner), 130)
            .givingWay(1),
        Column.of("modified", TEXTS.get("tree.modified"), Cell.text(Tree::modified), 250));
  }

  private Stream<Entry> entries(HubDirectory first, int offset, int limit) {
    var known = first.entries();
    return offset + limit <= known.size() || known.size() == first.total()
        ? known.stream().skip(offset).limit(limit)
        : part(offset, limit).entries().stream();
  }

  private HubDirectory part(int offset, int limit) {
    try {
      return hub.tree(image.repository(), image.name(), path, offset, limit);
    } catch (HubException e) {
      trouble.setText(TEXTS.get("tree.unknown", Errand.reason(e)));
      trouble.setVisible(true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new HubDirectory(path, 0, List.of());
  }

  private Cell<Entry> name() {
    return Cell.<Entry>of(
            """
            <span class="entry"><coredeck-icon small name="${item.icon}"></coredeck-icon>
              <span class="sr">${item.kind}</span>
              <a router-link class="mono" href="${item.page}" title="${item.name}"
                ?hidden="${item.page === ''}">${item.name}</a>
              <span class="mono" title="${item.name}"
                ?hidden="${item.page !== ''}">${item.name}</span>
              <span class="mono target" title="${item.target}"
                ?hidden="${item.target === ''}">→ ${item.target}</span></span>
            """)
        .withProperty("icon", entry -> icon(entry.kind()))
        .withProperty("kind", entry -> TEXTS.get("kind." + Mode.letter(entry.kind())))
        .withProperty("page", this::page)
        .withProperty("name", Entry::name)
        .withProperty("target", Entry::target);
  }

  private static String icon(Kind kind) {
    return switch (kind) {
      case DIRECTORY -> "folder";
      case FILE -> "file";
      case LINK -> "link";
      case SPECIAL -> "hard-drive";
    };
  }

  private static String size(Entry entry) {
    return entry.kind() == Kind.FILE ? Amounts.bytes(entry.size()) : "";
  }

  private static String owner(Entry entry) {
    return known(entry.uid(), entry.user()) + ":" + known(entry.gid(), entry.group());
  }

  private static String known(long id, String name) {
    return name.isBlank() ? Long.toString(id) : name;
  }

  private static String modified(Entry entry) {
    return Times.exact(Instant.ofEpochSecond(entry.modified()));
  }
}
