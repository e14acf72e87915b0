package io.coredeck.corex.screen.cell;

import java.util.Arrays;

/// How characters join and how wide they are, as `@xterm/addon-unicode-graphemes` 0.4.0 has it.
///
/// Printed by `src/test/tools/screen/graphemes.mjs`, which asks the add-on for each code point;
/// Unicode 15. Runs from code point 0 on: a length, then a letter, `a` plus the kind of {@link
/// Graphemes} plus 16 if a character takes two columns (`B` is the letter after `z` and `A`).
final class GraphemeTable {
  private static final String RUNS =
      """
      169a1l4a1l593a112c275a7c263a45c1a1c1a2c1a2c1a1c56a6b10a11c48a21c16a1c101a7c1b1a6c2a2c1a4c33a1b\
      1a1c30a27c91a11c58a9c9a1c24a4c1a9c1a3c1a5c43a3c119a15c1b32c1e54a1c1e1c1a3e8c4e1c2e1a7c10a2c29a\
      1c2e56a1c1a1c2e4c2a2e2a2e1c9a1c10a2c26a1c2a2c1e56a1c1a3e2c4a2c2a3c3a1c30a2c3a1c11a2c1e56a1c1a3\
      e5c1a2c1e1a2e1c20a2c22a6c1a1c2e56a1c1a2c1e4c2a2e2a2e1c7a3c10a2c30a1c59a1c1e1c2e3a3e1a3e1c9a1c4\
      0a1c3e1c57a3c4e1a3c1a4c7a2c11a2c29a1c2e56a1c1a1e1c2e1c2e1a1c2e1a2e2c7a2c11a2c28a2c2e55a2c1a1c2\
      e4c1a3e1a3e1c1b8a1c10a2c29a1c2e70a1c4a1c2e3c1a1c1a7e1c18a2e61a1c1a1e7c12a8c98a1c1a1e9c11a6c74a\
      2c27a1c1a1c1a1c4a2e49a14c1e5c1a2c5a11c1a36c9a1c102a4c1e6c1a2c2e2c23a2e2c4a3c16a4c13a1c1a1e2c6a\
      1c15a1c98a96v72g88h349a3c946a3c29a3c29a2c30a2c64a2c1e7c8e1c2e11c9a1c45a3c119a2c34a1c118a3c4e2c\
      3e4a2e1c6e3c219a2c2e1c57a1e1c1e7c1a1c1a1c2a8c6e10c2a1c48a17c63a4c1e47a7c1e1c5e1c2e38a9c12a2c1e\
      30a1e4c2e2c1e3c56a1c1e2c3e1c1e3c2e48a8e8c2e2c152a3c1a13c1e7c4a1c6a1c2a1e2c198a58c1a5c524a1c1k4\
      6a1l12a1l134a33c49a1l22a1l90a6l15a2l367a2B12a1l2q93a1l70a1l25a4B3l1B2l1B4a3l199a1l231a2l10a1l9\
      a1l58a2l2B1a6l1a12l1a2B50l12B43l1B6l10a3l1B13l1B8l2B17l2B5l2B8l1B5l1B21l1B7l2B1l1B4l1B2l1B7l1B\
      2a2l2B7l1a1l1a1l6a1l3a1l6a1B10a2l15a1l2a1l4a1B1a1B4a3B1a1B11a5l45a3B9a1l14a1B14a1B372a2l463a3l\
      19a2B51a1B4a1B409a3c141a1c96a32c128a26q1a89q12a214q26a12q4a42q6s1B12q1B1q2a86q2a2s101q5a43q1a9\
      4q1a84q12a47q1a40q8a71q1B1q1B6950q64a22157q3a55q424a4c1a10c32a2c80a2c272a1c3a1c4a1c23a2e2c1e4a\
      1c83a2e50a16e2c26a18c13a1c38a8c25a11c2e12a29v3a3c1e47a1c2e4c2e2c3e36a1c67a6c2e2c2e2c12a1c8a1c1\
      e46a1c51a1c1a3c2a2c5a2c1a1c41a1e2c2e5a1e1c236a2e1c2e1c2e1a1e1c18a1y27z1y27z1y27z1y27z1y27z1y27\
      z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y2\
      7z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y\
      27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1\
      y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z\
      1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27\
      z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y2\
      7z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y\
      27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1\
      y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z\
      1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27\
      z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y2\
      7z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y\
      27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1\
      y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z\
      1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27\
      z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y2\
      7z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y\
      27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1\
      y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z\
      1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27\
      z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z1y27z12a23g4a\
      49h8452a512q30a1c737a15c1s10q6a16c35q1a19q1a4q149a96q61a2c64a7q534a1c226a1c149a5c1670a3c1a2c5a\
      4c40a3c4a1c165a2c573a4c387a2c153a11c175a1e1c1e53a15c56a3c1e45a3e4c2e2c2a1b15a1b50a3c36a5c1e8c1\
      6a2e44a1c12a2c1e48a3e9c2e1a2b5a4c1a1e1c92a3e3c2e1c1e2c6a1c160a1c3e8c21a2c2e55a2c1a1c1e1c4e2a2e\
      2a3e9a1c10a2e2a7c3a5c192a3e8c2e3c1e1c23a1c81a1c2e6c1e1c2e1c1e2c1e2c235a1c2e4c2a4e2c1e2c27a2c82\
      a3e8c2e1c1e2c106a1c1e1c2e6c1e1c101a3c2e4c1e5c256a3e9c1e2c245a1c5e1a2e2a2c1e1c1b1e1b1e1c141a3e4\
      c2a2c4e1c3a1e28a10c40a6c1e1b4c8a1c9a6c2e3c40a6b13c1e2c405a1e7c1a6c1e1c82a22c1a1e7c1e2c1e2c122a\
      6c3a1c1a2c1a7c1b1c66a5e1a2c1a2e1c1e1c347a2c2e19449a5c59a7c1048a1c1a55e7a4c77a4q1s11a2u14a6136q\
      8a1238q42a9q8951a287q49a3q17a4q8a396q2465a2c5318a1c1e3c3a1e5c8a8c2a7c30a4c148a3c1979a55c4a50c8\
      a1c14a1c22a5c1a15c1360a7c1a17c2a7c1a2c1a5c261a7c437a4c1504a7c109a7c1717a4l1B202l1B48l13a3l31a1\
      l60a6l12a2l14a1B2a10B18a57l26d1q2B13l10q1B20q1B2q9B1q4l9q7l2B14l6B154l33B12l9B1l70B1l22B12l43B\
      4l5B12l17B3l1B3l3B5s63B1l1B1l187B2l63B8a5l4B1l24B18l1B26l2B13l1B86l85B48a70B6l1B3l3B2l3B19l2B7\
      l9B3l116a12l85a11l12B20l12a4l56a8l10a6l40a8l30a82l12a47B1a10B1a50B1l82B1l51B112l5B3l3B5l7B9l25\
      B7l7B9l3B13l7B41l256a1022l2a65534q2a65534q655394a96c128a240c196112a
      """;

  private static final int WIDE = 16;
  private static final int LETTERS = 26;

  /// The first code points of the runs.
  static final int[] STARTS;

  /// Kind, and in the bits from 4 on the columns, of each run.
  static final byte[] PROPERTIES;

  static {
    var starts = new int[RUNS.length()];
    var properties = new byte[RUNS.length()];
    var count = 0;
    var codePoint = 0;
    var length = 0;
    for (var at = 0; at < RUNS.length(); at++) {
      var letter = RUNS.charAt(at);
      if (letter <= '9') {
        length = 10 * length + letter - '0';
      } else {
        starts[count] = codePoint;
        properties[count++] = properties(letter >= 'a' ? letter - 'a' : LETTERS + letter - 'A');
        codePoint += length;
        length = 0;
      }
    }
    STARTS = Arrays.copyOf(starts, count);
    PROPERTIES = Arrays.copyOf(properties, count);
  }

  private GraphemeTable() {}

  private static byte properties(int value) {
    return (byte) (value % WIDE | (value < WIDE ? 1 : 2) << 4);
  }
}
