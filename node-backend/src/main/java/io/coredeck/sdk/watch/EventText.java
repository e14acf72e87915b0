package io.coredeck.sdk.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Takes server-sent events as they come in pieces and hands on each when it is whole. Used by one
/// thread.
///
/// Source: WHATWG HTML, section 9.2.6, as far as an explorer sends it: lines end with a newline,
/// data is one line.
final class EventText extends OutputStream {

  /// Bytes of one line; those of explorers have some 25,000 at most.
  private static final int LONGEST = 1 << 20;

  private final Taker taker;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private String id = "";
  private String name = "";
  private String data = "";

  /// Takes what comes.
  interface Taker {

    /// Something came, which may be the beginning of an event only.
    void heard();

    /// @param id empty for none
    /// @param name of the event
    /// @throws IOException if no more is wanted
    void take(String id, String name, String data) throws IOException;
  }

  EventText(Taker taker) {
    this.taker = taker;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    taker.heard();
    var from = offset;
    for (var i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        add(bytes, from, i - from);
        from = i + 1;
        end();
      }
    }
    add(bytes, from, offset + length - from);
  }

  private void add(byte[] bytes, int offset, int length) throws IOException {
    if (line.size() + length > LONGEST) {
      throw new IOException("an event has a line of more than " + LONGEST + " bytes");
    }
    line.write(bytes, offset, length);
  }

  private void end() throws IOException {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isEmpty()) {
      if (!name.isEmpty()) {
        taker.take(id, name, data);
      }
      id = "";
      name = "";
      data = "";
      return;
    }
    var colon = text.indexOf(": ");
    var value = text.substring(colon + 2);
    switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "id" -> id = value;
      case "event" -> name = value;
      case "data" -> data = value;
      default -> {} // a comment, or how long to wait
    }
  }
}
