package io.coredeck.corex.screen.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A picture while it comes in: sixel (`ESC P … q … ESC \`) or one of iTerm (`ESC ] 1337 ; File= …
/// BEL`).
///
/// Its bytes are kept up to {@link #LIMIT}; of a longer one it is still known how many cells it
/// takes, but it cannot be drawn again.
public final class PictureText {

  /// The most bytes of a picture that is kept.
  public static final int LIMIT = 1 << 20;

  /// The pages take no more of a device control string.
  private static final int SIXEL_LIMIT = 10_000_000;

  /// Stands for what is not ASCII, where it means nothing in a sixel picture.
  private static final int NO_SIXEL = ' ';

  /// Stands for what is not ASCII, where it ends what can be decoded.
  private static final int NO_BASE64 = '?';

  /// More than any limit.
  private static final int MOST_COUNTED = 1 << 30;

  private static final int FIRST_SIZE = 4096;
  private static final String INLINE = "\u001b]1337;";
  private static final String INLINE_END = "\u0007";
  private static final String SIXEL_END = "\u001b\\";

  private final SixelSize sixel = new SixelSize();
  private String begin = "";
  private boolean isSixel;
  private byte[] bytes = new byte[0];
  private int kept;
  private int count;
  private boolean cut;

  /// @param numbers of the device control string
  public void beginSixel(String numbers) {
    begin("\u001bP" + numbers + "q");
    isSixel = true;
    sixel.begin();
  }

  /// Begins after the number of the operating system command.
  public void beginInline() {
    begin(INLINE);
    isSixel = false;
  }

  private void begin(String introducer) {
    clear();
    begin = introducer;
    count = 0;
    cut = false;
  }

  /// Gives the memory back.
  public void clear() {
    bytes = new byte[0];
    kept = 0;
  }

  /// Takes one character.
  public void add(int codePoint) {
    var code = codePoint < 0x80 ? codePoint : isSixel ? NO_SIXEL : NO_BASE64;
    if (isSixel) {
      sixel.take(code);
    }
    if (makeRoom(1, Character.charCount(codePoint))) {
      bytes[kept++] = (byte) code;
    }
  }

  /// Takes bytes from space to tilde.
  public void addAscii(byte[] source, int from, int to) {
    for (var at = from; isSixel && at < to; at++) {
      sixel.take(source[at]);
    }
    if (makeRoom(to - from, to - from)) {
      System.arraycopy(source, from, bytes, kept, to - from);
      kept += to - from;
    }
  }

  /// @return whether more bytes are kept
  private boolean makeRoom(int more, int characters) {
    count = Math.min(count + characters, MOST_COUNTED);
    if (!cut && kept + more > LIMIT) {
      cut();
    }
    if (!cut && kept + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.clamp(2L * kept, Math.max(FIRST_SIZE, kept + more), LIMIT));
    }
    return !cut;
  }

  /// Keeps no more than what says how many cells it takes.
  public void shrink() {
    if (isSixel || kept > InlineSize.HEAD) {
      cut();
    }
  }

  private void cut() {
    cut = true;
    kept = isSixel ? 0 : Math.min(kept, InlineSize.HEAD);
    bytes = Arrays.copyOf(bytes, kept);
  }

  /// @return bytes of memory taken
  public int memory() {
    return bytes.length;
  }

  /// @param most how many bytes there may be
  /// @return whether all bytes are kept and there are no more than these
  public boolean isKept(int most) {
    return !cut && kept <= most;
  }

  /// @param columns of the screen it is drawn on
  /// @param rows of that screen
  /// @return what draws it in the same cells on a screen of any size, if all bytes are kept
  byte[] sequence(int columns, int rows) {
    if (isSixel) {
      return joined(kept, "", SIXEL_END);
    }
    var head = head();
    var size = InlineSize.of(head, count).map(found -> found.fixed(columns, rows)).orElse("");
    return joined(head.indexOf(InlineSize.COLON), size, INLINE_END);
  }

  /// @return the beginning of it, if all bytes are kept
  public byte[] unfinished() {
    return joined(kept, "", "");
  }

  /// @param at how many bytes come before what is inserted
  private byte[] joined(int at, String inserted, String end) {
    var all = ByteBuffer.allocate(begin.length() + kept + inserted.length() + end.length());
    all.put(begin.getBytes(StandardCharsets.US_ASCII)).put(bytes, 0, at);
    all.put(inserted.getBytes(StandardCharsets.US_ASCII)).put(bytes, at, kept - at);
    return all.put(end.getBytes(StandardCharsets.US_ASCII)).array();
  }

  private String head() {
    return new String(bytes, 0, Math.min(kept, InlineSize.HEAD), StandardCharsets.US_ASCII);
  }

  /// @param columns of the screen
  /// @param rows of the screen
  /// @return how many cells it takes there
  public Cells cells(int columns, int rows) {
    if (isSixel) {
      return count > SIXEL_LIMIT ? Cells.NONE : sixel.cells();
    }
    return InlineSize.of(head(), count).map(size -> size.cells(columns, rows)).orElse(Cells.NONE);
  }
}
