package io.coredeck.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a node's sentences become for a person.
class NodeReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fail to download flist: 404 Not Found | There is no image at this address. Pick another"
            + " image. | Unter dieser Adresse gibt es kein Image. Ein anderes Image hilft.",
        "fail to download flist: http://hub/a/b.flist: cannot be reached: connection refused | The"
            + " image could not be fetched from http://hub/a/b.flist: the hub cannot be reached"
            + " (connection refused). | Das Image ließ sich nicht von http://hub/a/b.flist holen:"
            + " Der Hub ist nicht erreichbar (connection refused).",
        "container provision schema not valid: missing flist url | It has no image. Pick one. | Das"
            + " Image fehlt. Eines muss gewählt werden.",
        "container provision schema not valid: amount of memory allocated for the container cannot"
            + " be lower then 1024 megabytes (512 asked) | It asks for 512 MiB of memory. 1 GiB is"
            + " the least. | Verlangt sind 512 MiB Arbeitsspeicher. 1 GiB ist das Mindeste.",
        "failed to apply provision: not enough free resources to support this memory size (20480"
            + " MiB asked, 3584 MiB free on this node) | There is no room for this container on its"
            + " node. It needs 20 GiB of memory and 3.5 GiB is free. | Auf seinem Node ist kein"
            + " Platz für diesen Container. Er braucht 20 GiB Arbeitsspeicher, frei sind 3,5 GiB.",
        "failed to apply provision: not enough free resources to support this memory size (2048 MiB"
            + " asked, 2047 MiB free on this node) | There is no room for this container on its"
            + " node. It needs 2,048 MiB of memory and 2,047 MiB is free. | Auf seinem Node ist"
            + " kein Platz für diesen Container. Er braucht 2.048 MiB Arbeitsspeicher, frei sind"
            + " 2.047 MiB.",
        "deleting container due to so many crashes: the last one ended with exit status 137 | It"
            + " ended too often in a short time and was deleted. The last time with exit status"
            + " 137. | Zu oft in kurzer Zeit beendet und deshalb gelöscht. Zuletzt mit Exit-Status"
            + " 137.",
        "network lan is not installed on this node | Network lan is not installed on its node. |"
            + " Das Netzwerk lan ist auf seinem Node nicht eingerichtet.",
      })
  void usual_sentences_are_said_in_the_language_of_the_reader(
      String said, String english, String german) {
    assertThat(NodeReason.in(Language.ENGLISH, said)).isEqualTo(english);
    assertThat(NodeReason.in(Language.GERMAN, said)).isEqualTo(german);
  }

  @Test
  void others_stay_exact_and_are_introduced_where_the_reader_speaks_another_language() {
    var said = "error starting container: entrypoint program '/x' is a directory";
    assertThat(NodeReason.in(Language.ENGLISH, said))
        .isEqualTo("Entrypoint program '/x' is a directory.");
    assertThat(NodeReason.in(Language.GERMAN, said))
        .isEqualTo("Der Node meldet: Entrypoint program '/x' is a directory.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fail to download flist: 503 Service Unavailable",
        "fail to download flist: its URL is \"x\"; it must be http://HOST/REPOSITORY/NAME.flist",
        "fail to download flist: something new",
        "container provision schema not valid: something new",
        "failed to apply provision: the flist of this workload is damaged",
        "error restarting container: the flists are gone",
      })
  void no_word_of_machines_reaches_a_person(String said) {
    for (var language : Language.values()) {
      assertThat(NodeReason.in(language, said).replace("NAME.flist", ""))
          .doesNotContain("flist", "provision", "workload", "schema");
    }
  }

  @Test
  void a_file_keeps_its_name_and_silence_is_said() {
    assertThat(NodeReason.in(Language.ENGLISH, "demo/web.flist is damaged"))
        .isEqualTo("demo/web.flist is damaged.");
    assertThat(NodeReason.in(Language.ENGLISH, " ")).isEqualTo("The node gave no reason.");
    assertThat(NodeReason.in(Language.GERMAN, "")).isEqualTo("Der Node nannte keinen Grund.");
  }

  /// Pages say it while nothing else of the session can happen.
  @Test
  @Timeout(10)
  void a_sentence_without_end_keeps_no_page_waiting() {
    var crashes = "deleting container due to so many crashes: ";
    for (var said : List.of(crashes + " crashes: ".repeat(100_000), crashes.repeat(25_000))) {
      for (var i = 0; i < 500; i++) {
        assertThat(NodeReason.in(Language.GERMAN, said)).hasSizeLessThan(5000);
      }
    }
    assertThat(NodeReason.in(Language.ENGLISH, "x" + "\uD83D\uDE00".repeat(100_000)))
        .hasSizeLessThan(5000)
        .endsWith("\uD83D\uDE00…");
  }

  /// Names of networks and the words of nodes are anybody's.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "network x asks for 99999999999999999999 MiB, but the whole storage of this node holds 1"
            + " MiB; y is not installed on this node",
        "x asks for 99999999999999999999 MiB, but the whole storage of this node holds 1 MiB; y",
        "not enough free resources (99999999999999999999 MiB asked, 1 MiB free on this node)",
        "amount of memory allocated is low (99999999999999999999 asked)",
        "asked 99999999999999999999 CRU while only 0 are available",
        "{0} '{' %s $1 \\ ' \n \t",
      })
  void no_sentence_breaks_a_page(String said) {
    for (var language : Language.values()) {
      assertThat(NodeReason.in(language, said)).isNotBlank();
    }
  }
}
