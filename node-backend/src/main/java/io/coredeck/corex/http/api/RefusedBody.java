package io.coredeck.corex.http.api;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// A body that is refused is taken up to a limit all the same: a client that is still sending would
/// not see the answer.
final class RefusedBody {
  private static final long READ_LIMIT = 64L << 20;

  private RefusedBody() {}

  /// @param content what has not been read of it
  static void takeRest(Request request, InputStream content) {
    if (request.getLength() > READ_LIMIT || request.getHeaders().contains(HttpHeader.EXPECT)) {
      return; // it waits for a word of ours, or would send for long
    }
    try {
      content.skipNBytes(READ_LIMIT);
    } catch (IOException e) {
      // there is no more, or nobody
    }
  }
}
