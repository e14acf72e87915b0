package io.coredeck.corex.socket;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.process.ManagedProcess;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// One client looking at the terminal of one process.
public abstract sealed class TerminalSocket extends Socket implements Attachment.Viewer
    permits CompatibleSocket, CoredeckSocket {

  final ManagedProcess process;
  final Settings settings;
  private volatile @Nullable Attachment attachment;

  /// What is the same for all terminals.
  ///
  /// @param host name of this machine, shown in titles
  /// @param reconnectSeconds what clients wait before they connect again
  public record Settings(String host, int reconnectSeconds) {}

  TerminalSocket(
      ManagedProcess process, Settings settings, Client client, ScheduledExecutorService clock) {
    super(client, clock, OpCode.BINARY);
    this.process = process;
    this.settings = settings;
  }

  final String title() {
    return "%s (%s)".formatted(process.info().command(), settings.host());
  }

  final Attachment attach(Attachment.Beginning beginning) {
    var added = process.attach(this, beginning);
    attachment = added;
    if (isClosed()) {
      process.detach(added);
    }
    return added;
  }

  final @Nullable Attachment attachment() {
    return attachment;
  }

  @Override
  void gone() {
    var current = attachment;
    if (current != null) {
      process.detach(current);
    }
  }
}
