package io.coredeck.node.work.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which images get more rights.
class ElevatedImagesTest {
  private final ElevatedImages images = new ElevatedImages("https://hub.example/trusted/");

  @Test
  void images_below_the_address_do() {
    assertThat(images.has("https://hub.example/trusted/a.flist")).isTrue();
    assertThat(images.has("https://hub.example/trusted/x/a-1.2_3~4.flist")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hub.example/trusted/../evil/x.flist",
        "https://hub.example/trusted/./../evil/x.flist",
        "https://hub.example/trusted/%2e%2e/evil/x.flist",
        "https://hub.example/trusted/..%2fevil/x.flist",
        "https://hub.example/trusted/..\\evil/x.flist",
        "https://hub.example/trusted//x.flist",
        "https://hub.example/trusted/..;/evil/x.flist",
        "https://hub.example/trusted-by-nobody/x.flist",
        "https://hub.example.evil/trusted/x.flist",
        "https://hub.example:8443/trusted/x.flist",
        "https://user@hub.example/trusted/x.flist",
        "https://hub.example/trusted/x.flist?redirect=evil",
        "https://hub.example/trusted/x.flist#evil",
        "http://hub.example/trusted/x.flist",
        "HTTPS://HUB.example/trusted/x.flist",
        "https://hub.example/trusted",
        "",
        "no address"
      })
  void what_a_server_could_read_as_something_else_does_not(String flist) {
    assertThat(images.has(flist)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://hub.example/trusted", "https://hub.example", "hub/", "https://h/a//"})
  void the_address_is_a_folder_of_a_server(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ElevatedImages(prefix))
        .withMessageContaining("'" + prefix + "'; it must be like https://HOST/REPOSITORY/");
  }

  @Test
  void without_an_address_none_do() {
    assertThat(new ElevatedImages("").has("https://hub.example/trusted/a.flist")).isFalse();
  }
}
