package io.coredeck.dashboard.live.corex.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of the keys that people tell.
class KeyringTest {

  private static final InetSocketAddress HERE = new InetSocketAddress("10.1.0.2", 7681);
  private static final InetSocketAddress THERE = new InetSocketAddress("10.1.0.3", 7681);
  private static final Object INES = new Object();
  private static final Object OMAR = new Object();

  private final HttpSession session = TestSession.create();
  private final Key key = Key.ofPassword("me", "p\u00e4ss:word");

  private Lock lock(Object owner, String gwid) {
    return Keyring.of(session, owner).lock(gwid, HERE);
  }

  @Test
  void a_key_opens_its_container_again_and_no_other() {
    assertThat(lock(INES, "3-1").key()).isEmpty();
    lock(INES, "3-1").keep(key);
    assertThat(lock(INES, "3-1").key()).containsSame(key);
    assertThat(lock(INES, "4-1").key()).isEmpty();
    lock(INES, "3-1").forget();
    assertThat(lock(INES, "3-1").key()).isEmpty();
  }

  @Test
  void it_is_not_shown_at_another_address_and_forgotten_there() {
    lock(INES, "3-1").keep(key);
    assertThat(Keyring.of(session, INES).lock("3-1", THERE).key()).isEmpty();
    assertThat(lock(INES, "3-1").key()).isEmpty();
  }

  @Test
  void whoever_signs_in_next_in_the_same_session_finds_nothing() {
    var hers = lock(INES, "3-1");
    hers.keep(key);
    assertThat(lock(OMAR, "3-1").key()).isEmpty();
    hers.keep(key); // a call of hers that ends late
    assertThat(hers.keyring().lock("3-1", HERE).key()).isEmpty();
    assertThat(lock(OMAR, "3-1").key()).isEmpty();
  }

  @Test
  void it_is_gone_with_the_session() {
    var lock = lock(INES, "3-1");
    lock.keep(key);
    session.invalidate();
    assertThat(lock.keyring().lock("3-1", HERE).key()).isEmpty();
    assertThatThrownBy(() -> lock(INES, "3-1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void only_so_many_are_kept_and_those_in_use_stay() {
    lock(INES, "1-1").keep(key);
    for (var number = 2; number <= Keyring.MOST + 1; number++) {
      assertThat(lock(INES, "1-1").key()).isPresent();
      lock(INES, number + "-1").keep(key);
    }
    assertThat(lock(INES, "1-1").key()).isPresent();
    assertThat(lock(INES, "2-1").key()).isEmpty();
    assertThat(lock(INES, "3-1").key()).isPresent();
  }

  @Test
  void one_that_is_refused_is_forgotten_unless_another_was_told_meanwhile() {
    lock(INES, "3-1").keep(key);
    var before = lock(INES, "3-1");
    var newer = Key.ofToken("newer-0123456789abcdef");
    lock(INES, "3-1").keep(newer);
    before.refused();
    assertThat(lock(INES, "3-1").key()).containsSame(newer);
    lock(INES, "3-1").refused();
    assertThat(lock(INES, "3-1").key()).isEmpty();
  }

  @Test
  void a_key_is_the_header_that_corex_reads_and_never_a_text() {
    assertThat(key.authorization()).isEqualTo("Basic bWU6cMOkc3M6d29yZA==");
    assertThat(Key.ofToken("abc-._~+/=").authorization()).isEqualTo("Bearer abc-._~+/=");
    assertThat(lock(INES, "3-1").toString() + key).doesNotContain("bWU6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "t\u00f6ken", "token\r\nX: y"})
  void what_is_no_token_is_refused_without_repeating_it(String wrong) {
    assertThatThrownBy(() -> Key.ofToken(wrong))
        .hasMessage("token: it must be 1 to 1024 letters, digits and . _ ~ + / = -");
  }

  @Test
  void what_is_no_user_or_too_long_is_refused() {
    assertThatThrownBy(() -> Key.ofPassword("", "p")).hasMessageStartingWith("user: it must be 1");
    assertThatThrownBy(() -> Key.ofPassword("a:b", "p")).hasMessageStartingWith("user: ");
    var long_ = "x".repeat(Key.LONGEST + 1);
    assertThatThrownBy(() -> Key.ofPassword("a", long_)).hasMessageStartingWith("password: ");
    assertThatThrownBy(() -> Key.ofToken(long_)).hasMessageStartingWith("token: ");
  }
}
