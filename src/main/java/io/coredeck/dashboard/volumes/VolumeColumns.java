package io.coredeck.dashboard.volumes;

import com.vaadin.flow.data.renderer.LitRenderer;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.ComposeLink;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.list.Cells;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Filter;
import io.coredeck.dashboard.widget.list.ListSpec;
import java.time.Instant;
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
        VolumeRow::searched,
        count -> TEXTS.get("counted", count));
  }

  /// @param use maybe from the address, where anything can stand
  private static String word(String use) {
    return use.equals(VolumeRow.USED) || use.equals(VolumeRow.UNUSED) ? TEXTS.get(use) : use;
  }

  /// A container in a cell.
  ///
  /// @param page of it
  /// @param point where it mounts the volume
  private record Shown(String page, String name, String point) {}

  private static List<Column<VolumeRow>> columns(Actions actions) {
    return List.of(
        Column.<VolumeRow>of(
                "state",
                TEXTS.get("state"),
                Cells.state(row -> row.look().kind(), row -> row.look().word()),
                "120px")
            .sortedBy(Comparator.comparing(VolumeRow::look).thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of("name", TEXTS.get("name"), name(), "200px")
            .growing(2)
            .sortedBy(
                Comparator.comparing(VolumeRow::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of(
                "size",
                TEXTS.get("size.head"),
                Cells.text(row -> Amounts.gibibytes((double) row.gibibytes())),
                "100px")
            .sortedBy(
                Comparator.comparingLong(VolumeRow::gibibytes).thenComparingLong(VolumeRow::id))
            .asNumber(),
        Column.<VolumeRow>of("type", TEXTS.get("type"), Cells.text(VolumeRow::type), "90px")
            .sortedBy(Comparator.comparing(VolumeRow::type).thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of("node", TEXTS.get("node"), Cells.text(VolumeRow::node), "130px")
            .growing(1)
            .sortedBy(Comparator.comparing(VolumeRow::node).thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of("use", TEXTS.get("use"), users(), "250px")
            .growing(2)
            .sortedBy(
                Comparator.comparingInt((VolumeRow row) -> row.users().size())
                    .thenComparingLong(VolumeRow::id)),
        Column.<VolumeRow>of(
                "age",
                TEXTS.get("age"),
                Cells.text(
                    VolumeRow::age, row -> Amounts.exact(Instant.ofEpochSecond(row.created()))),
                "90px")
            .sortedBy(Comparator.comparingLong(VolumeRow::created).thenComparingLong(VolumeRow::id))
            .asNumber(),
        Column.of("actions", "", actions(actions), actions.mayChange() ? "210px" : "0px"));
  }

  private static LitRenderer<VolumeRow> name() {
    return LitRenderer.<VolumeRow>of(
            """
            <span class="name" title="${item.name}">${item.name}</span>
            <a router-link class="id" href="${item.page}" title="${item.more}">${item.gwid}</a>
            <span class="trouble" title="${item.trouble}">${item.trouble}</span>
            """)
        .withProperty("name", VolumeRow::name)
        .withProperty("gwid", VolumeRow::gwid)
        .withProperty("more", row -> TEXTS.get("reservation", row.gwid()))
        .withProperty("page", row -> "reservations/volumes?q=" + row.gwid())
        .withProperty("trouble", VolumeRow::trouble);
  }

  private static LitRenderer<VolumeRow> users() {
    return LitRenderer.<VolumeRow>of(
            """
            ${item.users.map(user => html`<span class="user"><a router-link href="${user.page}">${user.name}</a>
              <span class="mono">${user.point}</span></span> `)}
            <span class="orphan" ?hidden="${item.orphan === ''}">${item.orphan}</span>
            """)
        .withProperty(
            "users",
            row ->
                row.users().stream()
                    .map(user -> new Shown("containers/" + user.id(), user.name(), user.point()))
                    .toList())
        .withProperty("orphan", row -> row.isOrphan() ? TEXTS.get("unused") : "");
  }

  private static LitRenderer<VolumeRow> actions(Actions actions) {
    return LitRenderer.<VolumeRow>of(
            """
            <span class="row-actions" ?hidden="${item.off}">
              <a router-link href="${item.compose}" aria-label="${item.mountLabel}">${item.mount}</a>
              <button type="button" class="danger" aria-label="${item.deleteLabel}"
                @click="${remove}">${item.delete}</button>
            </span>
            """)
        .withProperty("off", row -> !actions.mayChange() || !row.isDeletable())
        .withProperty("compose", row -> ComposeLink.withVolume(row.gwid()))
        .withProperty("mount", _ -> TEXTS.get("mount"))
        .withProperty("mountLabel", row -> TEXTS.get("mount.label", row.name()))
        .withProperty("delete", _ -> TEXTS.get("delete.short"))
        .withProperty("deleteLabel", row -> TEXTS.get("delete.label", row.name()))
        .withFunction("remove", actions::delete);
  }
}
