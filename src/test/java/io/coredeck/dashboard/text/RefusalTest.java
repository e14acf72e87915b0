package io.coredeck.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.coredeck.dashboard.text.Refusal.Kind;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a refusal of the explorer or the hub becomes for a person, whatever kind it is.
class RefusalTest {

  private HttpServer server;
  private int status = 200;
  private String body = "";

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          try (call) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private Refusal explorer() {
    try (var grid = GridClient.anonymous(address())) {
      return Refusal.of(catchThrowableOfType(GridException.class, () -> grid.workload(1)));
    }
  }

  private Refusal hub() {
    try (var hub = HubClient.connect(address())) {
      return Refusal.of(catchThrowableOfType(HubException.class, () -> hub.image("demo", "web")));
    }
  }

  private void answers(int code, String said) {
    status = code;
    body = "{\"error\": \"%s\"}".formatted(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "401 | who are you | SIGNED_OUT | You are signed out, or your access was taken back. Sign"
            + " in again. | Die Anmeldung gilt nicht mehr. Neu anmelden hilft.",
        "403 | it belongs to user 7 | NOT_ALLOWED | You are not allowed to do this. The explorer"
            + " says: It belongs to user 7. | Das ist nicht erlaubt. Der Explorer sagt: It belongs"
            + " to user 7.",
        "404 | no such reservation | GONE | It is not there, or no longer. The explorer says: No"
            + " such reservation. | Das gibt es nicht oder nicht mehr. Der Explorer sagt: No such"
            + " reservation.",
        "429 | too many; wait 7 s | TOO_OFTEN | It was asked for too often. Try again in 7 seconds."
            + " | Das wurde zu oft verlangt. Ein neuer Versuch geht in 7 Sekunden.",
        "429 | too many | TOO_OFTEN | It was asked for too often. Wait a moment, then try again. |"
            + " Das wurde zu oft verlangt. Kurz warten, dann noch einmal versuchen.",
        "500 | stack trace | BROKEN | The explorer is out of order. What was asked for may have"
            + " been done all the same: look before you ask again. The log of the dashboard says"
            + " more. | Der Explorer ist gestört. Der Auftrag kann trotzdem ausgeführt sein: vor"
            + " dem nächsten Versuch nachsehen. Mehr steht im Log des Dashboards.",
        "409 | pool 3 is empty | REFUSED | The explorer refused it: Pool 3 is empty. | Der Explorer"
            + " lehnt ab: Pool 3 is empty.",
      })
  void each_kind_is_said_in_the_language_of_the_person(
      int code, String said, Kind kind, String english, String german) {
    answers(code, said);
    var refusal = explorer();
    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal.text(Language.ENGLISH)).isEqualTo(english);
    assertThat(refusal.text(Language.GERMAN)).isEqualTo(german);
  }

  @Test
  void no_answer_says_that_it_may_have_been_done_and_not_where_the_explorer_is() {
    var gone = address();
    server.stop(0);
    var refusal = explorer();
    assertThat(refusal.kind()).isEqualTo(Kind.SILENT);
    assertThat(refusal.text(Language.ENGLISH))
        .startsWith("The explorer does not answer. What was asked for may have been done")
        .doesNotContain(gone.getAuthority());
    assertThat(refusal.text(Language.GERMAN)).startsWith("Der Explorer antwortet nicht.");
    assertThat(refusal.whileAsked()).endsWith("It is asked again by itself.");
    assertThat(hub().text(Language.GERMAN)).startsWith("Der Hub antwortet nicht.");
  }

  @Test
  void an_answer_that_is_not_understood_is_called_so() {
    body = "<html>It works!</html>";
    var refusal = explorer();
    assertThat(refusal.kind()).isEqualTo(Kind.STRANGE);
    assertThat(refusal.text(Language.ENGLISH))
        .isEqualTo(
            "The explorer gave an answer that is not understood. The log of the dashboard says"
                + " more.");
  }

  @Test
  void what_does_not_happen_in_time_may_still_happen() {
    body = "{\"id\": 1, \"workload_id\": 1, \"workload_type\": 1, \"next_action\": 3}";
    try (var grid = GridClient.anonymous(address())) {
      var late =
          catchThrowableOfType(GridException.class, () -> grid.awaitResult(1, Duration.ZERO));
      assertThat(Refusal.of(late).kind()).isEqualTo(Kind.LATE);
    }
  }

  @Test
  void the_hub_says_its_own_reasons() {
    status = 403;
    body = "demo is not yours";
    assertThat(hub().text(Language.ENGLISH))
        .isEqualTo("You are not allowed to do this. The hub says: Demo is not yours.");
  }
}
