package io.coredeck.explorer.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.web.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A JSON list of which only a part is in memory at a time. Used once.
///
/// Each part is as the records are when it goes out.
public final class Parts implements Answer.Pieces {
  private final Source source;

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
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    out.write('[');
    var separator = "";
    for (var part = source.next(); !part.isEmpty(); part = source.next()) {
      out.write((separator + String.join(",", part)).getBytes(UTF_8));
      separator = ",";
    }
    out.write("]\n".getBytes(UTF_8));
  }
}
