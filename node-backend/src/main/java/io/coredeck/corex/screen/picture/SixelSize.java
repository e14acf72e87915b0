package io.coredeck.corex.screen.picture;

/// Measures a sixel picture while it comes in, as the pages do (`images/sixel.ts`): what is painted
/// counts, and the raster attributes at its beginning.
final class SixelSize {
  private static final int BAND = 6;
  private static final int FIRST_SIXEL = 0x3F;
  private static final int SIXELS = 64;
  private static final int RASTER_NUMBERS = 4;

  private enum State {
    BEGIN,
    PLAIN,
    RASTER,
    SKIPPED_NUMBERS,
    COUNT,
  }

  private State state = State.BEGIN;
  private final int[] raster = new int[RASTER_NUMBERS];
  private int rasterCount;
  private boolean rasterWrong;
  private boolean hasDigit;
  private boolean isFirstCount;
  private int number;
  private int x;
  private int y;
  private int width;
  private int height;

  void begin() {
    state = State.BEGIN;
    rasterCount = 0;
    rasterWrong = false;
    hasDigit = false;
    number = 0;
    x = 0;
    y = 0;
    width = 0;
    height = 0;
  }

  /// @param code an ASCII character
  void take(int code) {
    switch (state) {
      case BEGIN -> takeFirst(code);
      case PLAIN -> takePlain(code);
      case RASTER -> takeRaster(code);
      case SKIPPED_NUMBERS -> {
        if (!isOfNumbers(code)) {
          takePlain(code);
        }
      }
      case COUNT -> takeCount(code);
    }
  }

  private void takeFirst(int code) {
    if (code == '"') {
      state = State.RASTER;
    } else if (code != ' ' && (code < '\t' || code > '\r')) {
      takePlain(code);
    }
  }

  private static boolean isOfNumbers(int code) {
    return (code >= '0' && code <= '9') || code == ';';
  }

  private void takeRaster(int code) {
    if (code >= '0' && code <= '9') {
      number = appended(code);
      hasDigit = true;
      return;
    }
    if (rasterCount < RASTER_NUMBERS) {
      rasterWrong |= !hasDigit || (code != ';' && rasterCount < RASTER_NUMBERS - 1);
      raster[rasterCount++] = number;
    }
    number = 0;
    hasDigit = false;
    if (code != ';') {
      takePlain(code);
    }
  }

  private int appended(int digit) {
    return Math.min(Cells.LONGEST, 10 * number + digit - '0');
  }

  /// Only the first number counts; the character after the numbers is repeated, whatever it is.
  private void takeCount(int code) {
    if (code == ';') {
      isFirstCount = false;
    } else if (isOfNumbers(code)) {
      number = isFirstCount ? appended(code) : number;
    } else {
      state = State.PLAIN;
      paint(code - FIRST_SIXEL, Math.max(1, number));
    }
  }

  private void takePlain(int code) {
    state = State.PLAIN;
    switch (code) {
      case '!' -> {
        state = State.COUNT;
        isFirstCount = true;
        number = 0;
      }
      case '#', '"' -> state = State.SKIPPED_NUMBERS;
      case '$' -> x = 0;
      case '-' -> {
        x = 0;
        y = Math.min(Cells.LONGEST, y + BAND);
      }
      default -> paint(code - FIRST_SIXEL, 1);
    }
  }

  private void paint(int bits, int count) {
    if (bits < 0 || bits >= SIXELS || x >= Cells.LONGEST || y >= Cells.LONGEST) {
      return;
    }
    if (bits != 0) {
      width = Math.max(width, x + count);
      height = Math.max(height, y + Integer.SIZE - Integer.numberOfLeadingZeros(bits));
    }
    x += count;
  }

  Cells cells() {
    if (state == State.RASTER) {
      takeRaster('$');
    }
    var wide = width;
    var high = height;
    if (rasterCount == RASTER_NUMBERS && !rasterWrong) {
      wide = Math.max(wide, raster[2]);
      high = raster[3] == 0 ? high : raster[3];
    }
    wide = Math.min(wide, Cells.LONGEST);
    return wide == 0
        ? Cells.NONE
        : Cells.of(wide, Math.min(Math.min(high, Cells.LONGEST), Cells.MOST_PIXELS / wide));
  }
}
