package io.coredeck.dashboard.admin.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.wire.account.AuditMessages;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All entries that fit, oldest first, as a file that is written while it is downloaded.
///
/// CSV is that of RFC 4180, JSON one entry in each line.
final class Export {

  private static final String HEAD = "id,time,user,who,via,address,action,object,result,detail\r\n";

  private final AuditClient audit;
  private final Supplier<Filter> filter;

  /// @param filter what is looked at when the download begins
  Export(AuditClient audit, Supplier<Filter> filter) {
    this.audit = audit;
    this.filter = filter;
  }

  DownloadHandler csv() {
    return event -> write(event, "audit.csv", "text/csv; charset=utf-8", HEAD, Export::csv);
  }

  DownloadHandler json() {
    return event ->
        write(event, "audit.jsonl", "application/jsonl; charset=utf-8", "", Export::json);
  }

  private interface Line {
    String of(AuditEntry entry);
  }

  private void write(DownloadEvent event, String name, String type, String head, Line line)
      throws IOException {
    event.setFileName(name);
    event.setContentType(type);
    var wanted = filter.get();
    try (var out = new OutputStreamWriter(event.getOutputStream(), UTF_8)) {
      out.write(head);
      write(out, wanted, line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the dashboard is stopping").initCause(e);
    }
  }

  private void write(Writer out, Filter wanted, Line line)
      throws IOException, InterruptedException {
    var last = 0L;
    List<AuditEntry> entries;
    do {
      entries = audit.after(wanted, last, Duration.ZERO).entries();
      for (var entry : entries) {
        out.write(line.of(entry));
        last = entry.id();
      }
    } while (entries.size() == AuditClient.MOST);
  }

  private static String json(AuditEntry entry) {
    var list = AuditMessages.write(List.of(entry)).strip();
    return list.substring(1, list.length() - 1).strip() + "\n";
  }

  static String csv(AuditEntry entry) {
    return Stream.of(
                Long.toString(entry.id()),
                Instant.ofEpochSecond(entry.at()).toString(),
                Long.toString(entry.tid()),
                entry.actor(),
                entry.via(),
                entry.address(),
                entry.action(),
                entry.object(),
                entry.result().word(),
                entry.detail())
            .map(Export::quoted)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /// A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
  private static String quoted(String cell) {
    var harmless = cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    return harmless.matches("(?s).*[\",\\r\\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
