package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in.
class AccessTest {
  private static final String PATH = "/reservations/workloads";

  @TempDir private Path folder;
  private final KeyPair alice = TestExplorer.keys(1);
  private TestExplorer explorer;

  @BeforeEach
  void start() throws Exception {
    explorer = new TestExplorer(folder);
    explorer.user(alice, "alice");
  }

  @AfterEach
  void stop() {
    explorer.close();
  }

  @Test
  void the_same_signature_is_good_many_times_in_a_second() throws Exception {
    var headers = HttpSignature.headers(alice, "1", explorer.now());
    for (var i = 0; i < 5; i++) {
      assertThat(explorer.call("POST", PATH, "{", headers).status()).isEqualTo(400);
    }
  }

  @Test
  void a_clock_may_be_off_by_minutes_but_not_by_more() throws Exception {
    assertThat(signedAt(Duration.ofMinutes(4)).status()).isEqualTo(400);
    assertThat(signedAt(Duration.ofMinutes(-4)).status()).isEqualTo(400);
    assertThat(signedAt(Duration.ofMinutes(6)).error()).contains("set the caller's clock");
    assertThat(signedAt(Duration.ofMinutes(-6)).status()).isEqualTo(401);
  }

  private Reply signedAt(Duration off) throws Exception {
    var headers = HttpSignature.headers(alice, "1", explorer.now().plus(off));
    return explorer.call("POST", PATH, "{", headers);
  }

  @Test
  void a_signature_of_another_key_an_unknown_user_and_a_node_are_refused() throws Exception {
    refused("does not verify", HttpSignature.headers(TestExplorer.keys(2), "1", explorer.now()));
    refused("no user 9", HttpSignature.headers(alice, "9", explorer.now()));
    refused("is no user id", HttpSignature.headers(alice, alice.nodeId(), explorer.now()));
    refused("Authorization", Map.of("Authorization", "Basic eDp5"));
    refused("Authorization", Map.of());
  }

  @Test
  void who_signs_as_one_and_says_to_be_another_is_refused() throws Exception {
    var headers = new HashMap<>(HttpSignature.headers(alice, "1", explorer.now()));
    headers.put("threebot-id", "2");
    refused("does not verify", headers);
    var other = HttpSignature.headers(alice, "2", explorer.now());
    headers = new HashMap<>(other);
    headers.put("Authorization", other.getOrDefault("Authorization", "").replace("\"2\"", "\"1\""));
    refused("threebot-id is '2' and keyId '1'", headers);
  }

  @Test
  void too_large_a_body_is_said_so() throws Exception {
    var reply = explorer.post("/users", "x".repeat(2_000_000));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.error()).contains("at most 8192 bytes");
  }

  private void refused(String why, Map<String, String> headers) throws Exception {
    var reply = explorer.call("POST", PATH, "{", headers);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.error()).startsWith("unauthorized access: ").contains(why);
    assertThat(reply.header("WWW-Authenticate"))
        .isEqualTo("Signature headers=\"(created) date threebot-id\"");
  }
}
