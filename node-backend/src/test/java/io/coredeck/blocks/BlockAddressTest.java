package io.coredeck.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What addresses of block stores mean.
class BlockAddressTest {

  @ParameterizedTest
  @CsvSource({
    // URL, user, password, namespace, namespace's password
    "redis://h:1, '', '', '', ''",
    "redis://h:1/, '', '', '', ''",
    "redis://h:1/default, '', '', '', ''",
    "redis://hush@h:1, '', hush, '', ''",
    "redis://:hush@h:1/2, '', hush, 2, ''",
    "redis://anna:a%3Ab@h:1, anna, a:b, '', ''",
    "zdb://h:1/images, '', '', images, ''",
    "zdb://hush@h:1/images, '', '', images, hush",
    "ardb://hush@h:1, '', hush, '', ''",
  })
  void a_url_says_where_and_how(
      String url, String user, String password, String namespace, String namespacePassword) {
    var address = BlockAddress.parse(url);
    assertThat(address)
        .isEqualTo(
            new BlockAddress(
                url.split(":", 2)[0], "h", 1, user, password, namespace, namespacePassword));
    assertThat(address.toString()).doesNotContain("hush", "a:b");
  }

  @Test
  void each_scheme_has_its_usual_port() {
    assertThat(BlockAddress.parse("redis://h").port()).isEqualTo(6379);
    assertThat(BlockAddress.parse("zdb://[::1]").port()).isEqualTo(9900);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h:1",
        "http://h:1",
        "redis://",
        "redis://:hush@",
        "redis://hush@h:1:2",
        "redis://hush@h:0",
        "redis://hush@h:99999",
        "redis://hush@h?x=1",
        "redis://hush@a b"
      })
  void what_is_no_address_is_refused_without_telling_the_password(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockAddress.parse(url))
        .satisfies(e -> assertThat(e.getMessage()).contains("must be").doesNotContain("hush@"));
  }
}
