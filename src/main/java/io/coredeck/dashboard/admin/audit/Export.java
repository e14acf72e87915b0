package io.coredeck.dashboard.admin.audit;

import com.vaadin.flow.server.streams.DownloadHandler;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.account.AuditClient.Filter;
import io.coredeck.wire.account.AuditLines;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/// All entries that fit, oldest first, as a file that comes from the explorer while it is
/// downloaded.
final class Export {

  private final AuditClient audit;
  private final Supplier<Filter> filter;

  /// @param filter what is looked at when the download begins
  Export(AuditClient audit, Supplier<Filter> filter) {
    this.audit = audit;
    this.filter = filter;
  }

  DownloadHandler as(AuditLines lines) {
    return event -> {
      event.setFileName("audit." + lines.word());
      event.setContentType(lines.contentType());
      write(lines, event.getOutputStream());
    };
  }

  private void write(AuditLines lines, OutputStream out) throws IOException {
    try {
      audit.export(filter.get(), lines, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the dashboard is stopping").initCause(e);
    }
  }
}
