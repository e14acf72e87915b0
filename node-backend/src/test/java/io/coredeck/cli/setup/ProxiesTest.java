package io.coredeck.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.cli.screen.Terminal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which proxy a call goes through.
class ProxiesTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.example.org/, plain:3128",
    "https://a.example.org/, secure:80",
    "http://grid.inner.org/, DIRECT",
    "http://inner.org/, DIRECT",
    "http://notinner.org/, plain:3128",
    "http://10.0.0.2:8090/, DIRECT",
    "http://10.0.0.2:8091/, plain:3128",
    "http://localhost/, DIRECT",
    "http://127.0.0.9:1/, DIRECT",
    "http://[::1]:1/, DIRECT",
    "http://172.24.1.2:7681/, DIRECT",
    "ws://172.24.1.2:7681/, DIRECT",
    "wss://172.25.1.2/, secure:80",
    "http://172.25.1.2/, plain:3128",
    "http://[2001:db8::7]/, DIRECT",
    "http://[2001:db9::7]/, plain:3128"
  })
  void a_call_goes_where_the_variables_say(String url, String expected) {
    var proxies =
        Proxies.of(
                around(
                    Map.of(
                        "HTTP_PROXY",
                        "http://plain:3128/",
                        "https_proxy",
                        "secure",
                        "HTTPS_PROXY",
                        "http://not-this",
                        "NO_PROXY",
                        "inner.org, 10.0.0.2:8090, 172.24.0.0/16,2001:db8::/32,x/8,10.0.0.0/99")))
            .orElseThrow();
    var found = proxies.select(URI.create(url)).getFirst();
    assertThat(found.address() == null ? "DIRECT" : found.address().toString())
        .isEqualTo(expected.replace(":", "/<unresolved>:"));
  }

  @Test
  void a_star_means_all_and_without_variables_there_are_none() {
    var all = Proxies.of(around(Map.of("ALL_PROXY", "p:1", "no_proxy", "*"))).orElseThrow();
    assertThat(all.select(URI.create("http://a/")).getFirst().address()).isNull();
    assertThat(Proxies.of(around(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:s3cret@proxy:3128", "socks5://p:1", "p:99999", "http://"})
  void what_is_no_proxy_is_told_without_what_it_says(String text) {
    for (var variable : List.of("HTTP_PROXY", "http_proxy", "ALL_PROXY")) {
      var proxies = Proxies.of(around(Map.of(variable, text))).orElseThrow();
      assertThat(proxies.select(URI.create("http://localhost/"))).hasSize(1);
      assertThatThrownBy(() -> proxies.select(URI.create("http://a.example.org/")))
          .isInstanceOf(Proxies.NoProxyException.class)
          .hasMessageStartingWith(variable + " is no address of a proxy")
          .hasMessageNotContaining("s3cret");
    }
  }

  private static Surroundings around(Map<String, String> variables) {
    return new Surroundings(variables, Terminal.NONE);
  }
}
