package io.coredeck.dashboard.images;

import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.usage.ComposeLink;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Filter;
import io.coredeck.dashboard.widget.list.ListSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How the list of images looks.
final class ImageColumns {

  private static final Texts TEXTS = Texts.of(ImageColumns.class);

  private ImageColumns() {}

  /// @param mayDeploy whether the person may start containers
  static ListSpec<ImageRow> spec(boolean mayDeploy) {
    return new ListSpec<>(
        "images",
        TEXTS.get("title"),
        TEXTS.get("hint"),
        columns(mayDeploy),
        List.of(
            new Filter<>(
                "repository",
                TEXTS.get("repository"),
                row -> row.image().repository(),
                repository -> repository)),
        "name",
        ImageRow::url,
        ImageRow::page,
        row ->
            String.join(
                " ",
                row.image().title(),
                row.image().facts().description(),
                row.image().facts().entrypoint()),
        count -> TEXTS.get("counted", count));
  }

  private static List<Column<ImageRow>> columns(boolean mayDeploy) {
    var columns = new ArrayList<Column<ImageRow>>();
    columns.add(
        Column.<ImageRow>of("name", TEXTS.get("name"), name(), 220)
            .growing(2)
            .sortedBy(
                Comparator.comparing(row -> row.image().title(), String.CASE_INSENSITIVE_ORDER)));
    columns.add(Column.<ImageRow>of("about", TEXTS.get("about"), about(), 200).growing(3));
    columns.add(
        number(
            "size",
            Cell.text(
                row -> Amounts.bytes(row.image().facts().bytes()),
                row -> TEXTS.get("size.tree", Amounts.bytes(row.image().size()))),
            Comparator.comparingLong(row -> row.image().facts().bytes())));
    columns.add(
        number(
                "files",
                Cell.text(row -> TEXTS.get("number", row.image().facts().files())),
                Comparator.<ImageRow>comparingLong(row -> row.image().facts().files()))
            .givingWay(1));
    columns.add(
        number(
                "containers",
                Cell.text(row -> TEXTS.get("number", row.containers())),
                Comparator.comparingLong(ImageRow::containers))
            .givingWay(2));
    columns.add(
        number(
            "updated",
            Cell.text(
                ImageRow::age, row -> Times.exact(Instant.ofEpochSecond(row.image().updated()))),
            Comparator.comparingLong(row -> row.image().updated())));
    if (mayDeploy) {
      columns.add(Column.of("deploy", "", deploy(), 110));
    }
    return columns;
  }

  private static Column<ImageRow> number(
      String key, Cell<ImageRow> cell, Comparator<ImageRow> order) {
    return Column.<ImageRow>of(key, TEXTS.get(key), cell, 110)
        .sortedBy(order.thenComparing(ImageRow::url))
        .asNumber();
  }

  private static Cell<ImageRow> name() {
    return Cell.<ImageRow>of(
            """
            <a router-link class="name" href="${item.page}" title="${item.url}"
              ><span class="repository">${item.repository}/</span>${item.name}</a>
            """)
        .withProperty("page", ImageRow::page)
        .withProperty("url", ImageRow::url)
        .withProperty("repository", row -> row.image().repository())
        .withProperty("name", row -> row.image().shortName());
  }

  private static Cell<ImageRow> about() {
    return Cell.<ImageRow>of(
            "<span class=\"${item.kind}\" title=\"${item.about}\">${item.about}</span>")
        .withProperty("kind", row -> row.image().trouble().isEmpty() ? "about" : "trouble")
        .withProperty("about", ImageRow::about);
  }

  private static Cell<ImageRow> deploy() {
    return Cell.<ImageRow>of(
            """
            <span class="row-actions"><a router-link href="${item.compose}"
              aria-label="${item.label}">${item.deploy}</a></span>
            """)
        .withProperty("compose", row -> ComposeLink.withImage(row.url()))
        .withProperty("deploy", _ -> TEXTS.get("deploy"))
        .withProperty("label", row -> TEXTS.get("deploy.label", row.image().title()));
  }
}
