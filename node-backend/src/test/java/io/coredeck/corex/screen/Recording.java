package io.coredeck.corex.screen;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a program printed while its terminal was resized, and what xterm.js showed at some moments.
///
/// The form of the files is in `src/test/tools/screen/recording.mjs`.
record Recording(
    String name, int columns, int rows, int history, List<Step> steps, List<JsonNode> truth) {

  sealed interface Step {}

  static final class Printed implements Step {
    private final byte[] bytes;

    private Printed(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  record Resized(int columns, int rows) implements Step {}

  /// A moment whose truth is known.
  record Checked() implements Step {}

  static Recording read(Path file) throws IOException {
    var name = file.getFileName().toString().replace(".gz", "");
    try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.readByte();
      var columns = in.readUnsignedShort();
      var rows = in.readUnsignedShort();
      var history = in.readUnsignedShort();
      return new Recording(
          name, columns, rows, history, steps(in), truth(file.resolveSibling(name + ".json.gz")));
    }
  }

  private static List<Step> steps(DataInputStream in) throws IOException {
    var steps = new ArrayList<Step>();
    for (var kind = in.read(); kind >= 0; kind = in.read()) {
      steps.add(
          switch (kind) {
            case 'o' -> new Printed(in.readNBytes(in.readInt()));
            case 'r' -> new Resized(in.readUnsignedShort(), in.readUnsignedShort());
            default -> new Checked();
          });
    }
    return steps;
  }

  private static List<JsonNode> truth(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return List.copyOf(new JsonMapper().readTree(in.readAllBytes()).values());
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /// More bytes of history than any recording fills.
  static final int BYTES = 1 << 22;

  Screen screen() {
    return new Screen(columns, rows, history, BYTES);
  }

  /// Gives a screen all steps, the output in pieces, and calls back at each moment whose truth is
  /// known.
  void play(Screen screen, int piece, Check check) {
    play(screen, piece, check, new ArrayList<>());
  }

  /// Gives output to further screens, too, until the size changes.
  void play(Screen screen, int piece, Check check, List<Screen> followers) {
    var checked = 0;
    for (var step : steps) {
      switch (step) {
        case Printed printed -> {
          write(screen, printed.bytes, piece);
          followers.forEach(follower -> write(follower, printed.bytes, piece));
        }
        case Resized(var columns, var rows) -> {
          screen.resize(columns, rows);
          followers.clear();
        }
        case Checked() -> check.at(checked, truth.get(checked++));
      }
    }
  }

  static void write(Screen screen, byte[] bytes, int piece) {
    for (var at = 0; at < bytes.length; at += piece) {
      screen.write(bytes, at, Math.min(bytes.length, at + piece));
    }
  }

  /// Looks at a screen at a moment whose truth is known.
  interface Check {
    void at(int number, JsonNode truth);
  }
}
