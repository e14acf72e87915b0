package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the dashboard makes of a proxy in front of it.
class BehindProxyIT {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_cookie_is_for_tls_alone_if_a_proxy_that_is_believed_says_so(boolean believed)
      throws IOException, InterruptedException {
    var config =
        new DashboardConfig(
            "127.0.0.1",
            0,
            NOWHERE,
            NOWHERE,
            Optional.empty(),
            "",
            Set.of(),
            Duration.ofHours(1),
            believed,
            Optional.empty());
    try (var server = DashboardServer.start(config);
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(server.url())
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-For", "203.0.113.9")
              .build();
      var cookie =
          client.send(request, BodyHandlers.discarding()).headers().firstValue("Set-Cookie");
      assertThat(cookie).isPresent();
      assertThat(cookie.get()).contains("HttpOnly", "SameSite=Lax");
      assertThat(cookie.get().contains("Secure")).isEqualTo(believed);
    }
  }
}
