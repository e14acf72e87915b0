package io.coredeck.explorer.store.template;

import io.coredeck.model.draft.Template;
import io.coredeck.wire.draft.TemplateMessages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/// Templates as rows of one transaction.
public final class TemplateTable implements TemplateWriting {

  private static final String HEAD =
      "SELECT id, tid, name, description, shared, changed, kind, image";

  private final Handle handle;
  private final ToLongFunction<String> next;

  /// @param next gives the next number of a kind
  public TemplateTable(Handle handle, ToLongFunction<String> next) {
    this.handle = handle;
    this.next = next;
  }

  private static Template listed(ResultSet row) throws SQLException {
    return new Template(
        row.getLong("id"),
        row.getLong("tid"),
        "",
        row.getString("name"),
        row.getString("description"),
        row.getBoolean("shared"),
        row.getLong("changed"),
        row.getString("kind"),
        row.getString("image"),
        List.of(),
        "");
  }

  @Override
  public Optional<Template> get(long id) {
    return handle
        .select(HEAD + ", document FROM templates WHERE id = ?", id)
        .map((row, _) -> TemplateMessages.withContent(listed(row), row.getString("document")))
        .findOne();
  }

  @Override
  public boolean isTaken(long tid, String name, long besides) {
    return count("tid = ? AND name = ? AND id <> ?", tid, name, besides) > 0;
  }

  @Override
  public List<Template> seenBy(long tid) {
    return handle
        .select(HEAD + " FROM templates WHERE tid = ? OR shared = 1 ORDER BY name, id", tid)
        .map((row, _) -> listed(row))
        .list();
  }

  @Override
  public long countOf(long tid) {
    return count("tid = ?", tid);
  }

  @Override
  public long countShared() {
    return count("shared = ?", 1);
  }

  private long count(String condition, Object... values) {
    return handle
        .select("SELECT count(*) FROM templates WHERE " + condition, values)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public Template add(Template template) {
    var numbered = template.withId(next.applyAsLong("template"));
    put(numbered);
    return numbered;
  }

  @Override
  public void put(Template template) {
    handle.execute(
        """
        INSERT INTO templates
          (id, tid, name, description, shared, changed, kind, image, document)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          name = excluded.name, description = excluded.description, shared = excluded.shared,
          changed = excluded.changed, kind = excluded.kind, image = excluded.image,
          document = excluded.document
        """,
        template.id(),
        template.tid(),
        template.name(),
        template.description(),
        template.isShared() ? 1 : 0,
        template.changed(),
        template.kind(),
        template.image(),
        TemplateMessages.writeContent(template));
  }

  @Override
  public void remove(long id) {
    handle.execute("DELETE FROM templates WHERE id = ?", id);
  }

  @Override
  public void removePrivateOf(long tid) {
    handle.execute("DELETE FROM templates WHERE tid = ? AND shared = 0", tid);
  }
}
