package io.coredeck.dashboard.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.sdk.hub.HubDirectory.Entry;
import io.coredeck.sdk.hub.HubDirectory.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What files of images look like on a page.
class FileTextTest {

  @Test
  void text_stays_as_it_is_but_nothing_in_it_can_deceive() {
    var text =
        FileText.of(
            ("root:x:0\r\n\tgrüße \u202e\u001b[31m" + "plain text ".repeat(9)).getBytes(UTF_8));
    assertThat(text.isText()).isTrue();
    assertThat(text.text()).startsWith("root:x:0\n\tgrüße \\u{202e}\\x1b[31m");
  }

  @Test
  void a_program_is_no_text() {
    assertThat(FileText.of(new byte[] {0x7f, 'E', 'L', 'F', 0, 0}).isText()).isFalse();
    assertThat(FileText.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'a'}).isText()).isFalse();
    assertThat(FileText.of(new byte[0]).isText()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "DIRECTORY, 755, drwxr-xr-x",
    "FILE, 4755, -rwsr-xr-x",
    "FILE, 2640, -rw-r-S---",
    "DIRECTORY, 1777, drwxrwxrwt",
    "LINK, 777, lrwxrwxrwx",
    "SPECIAL, 000, ?---------",
  })
  void permissions_are_written_as_ls_does(Kind kind, String octal, String words) {
    var mode = Integer.parseInt(octal, 8);
    assertThat(Mode.of(new Entry("a", kind, 0, mode, "", "", 0, 0, 0, ""))).isEqualTo(words);
  }
}
