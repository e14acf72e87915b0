package io.coredeck.sdk.corex;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.OptionalLong;

/// What comes out of a container, read as it comes. To be closed, also before its end.
///
/// {@snippet file="io/coredeck/sdk/corex/CorexExamplesTest.java" region="recording"}
///
/// @param size in bytes, if it is known before
/// @param bytes fail if the connection breaks off before all are there
public record CorexDownload(OptionalLong size, InputStream bytes) implements AutoCloseable {

  static CorexDownload of(HttpResponse<InputStream> answer) {
    return new CorexDownload(answer.headers().firstValueAsLong("Content-Length"), answer.body());
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
