package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The call by which a server readies itself.
@Timeout(20)
class FirstCallTest {

  @Test
  void it_asks_for_the_list_by_the_way_others_take() throws Exception {
    for (var address : new String[] {"127.0.0.1", "0.0.0.0"}) {
      try (var listening = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
        FirstCall.to(InetAddress.ofLiteral(address), listening.getLocalPort());
        try (var line = listening.accept()) {
          var asked = line.getInputStream().readNBytes("GET /api/processes HTTP/1.1\r\n".length());
          assertThat(new String(asked, StandardCharsets.US_ASCII))
              .isEqualTo("GET /api/processes HTTP/1.1\r\n");
        }
      }
    }
  }
}
