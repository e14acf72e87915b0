package io.coredeck.sdk.corex;

import io.coredeck.corex.RunningCorex;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, opened by a credential or by a token that may only look, and a client for
/// each test.
@Timeout(90)
abstract class RealCorex {
  static final CorexAccess EYES = CorexAccess.ofToken("0123456789abcdef-eyes");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static RunningCorex running;

  CorexClient corex;

  @BeforeAll
  static void start() throws Exception {
    running =
        RunningCorex.start(
            folder.resolve("log"),
            Map.of("COREX_TOKENS", "eyes:0123456789abcdef-eyes:read"),
            List.of(),
            "-p",
            "0",
            "-i",
            "lo",
            "-c",
            "ada:secret");
    running.awaitListening(1);
  }

  @AfterAll
  static void end() {
    running.close();
  }

  @BeforeEach
  void connect() throws Exception {
    corex = client(CorexAccess.ofCredential("ada:secret"));
  }

  @AfterEach
  void close() {
    corex.close();
  }

  static URI uri() throws Exception {
    return URI.create("http://127.0.0.1:" + running.port());
  }

  static CorexClient client(CorexAccess access) throws Exception {
    return CorexClient.connect(uri(), access);
  }

  CorexProcess sh(String script) throws Exception {
    return corex.start("sh", "-c", script);
  }

  /// Reads on until a text was printed.
  ///
  /// @return all that was printed since the last call
  static String awaitText(Terminal terminal, String wanted) throws Exception {
    var all = new ByteArrayOutputStream();
    while (!all.toString(StandardCharsets.UTF_8).contains(wanted)) {
      switch (next(terminal)) {
        case TerminalEvent.Output(var bytes) -> all.writeBytes(bytes);
        case TerminalEvent.Ended _ -> throw new AssertionError("never came: " + wanted);
        default -> {}
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  static <T extends TerminalEvent> T await(Terminal terminal, Class<T> kind) throws Exception {
    while (true) {
      var event = next(terminal);
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  private static TerminalEvent next(Terminal terminal) throws Exception {
    return terminal.next(LIMIT).orElseThrow(() -> new AssertionError("nothing came"));
  }

  static CorexProcess awaitEnd(Terminal terminal) throws Exception {
    return await(terminal, TerminalEvent.Ended.class).process();
  }
}
