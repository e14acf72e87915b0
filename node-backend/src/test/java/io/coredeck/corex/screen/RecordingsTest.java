package io.coredeck.corex.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// What is promised of a screen for output of real programs: it is what xterm.js makes of it, and a
/// snapshot gives the same to a fresh one.
///
/// The recordings were made with the programs they are named after, `random-…` by a generator; the
/// truth beside each by `src/test/tools/screen/truth.mjs`.
class RecordingsTest {
  private static final Path FOLDER = Path.of("src/test/resources/corex/recordings");
  private static final int WHOLE = 1 << 20;

  static Stream<Recording> recordings() throws IOException {
    var recordings = new ArrayList<Recording>();
    try (var files = Files.list(FOLDER)) {
      for (var file : files.sorted().toList()) {
        if (!file.toString().endsWith(".json.gz")) {
          recordings.add(Recording.read(file));
        }
      }
    }
    return recordings.stream();
  }

  private static List<String> differences(ObjectNode truth, Screen screen) {
    var state = ScreenState.of(screen);
    state.put("replies", new String(screen.takeReplies(), StandardCharsets.US_ASCII));
    state.put("bells", (int) screen.bells());
    return ScreenState.differences(truth, state);
  }

  private static void playAndCompare(Recording recording, int piece) {
    var screen = recording.screen();
    recording.play(
        screen,
        piece,
        (number, truth) ->
            assertThat(differences((ObjectNode) truth, screen))
                .as("%s, checkpoint %d, pieces of %d bytes", recording.name(), number, piece)
                .isEmpty());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void the_screen_is_that_of_xterm_js(Recording recording) {
    playAndCompare(recording, WHOLE);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void it_does_not_matter_where_the_output_is_cut(Recording recording) {
    for (var piece : new int[] {1, 7, 4093}) {
      playAndCompare(recording, piece);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void a_snapshot_gives_the_same_to_a_fresh_screen(Recording recording) {
    var screen = recording.screen();
    recording.play(
        screen,
        WHOLE,
        (number, _) -> {
          var fresh = restored(recording, screen);
          assertThat(ScreenState.differences(ScreenState.of(screen), ScreenState.of(fresh)))
              .as("%s, checkpoint %d", recording.name(), number)
              .isEmpty();
        });
  }

  private static Screen restored(Recording recording, Screen screen) {
    var snapshot = screen.snapshot();
    var fresh = new Screen(screen.columns(), screen.rows(), recording.history(), Recording.BYTES);
    fresh.write(snapshot, 0, snapshot.length);
    return fresh;
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void output_goes_on_after_a_snapshot_as_before(Recording recording) {
    var left = recording.screen();
    var restored = new ArrayList<Screen>();
    recording.play(
        left,
        WHOLE,
        (number, _) -> {
          for (var screen : restored) {
            var state = ScreenState.of(screen);
            assertThat(ScreenState.differences(ScreenState.of(left), state))
                .as("%s, up to checkpoint %d", recording.name(), number)
                .isEmpty();
          }
          restored.clear();
          restored.add(restored(recording, left));
        },
        restored);
  }
}
