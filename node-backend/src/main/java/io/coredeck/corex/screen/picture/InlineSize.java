package io.coredeck.corex.screen.picture;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// How many cells a picture takes that comes as iTerm has it (`File=…;inline=1:BASE64`), by the
/// same rules as in the pages (`images/inline.ts`).
///
/// Source: iTerm2, "Inline Images Protocol".
///
/// @param file the size of the picture in the file
/// @param fields of the program by their names
record InlineSize(FileSize file, Map<String, String> fields) {

  /// The size of the picture has to be within so many characters.
  static final int HEAD = 262_144;

  /// Stands between the fields and the file.
  static final char COLON = ':';

  private static final String WIDE = "width";
  private static final String HIGH = "height";
  private static final String PART = "%";
  private static final String FILE = "File=";
  private static final int MOST_ENCODED = 8 << 20;
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})(px|%)?");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// Pixels on the screen; 0 if nothing is drawn.
  private record Drawn(int width, int height) {}

  /// @param head up to {@link #HEAD} characters of it
  /// @param count of all characters
  /// @return empty if it is not to be drawn
  static Optional<InlineSize> of(String head, int count) {
    var colon = head.indexOf(COLON);
    if (!head.startsWith(FILE) || colon < 0 || count - colon - 1 > MOST_ENCODED) {
      return Optional.empty();
    }
    var fields = fields(head.substring(FILE.length(), Math.max(FILE.length(), colon)));
    if (!fields.getOrDefault("inline", "").equals("1")) {
      return Optional.empty();
    }
    return FileSize.of(decoded(SPACE.matcher(head.substring(colon + 1)).replaceAll("")))
        .map(size -> new InlineSize(size, fields));
  }

  /// @return the cells it takes on a screen of this size
  Cells cells(int columns, int rows) {
    var drawn = drawn(columns, rows);
    return Cells.of(drawn.width, drawn.height);
  }

  /// @return fields which, after its own, let it take the cells that it takes here on a screen of
  ///   any size; empty if it does so without
  String fixed(int columns, int rows) {
    if (!dependsOnScreen()) {
      return "";
    }
    var drawn = drawn(columns, rows);
    var fixed = new HashMap<>(fields);
    fixed.put(WIDE, drawn.width + "px");
    fixed.put(HIGH, drawn.height + "px");
    var text = ";width=" + fixed.get(WIDE) + ";height=" + fixed.get(HIGH);
    // Both were rounded down: in its proportions the picture may be a pixel smaller.
    var isSame = new InlineSize(file, fixed).cells(columns, rows).equals(cells(columns, rows));
    return isSame ? text : text + ";preserveAspectRatio=0";
  }

  private boolean dependsOnScreen() {
    var wide = length(WIDE, Cells.LONGEST, Cells.WIDTH);
    var high = length(HIGH, Cells.LONGEST, Cells.HEIGHT);
    return (wide.isEmpty() && high.isEmpty())
        || (wide.isPresent() && field(WIDE).endsWith(PART))
        || (high.isPresent() && field(HIGH).endsWith(PART));
  }

  private static Map<String, String> fields(String text) {
    var fields = new HashMap<String, String>();
    for (var field : text.split(";", -1)) {
      var equals = field.indexOf('=');
      if (equals >= 0) {
        fields.put(field.substring(0, equals), field.substring(equals + 1));
      }
    }
    return fields;
  }

  /// Decodes up to the first character that is none of base64.
  private static byte[] decoded(String text) {
    var end = 0;
    while (end < text.length() && isBase64(text.charAt(end))) {
      end++;
    }
    return Base64.getDecoder().decode(text.substring(0, end % 4 == 1 ? end - 1 : end));
  }

  private static boolean isBase64(char one) {
    return (one >= 'A' && one <= 'Z')
        || (one >= 'a' && one <= 'z')
        || (one >= '0' && one <= '9')
        || one == '+'
        || one == '/';
  }

  private Drawn drawn(int columns, int rows) {
    var width = columns * Cells.WIDTH;
    var height = rows * Cells.HEIGHT;
    var wide = length(WIDE, width, Cells.WIDTH);
    var high = length(HIGH, height, Cells.HEIGHT);
    double drawnWidth;
    double drawnHeight;
    if (wide.isEmpty() && high.isEmpty()) {
      var factor =
          Math.min(
              1,
              Math.min(
                  (double) width / file.width(), (double) (height - Cells.HEIGHT) / file.height()));
      drawnWidth = file.width() * factor;
      drawnHeight = file.height() * factor;
    } else if (wide.isPresent() && (high.isEmpty() || !field("preserveAspectRatio").equals("0"))) {
      drawnWidth =
          high.isEmpty()
              ? wide.getAsDouble()
              : Math.min(wide.getAsDouble(), high.getAsDouble() * file.width() / file.height());
      drawnHeight = drawnWidth * file.height() / file.width();
    } else {
      drawnWidth = wide.orElse(high.orElse(0) * file.width() / file.height());
      drawnHeight = high.orElse(0);
    }
    return bounded(Math.floor(drawnWidth), Math.floor(drawnHeight));
  }

  private Drawn bounded(double width, double height) {
    var isTooLarge =
        (long) file.width() * file.height() > Cells.MOST_PIXELS
            || width * height > Cells.MOST_PIXELS
            || Math.max(width, height) > Cells.LONGEST;
    return isTooLarge ? new Drawn(0, 0) : new Drawn((int) width, (int) height);
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private OptionalDouble length(String name, int whole, int cell) {
    var length = LENGTH.matcher(field(name));
    if (!length.matches() || Integer.parseInt(length.group(1)) == 0) {
      return OptionalDouble.empty();
    }
    double amount = Integer.parseInt(length.group(1));
    var unit = length.group(2) == null ? "" : length.group(2);
    return OptionalDouble.of(
        switch (unit) {
          case "px" -> amount;
          case PART -> amount * whole / 100;
          default -> amount * cell;
        });
  }
}
