package io.coredeck.explorer.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.web.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A JSON list of which only a part is in memory at a time. Used by one thread.
///
/// Each part is as the records are when it goes out.
public final class Parts implements Answer.Pieces {
  private final Source source;
  private boolean hasBegun;
  private boolean isOver;

  public Parts(Source source) {
    this.source = source;
  }

  /// Where the parts come from.
  @FunctionalInterface
  public interface Source {

    /// @return the next entries, as JSON; none after the last
    List<String> next() throws IOException, InterruptedException;
  }

  @Override
  public Optional<byte[]> next() throws IOException, InterruptedException {
    if (isOver) {
      return Optional.empty();
    }
    var part = source.next();
    isOver = part.isEmpty();
    var text = (hasBegun ? isOver ? "" : "," : "[") + String.join(",", part);
    hasBegun = true;
    return Optional.of((isOver ? text + "]\n" : text).getBytes(UTF_8));
  }
}
