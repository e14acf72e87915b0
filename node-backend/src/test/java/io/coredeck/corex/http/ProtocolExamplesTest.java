package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.linux.LinuxTerminals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of docs/formats/corex-protocol.md, replayed on a real server with real processes.
@Timeout(60)
class ProtocolExamplesTest {
  private static final Path DOCUMENT = Path.of("../docs/formats/corex-protocol.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```example\\n(.*?)```");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern SAID = Pattern.compile("(\\w+) ([<>]|closed) (.*)");

  static Stream<String> examples() throws Exception {
    return EXAMPLE.matcher(Files.readString(DOCUMENT)).results().map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_is_what_happens(String example) throws Exception {
    var terminals = new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/"));
    var clients = new HashMap<String, Reader>();
    var corex = TestCorex.start(terminals);
    try {
      for (var line : example.lines().toList()) {
        step(corex, clients, line);
      }
    } finally {
      clients.values().forEach(Reader::close);
      corex.close();
    }
  }

  private static void step(TestCorex corex, Map<String, Reader> clients, String line)
      throws Exception {
    if (line.startsWith("$ ")) {
      corex.run(words(line.substring(2)));
      corex.awaitLog("/api/process/logs?id=1", "ready");
    } else if (line.startsWith("open ")) {
      var words = line.split(" ", -1);
      clients.put(words[1], new Reader(corex.socket("/ws/1", words[2])));
    } else {
      var said = SAID.matcher(line);
      assertThat(said.matches()).as(line).isTrue();
      var client = Objects.requireNonNull(clients.get(said.group(1)), line);
      switch (said.group(2)) {
        case ">" -> client.socket.send(bytes(said.group(3)));
        case "<" -> client.expect(said.group(3));
        default ->
            assertThat(client.socket.awaitClose()).isEqualTo(Integer.parseInt(said.group(3)));
      }
    }
  }

  private static String[] words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  private static String bytes(String written) {
    return written
        .replace("\\r", "\r")
        .replace("\\n", "\n")
        .replace("\\e", "\u001b")
        .replace("\\x04", "\u0004");
  }

  /// Takes what one client gets, in order.
  private static final class Reader implements AutoCloseable {
    private final TestSocket socket;
    private int taken;

    Reader(TestSocket socket) {
      this.socket = socket;
    }

    void expect(String written) throws Exception {
      var wanted =
          Pattern.compile(
              "(?s)"
                  + Stream.of(bytes(written).split("…", -1))
                      .map(Pattern::quote)
                      .reduce((a, b) -> a + ".*" + b)
                      .orElse(""));
      var kind = written.charAt(0);
      var joined = new StringBuilder(socket.awaitNext(taken++));
      while (!wanted.matcher(joined).matches() && (kind == '0' || kind == '5')) {
        assertThat(joined.charAt(0)).as("%s in %s", written, all()).isEqualTo(kind);
        joined.append(socket.awaitNext(taken++).substring(1));
      }
      assertThat(joined).as("in %s", all()).matches(wanted);
    }

    private List<String> all() {
      return socket.messages();
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
