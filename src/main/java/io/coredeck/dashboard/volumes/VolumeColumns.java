package io.coredeck.dashboard.volumes;

import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.usage.ComposeLink;
import io.coredeck.dashboard.volumes.VolumeRow.User;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Filter;
import io.coredeck.dashboard.widget.list.ListSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How the list of volumes looks.
final class VolumeColumns {

  private static final Texts TEXTS = Texts.of(VolumeColumns.class);

  private VolumeColumns() {}

  static ListSpec<VolumeRow> spec(Actions actions) {
    return new ListSpec<>(
        "volumes",
        TEXTS.get("title"),
        TEXTS.get("hint"),
        columns(actions),
        List.of(
            new Filter<>("use", TEXTS.get("use"), VolumeRow::use, VolumeColumns::word),
            new Filter<>("type", TEXTS.get("type"), VolumeRow::type, type -> type),
            new Filter<>("node", TEXTS.get("node"), VolumeRow::node, node -> node)),
        "-age",
        VolumeRow::id,
        VolumeRow::page,
        VolumeRow::searched,
        count -> TEXTS.get("counted", count));
  }

  /// @param use maybe from the address, where anything can stand
  private static String word(String use) {
    return use.equals(VolumeRow.USED) || use.equals(VolumeRow.UNUSED) ? TEXTS.get(use) : use;
  }

  private static List<Column<VolumeRow>> columns(Actions actions) {
    var columns = new ArrayList<Column<VolumeRow>>();
    columns.addAll(facts());
    if (actions.mayChange()) {
      columns.add(Column.of("actions", "", actions(actions), 240));
    }
    return columns;
  }

  private static List<Column<VolumeRow>> facts() {
    return List.of(
        Column.<VolumeRow>of(
                "state",
                TEXTS.get("state"),
                Cell.state(row -> row.look().kind(), row -> row.look().text()),
                120)
            .sortedBy(Comparator.comparing(VolumeRow::look).thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of("name", TEXTS.get("name"), name(), 200)
            .growing(2)
            .sortedBy(
                Comparator.comparing(VolumeRow::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of(
                "size",
                TEXTS.get("size.head"),
                Cell.text(row -> Amounts.gibibytes((double) row.gibibytes())),
                100)
            .sortedBy(
                Comparator.comparingLong(VolumeRow::gibibytes).thenComparingLong(VolumeRow::id))
            .asNumber(),
        Column.<VolumeRow>of("type", TEXTS.get("type"), Cell.text(VolumeRow::type), 90)
            .givingWay(1)
            .sortedBy(Comparator.comparing(VolumeRow::type).thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of("node", TEXTS.get("node"), Cell.text(VolumeRow::node), 130)
            .givingWay(3)
            .growing(1)
            .sortedBy(Comparator.comparing(VolumeRow::node).thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of("use", TEXTS.get("use"), users(), 240)
            .growing(2)
            .sortedBy(
                Comparator.comparingInt((VolumeRow row) -> row.users().size())
                    .thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of(
                "age",
                TEXTS.get("age"),
                Cell.text(VolumeRow::age, row -> Times.exact(Instant.ofEpochSecond(row.created()))),
                90)
            .givingWay(2)
            .sortedBy(Comparator.comparingLong(VolumeRow::created).thenComparingLong(VolumeRow::id))
            .asNumber());
  }

  private static Cell<VolumeRow> name() {
    return Cell.<VolumeRow>of(
            """
            <div class="named"><span class="name" title="${item.name}"
              ><span>${item.begin}</span><span>${item.end}</span></span
              ><a router-link class="id" href="${item.page}" title="${item.more}">${item.gwid}</a
              ><span class="trouble" title="${item.trouble}">${item.trouble}</span></div>
            """)
        .withProperty("name", VolumeRow::name)
        .withProperty("begin", row -> Cell.begin(row.name()))
        .withProperty("end", row -> Cell.end(row.name()))
        .withProperty("gwid", VolumeRow::gwid)
        .withProperty("more", row -> TEXTS.get("reservation", row.gwid()))
        .withProperty("page", VolumeRow::page)
        .withProperty("trouble", VolumeRow::trouble);
  }

  private static Cell<VolumeRow> users() {
    return Cell.<VolumeRow>of(
            """
            ${item.names.map((name, i) => html`<span class="user"
              ><a router-link href="${item.pages[i]}">${name}</a>
              <span class="mono">${item.points[i]}</span></span> `)}
            <span class="orphan" ?hidden="${item.orphan === ''}">${item.orphan}</span>
            """)
        .withProperty("names", row -> row.users().stream().map(User::name).toList())
        .withProperty("points", row -> row.users().stream().map(User::point).toList())
        .withProperty(
            "pages", row -> row.users().stream().map(user -> "containers/" + user.id()).toList())
        .withProperty("orphan", row -> row.isOrphan() ? TEXTS.get("unused") : "");
  }

  private static Cell<VolumeRow> actions(Actions actions) {
    return Cell.<VolumeRow>of(
            """
            <span class="row-actions" ?hidden="${item.off}">
              <a router-link href="${item.compose}" aria-label="${item.mountLabel}">${item.mount}</a>
              <button type="button" class="danger" aria-label="${item.deleteLabel}"
                @click="${remove}">${item.delete}</button>
            </span>
            """)
        .withProperty("off", row -> !row.isDeletable())
        .withProperty("compose", row -> ComposeLink.withVolume(row.gwid()))
        .withProperty("mount", _ -> TEXTS.get("mount"))
        .withProperty("mountLabel", row -> TEXTS.get("mount.label", row.name()))
        .withProperty("delete", _ -> TEXTS.get("delete.short"))
        .withProperty("deleteLabel", row -> TEXTS.get("delete.label", row.name()))
        .withFunction("remove", actions::delete);
  }
}
