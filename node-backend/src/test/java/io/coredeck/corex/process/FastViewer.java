package io.coredeck.corex.process;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.Broadcast;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Takes everything there is, like a client that is fast enough.
final class FastViewer implements Attachment.Viewer {
  final StringBuilder text = new StringBuilder();
  final List<String> sizes = new ArrayList<>();
  String shown = "";
  int screens;
  long skipped;
  boolean ended;
  Attachment attachment;
  private boolean asleep;
  private boolean busy;

  FastViewer(ManagedProcess process, Attachment.Beginning beginning) {
    attachment = process.attach(this, beginning);
    wake();
  }

  FastViewer(ManagedProcess process) {
    this(process, new Attachment.Beginning.Replay(Broadcast.REPLAY));
  }

  FastViewer live() {
    attachment.goLive();
    return this;
  }

  void fallAsleep() {
    asleep = true;
  }

  void wakeUp() {
    asleep = false;
    wake();
  }

  @Override
  public synchronized void wake() {
    if (busy) {
      return; // the step that woke us is still being taken
    }
    busy = true;
    var more = attachment != null;
    while (more && !asleep) {
      more = take(attachment.next(0));
    }
    busy = false;
  }

  private boolean take(Attachment.Step step) {
    switch (step) {
      case Attachment.Nothing() -> {
        return false;
      }
      case Attachment.Output(var bytes) ->
          text.append(new String(bytes, StandardCharsets.ISO_8859_1));
      case Attachment.Jump(_, var lost) -> {
        skipped += lost;
      }
      case Attachment.Screenful screenful -> {
        screens++;
        skipped += screenful.skipped();
        shown = new String(screenful.bytes(), StandardCharsets.ISO_8859_1);
        text.setLength(0);
      }
      case Attachment.Resized(var size) -> sizes.add(text.length() + " " + size.columns());
      case Attachment.Ended() -> ended = true;
    }
    return true;
  }
}
