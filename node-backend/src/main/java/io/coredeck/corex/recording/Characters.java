package io.coredeck.corex.recording;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Makes text of output that comes cut anywhere: a character whose end is missing waits for it, and
/// what is no UTF-8 becomes U+FFFD.
final class Characters {

  /// Bytes of a character that may wait.
  private static final int LONGEST_START = 3;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] start = {};

  /// @return whole characters, maybe none
  String text(byte[] bytes) {
    var all = ByteBuffer.allocate(start.length + bytes.length).put(start).put(bytes).flip();
    var text = CharBuffer.allocate(all.remaining());
    var _ = decoder.decode(all, text, false);
    if (all.remaining() > LONGEST_START) {
      throw new IllegalStateException("%d bytes of a character".formatted(all.remaining()));
    }
    start = new byte[all.remaining()];
    all.get(start);
    return text.flip().toString();
  }

  /// Nothing follows what came, or nothing that belongs to it.
  ///
  /// @return what stands for the beginning of a character, if there is one
  String end() {
    var isCut = start.length > 0;
    start = new byte[0];
    decoder.reset();
    return isCut ? "\ufffd" : "";
  }
}
