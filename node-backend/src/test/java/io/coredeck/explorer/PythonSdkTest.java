package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the original's Python SDK of 2021 sent when it registered, found a node, ordered a pool,
/// deployed, read, was refused and decommissioned: byte for byte, signatures included, at the times
/// they were made. The explorer must answer as it did then, when the SDK was content.
class PythonSdkTest {

  private static final Path RECORDING =
      Path.of("src/test/resources/recordings/python-sdk-2021.jsonl");

  /// Members that tell when something was, or what was used until then.
  private static final Set<String> OF_THE_MOMENT =
      Set.of("epoch", "created", "updated", "last_updated", "empty_at", "cus", "sus");

  @TempDir private Path folder;
  private List<JsonValue> calls = List.of();
  private SdkStage stage;

  @BeforeEach
  void start() throws Exception {
    calls = Files.readAllLines(RECORDING).stream().map(Json::tree).toList();
    stage = new SdkStage(folder, Instant.ofEpochSecond(calls.getFirst().member("at").integer()));
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void every_call_of_the_sdk_is_answered_as_it_was_when_the_sdk_was_content() throws Exception {
    assertThat(calls).hasSizeGreaterThan(80);
    var explorer = stage.explorer();
    try (var line = line()) {
      for (var call : calls) {
        explorer.stopTime(Instant.ofEpochSecond(call.member("at").integer()));
        var answer = RawAnswer.to(line, call.member("head").texts(), call.member("body").text());
        check(call, answer);
        stage.work();
      }
    }
  }

  @Test
  void a_signed_call_of_the_sdk_with_one_changed_letter_is_refused() throws Exception {
    var explorer = stage.explorer();
    try (var line = line()) {
      for (var call : calls) {
        explorer.stopTime(Instant.ofEpochSecond(call.member("at").integer()));
        var body = call.member("body").text();
        var head = call.member("head").texts();
        if (head.getFirst().startsWith("POST /api/v1/reservations/workloads HTTP")) {
          var forged = body.replace("\"metadata\": \"", "\"metadata\": \"!");
          var longer = head.stream().map(each -> lengthened(each, body, forged)).toList();
          var refused = RawAnswer.to(line, longer, forged);
          assertThat(refused.status()).as(refused.body()).isEqualTo(400);
          assertThat(refused.body()).contains("failed to verify customer signature");
        }
        RawAnswer.to(line, head, body);
        stage.work();
      }
    }
  }

  private Socket line() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), stage.explorer().uri().getPort());
  }

  private static String lengthened(String header, String body, String forged) {
    return header.startsWith("Content-Length: ")
        ? "Content-Length: " + (RawAnswer.length(body) + forged.length() - body.length())
        : header;
  }

  private static void check(JsonValue call, RawAnswer answer) {
    var what = call.member("head").texts().getFirst() + "\n" + call.member("body").text();
    assertThat(answer.status()).as("%s\n%s", what, answer.body()).isEqualTo(status(call));
    var headers = call.member("headers");
    for (var name : List.of("Content-Type", "Pages")) {
      assertThat(answer.header(name)).as(what).isEqualTo(headers.member(name).text());
    }
    var then = call.member("answer").text();
    if (then.isEmpty() || !headers.member("Content-Type").text().equals("application/json")) {
      assertThat(answer.body()).as(what).isEqualTo(then);
      return;
    }
    var differences = new ArrayList<String>();
    compare("", Json.tree(then), Json.tree(answer.body()), differences);
    assertThat(differences).as(what).isEmpty();
  }

  private static int status(JsonValue call) {
    return (int) call.member("status").integer();
  }

  private static void compare(String path, JsonValue then, JsonValue now, List<String> found) {
    if (then.isObject() && now.isObject()) {
      then.members()
          .forEach((name, value) -> compare(path + "." + name, value, now.member(name), found));
    } else if (then.isList() && now.isList() && then.items().size() == now.items().size()) {
      for (var i = 0; i < then.items().size(); i++) {
        compare(path + "[" + i + "]", then.items().get(i), now.items().get(i), found);
      }
    } else if (!then.equals(now) && !(isOfTheMoment(path) && then.isNumber() && now.isNumber())) {
      found.add("%s was %s and is %s".formatted(path, then.json(), now.json()));
    }
  }

  private static boolean isOfTheMoment(String path) {
    return OF_THE_MOMENT.contains(path.substring(path.lastIndexOf('.') + 1));
  }
}
