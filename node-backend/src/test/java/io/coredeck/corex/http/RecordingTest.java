package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.coredeck.corex.linux.LinuxTerminals;
import io.coredeck.corex.screen.Screen;
import io.coredeck.corex.wire.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real processes are recorded, and what is played shows what they showed.
@Timeout(60)
class RecordingTest {
  private static final String ALL = "/api/v2/processes";
  private static final String RECORDING = ALL + "/1/recording";

  private TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/")));
  }

  @AfterEach
  void close() {
    corex.close();
  }

  /// One line of a file.
  private record Event(double time, String code, String data) {}

  private record Cast(JsonObject header, List<Event> events) {

    static Cast parse(String file) {
      assertThat(file).endsWith("\n");
      var lines = file.lines().toList();
      var events = new ArrayList<Event>();
      for (var line : lines.subList(1, lines.size())) {
        assertThat(line).matches("\\[[0-9]+\\.[0-9]{6}, \"[orx]\", \".*\"\\]");
        var parts = line.substring(1, line.length() - 1).split(", ", 3);
        var data = JsonObject.parse("{\"d\":" + parts[2] + "}").text("d").orElseThrow();
        events.add(new Event(Double.parseDouble(parts[0]), parts[1].substring(1, 2), data));
      }
      return new Cast(JsonObject.parse(lines.getFirst()), events);
    }

    Screen play(int columns, int rows) {
      var screen = new Screen(columns, rows, 100, 1 << 20);
      for (var event : events) {
        if (event.code().equals("r")) {
          var size = event.data().split("x", -1);
          screen.resize(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
        } else if (event.code().equals("o")) {
          var bytes = event.data().getBytes(StandardCharsets.UTF_8);
          screen.write(bytes, 0, bytes.length);
        }
      }
      return screen;
    }

    String output() {
      var all = new StringBuilder();
      events.stream().filter(e -> e.code().equals("o")).forEach(e -> all.append(e.data()));
      return all.toString();
    }
  }

  private TestSocket viewer(int columns, int rows) throws Exception {
    var socket = corex.socket("/ws/1", "coredeck.v1");
    socket.sendText(
        "{\"AuthToken\":null,\"columns\":%d,\"rows\":%d}".formatted(columns, rows), true);
    return socket;
  }

  /// What a viewer shows that followed from the beginning.
  private static Screen shown(TestSocket viewer) {
    var screen = new Screen(80, 24, 100, 1 << 20);
    for (var message : viewer.messages()) {
      var bytes = message.getBytes(StandardCharsets.ISO_8859_1);
      if (message.startsWith("0") || message.startsWith("5")) {
        screen.write(bytes, 1, bytes.length);
      } else if (message.startsWith("4{\"event\":\"s")) {
        var event = JsonObject.parse(message.substring(1));
        screen.resize(
            (int) event.integer("columns").orElseThrow(),
            (int) event.integer("rows").orElseThrow());
      }
    }
    return screen;
  }

  @Test
  void what_is_played_shows_what_a_viewer_saw() throws Exception {
    corex.run(
        "sh",
        "-c",
        "printf 'before \\342\\202\\254\\r\\n'; stty -echo; echo ready; read x;"
            + " printf 'cut \\342\\202'; read x; printf '\\254 \\033[31mred\\033[0m \\360\\237\\230\\200';"
            + " printf '\\nbad\\377\\r\\033[Kgood\\n'; read x; stty size; read x; exit 3");
    corex.awaitLog("/api/process/logs?id=1", "ready");
    try (var viewer = viewer(90, 20)) {
      viewer.awaitMessage("ready");
      corex.awaitList("running");
      var started = corex.post(RECORDING, "");
      assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
      assertThat(started.body()).startsWith("{\"since\":\"20");
      assertThat(corex.body(ALL)).contains("\"viewers\":1,\"recording\":{\"since\":\"20");
      viewer.send("0\n");
      viewer.awaitOutput("cut ");
      viewer.send("0\n");
      viewer.awaitOutput("good");
      viewer.send("1{\"columns\":60,\"rows\":15}");
      viewer.awaitMessage("\"columns\":60");
      viewer.send("0\n");
      viewer.awaitOutput("15 60");
      var running = Cast.parse(corex.body(RECORDING + "?version=2"));
      assertThat(running.output()).contains("15 60");
      viewer.send("0\n");
      viewer.awaitMessage("\"ended\"");
      corex.awaitLog(ALL, "\"stopped\":\"");

      var second = Cast.parse(corex.body(RECORDING + "?version=2"));
      assertThat(second.header().integer("version")).hasValue(2);
      assertThat(second.header().integer("width")).hasValue(90);
      assertThat(second.header().integer("height")).hasValue(20);
      assertThat(second.header().text("command").orElseThrow()).startsWith("sh -c printf");
      assertThat(second.events().getFirst().data()).contains("before \u20ac", "ready");
      assertThat(second.output()).contains("cut \u20ac ", "\ud83d\ude00", "bad\ufffd\r");
      assertThat(second.events())
          .filteredOn(e -> e.code().equals("r"))
          .extracting(Event::data)
          .containsExactly("60x15");
      assertThat(second.events()).extracting(Event::time).isSorted();
      var played = second.play(90, 20);
      var seen = shown(viewer);
      assertThat(played.text()).isEqualTo(seen.text());
      assertThat(HexFormat.of().formatHex(played.snapshot(0, Integer.MAX_VALUE)))
          .isEqualTo(HexFormat.of().formatHex(seen.snapshot(0, Integer.MAX_VALUE)));

      var third = Cast.parse(corex.body(RECORDING + "?version=3"));
      assertThat(third.header().integer("version")).hasValue(3);
      var last = third.events().getLast();
      assertThat(last.code() + last.data()).isEqualTo("x3");
      var time = 0.0;
      for (var i = 0; i < second.events().size(); i++) {
        time += third.events().get(i).time();
        assertThat(third.events().get(i).data()).isEqualTo(second.events().get(i).data());
        assertThat(time).isCloseTo(second.events().get(i).time(), offset(1e-5));
      }
    }
  }

  @Test
  void everybody_is_told_and_a_recording_goes_with_its_process() throws Exception {
    corex.run("sh", "-c", "echo ready; exec sleep 1000");
    corex.awaitLog("/api/process/logs?id=1", "ready");
    try (var events = corex.socket("/api/v2/events", "coredeck.v1")) {
      events.hello();
      events.awaitMessage("snapshot");
      assertThat(corex.get(RECORDING).statusCode()).isEqualTo(404);
      assertThat(corex.send("DELETE", RECORDING, "").statusCode()).isEqualTo(404);
      assertThat(corex.post(RECORDING, "").statusCode()).isEqualTo(201);
      events.awaitMessage("\"recording\":{\"since\"");
      assertThat(corex.post(RECORDING, "").statusCode()).isEqualTo(409);
      var stopped = corex.send("DELETE", RECORDING, "");
      assertThat(stopped.statusCode()).isEqualTo(200);
      assertThat(stopped.body()).contains("\"stopped\":\"20", "\"full\":false");
      events.awaitMessage("\"stopped\":\"20");
      assertThat(corex.send("DELETE", RECORDING, "").statusCode()).isEqualTo(409);
      assertThat(Cast.parse(corex.body(RECORDING)).output()).contains("ready");
      assertThat(corex.get(RECORDING + "?version=4").statusCode()).isEqualTo(400);
      assertThat(corex.send("PUT", RECORDING, "").statusCode()).isEqualTo(405);
      corex.post(ALL + "/1/kill", "{\"signal\":9}");
      corex.awaitList("\"signal\":9");
      assertThat(corex.post(RECORDING, "").statusCode()).isEqualTo(409);
      assertThat(corex.get(RECORDING).headers().firstValue("content-type"))
          .hasValue("application/x-asciicast");
      corex.send("DELETE", ALL + "/1", "");
      assertThat(corex.get(RECORDING).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_flood_is_recorded_as_far_as_it_is_followed_and_ends_with_the_same_screen()
      throws Exception {
    corex.run("sh", "-c", "echo ready; read x; seq 1 300000; echo all-$((40+2)); read x");
    corex.awaitLog("/api/process/logs?id=1", "ready");
    try (var viewer = viewer(80, 24)) {
      viewer.awaitMessage("ready");
      assertThat(corex.post(RECORDING, "").statusCode()).isEqualTo(201);
      viewer.send("0\n");
      corex.awaitLog("/api/process/logs?id=1", "all-42");
      corex.awaitLog(RECORDING, "all-42");
      var cast = Cast.parse(corex.body(RECORDING));
      var text = String.join("\n", cast.play(80, 24).text());
      assertThat(text).contains("300000", "all-42").doesNotContain("ready");
    }
  }

  @Test
  void four_at_a_time() throws Exception {
    for (var i = 1; i <= 5; i++) {
      corex.run("sh", "-c", "exec sleep 1000");
      var status = corex.post(ALL + "/" + i + "/recording", "").statusCode();
      assertThat(status).isEqualTo(i < 5 ? 201 : 503);
    }
    corex.send("DELETE", RECORDING, "");
    assertThat(corex.post(ALL + "/5/recording", "").statusCode()).isEqualTo(201);
    assertThat(corex.post(ALL + "/99/recording", "").statusCode()).isEqualTo(404);
  }
}
