package io.coredeck.cli.corex;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of keys where nothing can be sent, and which of them leaves.
class TypingTest {

  @Test
  void what_is_typed_is_taken_in_order_until_the_end() throws Exception {
    var typing = new Typing();
    assertThat(typing.put("one ".getBytes(US_ASCII), true)).isTrue();
    assertThat(typing.put("two".getBytes(US_ASCII), true)).isTrue();
    typing.end();
    assertThat(typing.take()).asString(US_ASCII).isEqualTo("one two");
    assertThat(typing.take()).isEmpty();
  }

  @Test
  void no_more_is_kept_than_there_is_room_for_and_nobody_waits_for_ever() throws Exception {
    var typing = new Typing();
    assertThat(typing.put(new byte[Typing.MOST], true)).isTrue();
    assertThat(typing.put(new byte[1], true)).isFalse();
    assertThat(typing.take()).hasSize(Typing.MOST);
    assertThat(typing.put(new byte[1], true)).isTrue();
    typing.over();
    typing.awaitSent();
  }

  @ParameterizedTest
  @CsvSource({
    "'ab\u001dc', 2",
    "'ab\u001b[93;5uc', 2",
    "'\u001b[93;5:1u', 0",
    "'\u001b[27;5;93~', 0",
    "'\u001b[93;133u', 0",
    "'abc', -1",
    "'\u001b[93;5:3u', -1",
    "'\u001b[94;5u', -1",
    "']', -1"
  })
  void the_key_that_leaves_is_known_in_all_forms_terminals_send_it(String typed, int place) {
    assertThat(DetachKey.place(typed.getBytes(US_ASCII), 0x1d)).isEqualTo(place);
  }
}
