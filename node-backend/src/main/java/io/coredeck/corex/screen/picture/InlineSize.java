package io.coredeck.corex.screen.picture;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// How many cells a picture takes that comes as iTerm has it (`File=…;inline=1:BASE64`), by the
/// same rules as in the pages (`images/inline.ts`).
///
/// Source: iTerm2, "Inline Images Protocol".
final class InlineSize {

  /// The size of the picture has to be within so many characters.
  static final int HEAD = 262_144;

  private static final String FILE = "File=";
  private static final int MOST_ENCODED = 8 << 20;
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})(px|%)?");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private InlineSize() {}

  /// @param head up to {@link #HEAD} characters of it
  /// @param count of all characters
  static Cells cells(String head, int count, int columns, int rows) {
    var colon = head.indexOf(':');
    if (!head.startsWith(FILE) || colon < 0 || count - colon - 1 > MOST_ENCODED) {
      return Cells.NONE;
    }
    var fields = fields(head.substring(FILE.length(), Math.max(FILE.length(), colon)));
    if (!fields.getOrDefault("inline", "").equals("1")) {
      return Cells.NONE;
    }
    return FileSize.of(decoded(SPACE.matcher(head.substring(colon + 1)).replaceAll("")))
        .map(size -> cells(size, fields, columns * Cells.WIDTH, rows * Cells.HEIGHT))
        .orElse(Cells.NONE);
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

  private static Cells cells(FileSize file, Map<String, String> fields, int width, int height) {
    var wide = length(fields, "width", width, Cells.WIDTH);
    var high = length(fields, "height", height, Cells.HEIGHT);
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
    } else if (wide.isPresent()
        && (high.isEmpty() || !fields.getOrDefault("preserveAspectRatio", "").equals("0"))) {
      drawnWidth =
          high.isEmpty()
              ? wide.getAsDouble()
              : Math.min(wide.getAsDouble(), high.getAsDouble() * file.width() / file.height());
      drawnHeight = drawnWidth * file.height() / file.width();
    } else {
      drawnWidth = wide.orElse(high.orElse(0) * file.width() / file.height());
      drawnHeight = high.orElse(0);
    }
    return drawn(file, Math.floor(drawnWidth), Math.floor(drawnHeight));
  }

  private static Cells drawn(FileSize file, double width, double height) {
    var isTooLarge =
        (long) file.width() * file.height() > Cells.MOST_PIXELS
            || width * height > Cells.MOST_PIXELS
            || Math.max(width, height) > Cells.LONGEST;
    return isTooLarge ? Cells.NONE : Cells.of((int) width, (int) height);
  }

  private static OptionalDouble length(
      Map<String, String> fields, String name, int whole, int cell) {
    var length = LENGTH.matcher(fields.getOrDefault(name, ""));
    if (!length.matches() || Integer.parseInt(length.group(1)) == 0) {
      return OptionalDouble.empty();
    }
    double amount = Integer.parseInt(length.group(1));
    var unit = length.group(2) == null ? "" : length.group(2);
    return OptionalDouble.of(
        switch (unit) {
          case "px" -> amount;
          case "%" -> amount * whole / 100;
          default -> amount * cell;
        });
  }
}
