package io.coredeck.node.telemetry.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Takes the answers of one connection, one after the other, and keeps of each only whether it is
/// an error. One object for all commands of a connection: they are answered in order, by one
/// thread.
final class Replies extends CommandOutput<byte[], byte[], Object> {

  /// Bytes of an error that are read. It goes into events and answers, and is the word of a server
  /// that anybody may name.
  static final int LONGEST_ERROR = 200;

  Replies() {
    super(ByteArrayCodec.INSTANCE, "");
  }

  /// @return the error of the answer just read, null if it was none; asked once
  @Nullable String takeError() {
    var taken = error;
    error = null;
    return taken;
  }

  @Override
  public void setError(ByteBuffer bytes) {
    var begin = bytes.slice(bytes.position(), Math.min(bytes.remaining(), LONGEST_ERROR));
    var text = StandardCharsets.UTF_8.decode(begin).toString().replaceAll("\\p{Cntrl}", " ");
    error = bytes.remaining() > LONGEST_ERROR ? text + "…" : text;
  }

  @Override
  public void set(ByteBuffer bytes) {
    // what the answer says does not matter
  }

  @Override
  public void set(long integer) {
    // what the answer says does not matter
  }
}
