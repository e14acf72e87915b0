package io.coredeck.node.telemetry.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;

/// Reads the head of conmon's records: `2026-11-23T15:24:21.403476888+00:00 stdout F text`.
///
/// The tag `F` says that the text ends a line, `P` that the line goes on in the next record of the
/// same stream. A record whose head cannot be read (a disk was full in the middle of a write)
/// counts as a whole line of stdout, so that its bytes are not lost.
///
/// One object reads many heads, one after the other, without making garbage; it remembers the last
/// second because most records are of the same second as the one before.
final class RecordHeader {
  private static final int DATE_LENGTH = "2026-11-23T15:24:21".length();
  private static final int LONGEST_TIME = 40;
  private static final int STREAM_LENGTH = 6;
  private static final int MILLI_DIGITS = 3;
  private static final byte[] STDOUT = "stdout".getBytes(ISO_8859_1);
  private static final byte[] STDERR = "stderr".getBytes(ISO_8859_1);

  private final byte[] date = new byte[DATE_LENGTH];
  private byte[] zone = {};
  private long second;
  private LogStream stream = LogStream.STDOUT;
  private boolean whole = true;
  private long millis;
  private int textStart;

  LogStream stream() {
    return stream;
  }

  /// @return whether the text ends a line
  boolean whole() {
    return whole;
  }

  long millis() {
    return millis;
  }

  /// @return where the text begins
  int textStart() {
    return textStart;
  }

  /// Reads one head.
  ///
  /// @param start of the record
  /// @param end behind the record, its newline not included
  void read(byte[] buffer, int start, int end) {
    var blank = indexOf(buffer, (byte) ' ', start, Math.min(end, start + LONGEST_TIME));
    if (blank < 0 || !readTime(buffer, start, blank) || !readTag(buffer, blank + 1, end)) {
      stream = LogStream.STDOUT;
      whole = true;
      textStart = start;
    }
  }

  private boolean readTag(byte[] buffer, int start, int end) {
    var tag = start + STREAM_LENGTH + 1;
    if (tag >= end || buffer[tag - 1] != ' ' || (buffer[tag] != 'F' && buffer[tag] != 'P')) {
      return false;
    }
    if (startsWith(buffer, start, STDOUT)) {
      stream = LogStream.STDOUT;
    } else if (startsWith(buffer, start, STDERR)) {
      stream = LogStream.STDERR;
    } else {
      return false;
    }
    whole = buffer[tag] == 'F';
    var blank = indexOf(buffer, (byte) ' ', tag, end);
    textStart = blank < 0 ? end : blank + 1;
    return true;
  }

  private boolean readTime(byte[] buffer, int start, int end) {
    var fraction = start + DATE_LENGTH;
    if (fraction >= end) {
      return false;
    }
    var digits = buffer[fraction] == '.' ? fraction + 1 : fraction;
    var zoneStart = digits;
    var thousandths = 0;
    for (; zoneStart < end && buffer[zoneStart] >= '0' && buffer[zoneStart] <= '9'; zoneStart++) {
      if (zoneStart - digits < MILLI_DIGITS) {
        thousandths = thousandths * 10 + buffer[zoneStart] - '0';
      }
    }
    for (int missing = zoneStart - digits; missing < MILLI_DIGITS; missing++) {
      thousandths *= 10;
    }
    var known =
        startsWith(buffer, start, date)
            && Arrays.equals(buffer, zoneStart, end, zone, 0, zone.length);
    if (!known && !readSecond(buffer, start, zoneStart, end)) {
      return false;
    }
    millis = second * 1000 + thousandths;
    return true;
  }

  private boolean readSecond(byte[] buffer, int start, int zoneStart, int end) {
    var text =
        new String(buffer, start, DATE_LENGTH, ISO_8859_1)
            + new String(buffer, zoneStart, end - zoneStart, ISO_8859_1);
    try {
      second = OffsetDateTime.parse(text).toEpochSecond();
    } catch (DateTimeException _) {
      return false; // not a head of conmon's; the caller takes the record as text
    }
    System.arraycopy(buffer, start, date, 0, DATE_LENGTH);
    zone = Arrays.copyOfRange(buffer, zoneStart, end);
    return true;
  }

  private static boolean startsWith(byte[] buffer, int start, byte[] wanted) {
    var end = start + wanted.length;
    return end <= buffer.length && Arrays.equals(buffer, start, end, wanted, 0, wanted.length);
  }

  /// @return where the byte is first, or -1
  static int indexOf(byte[] buffer, byte wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
