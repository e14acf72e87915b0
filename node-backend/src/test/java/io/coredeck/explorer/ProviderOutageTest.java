package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.account.provider.Provider;
import io.coredeck.explorer.account.provider.Provider.Answer;
import io.coredeck.explorer.account.provider.ProviderConfig;
import io.coredeck.explorer.account.provider.ProviderException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of sign-ins when the identity provider does not answer, or answers less than it
/// says.
class ProviderOutageTest {

  @TempDir private Path folder;
  private TestProvider server;
  private Provider provider;
  private Instant now = Instant.now();

  @BeforeEach
  void start() throws Exception {
    server = new TestProvider();
    var config = ProviderConfig.read(server.settings(folder)).orElseThrow();
    provider = new Provider(config, () -> now);
  }

  @AfterEach
  void stop() {
    provider.close();
    server.close();
  }

  @Test
  void a_provider_that_failed_is_left_alone_for_some_seconds() throws Exception {
    server.status = 500;
    for (var i = 0; i < 9; i++) {
      assertThatThrownBy(provider::begin).isInstanceOf(ProviderException.class);
    }
    assertThat(server.asked).hasValue(1);
    server.status = 200;
    now = now.plusSeconds(6);
    assertThat(provider.begin().url()).hasPath("/authorize");
    assertThat(server.asked).hasValue(2);
  }

  @Test
  void what_it_told_of_itself_stays_good_for_a_day_if_it_tells_nothing() throws Exception {
    provider.begin();
    server.status = 500;
    now = now.plus(Duration.ofHours(23));
    assertThat(provider.begin().url()).hasPath("/authorize");
    assertThat(server.asked).hasValue(2);
    now = now.plus(Duration.ofHours(2));
    assertThatThrownBy(provider::begin).hasMessageContaining("answers 500");
  }

  @Test
  void a_provider_that_always_says_who_it_is_must_do_so() throws Exception {
    server.saysIssuer = true;
    var flow = provider.begin().flow();
    assertThatThrownBy(() -> provider.finish(flow, new Answer(flow.state(), "code-1", "")))
        .hasMessageContaining("says not whose it is");
  }
}
