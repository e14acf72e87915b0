package io.coredeck.corex.screen.picture;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/// The pictures of a screen, oldest first. Bounded by bytes: the oldest go, and one that is too
/// large by itself is not kept. Not safe for use by several threads.
public final class Pictures {
  /// What a picture takes beside what comes in, about.
  private static final int OVERHEAD = 128;

  /// Only when so much of all has come since, it is worth looking for what can go.
  private static final int SHARE = 8;

  private final int mostBytes;
  private final LinkedHashMap<Integer, Picture> kept = new LinkedHashMap<>();
  private final Set<Integer> seen = new HashSet<>();
  private int bytes;
  private int added;
  private int last;

  /// @param mostBytes of all of them; one of the largest kept always has room
  public Pictures(int mostBytes) {
    this.mostBytes = Math.max(mostBytes, PictureText.LIMIT + 2 * OVERHEAD);
  }

  /// @return whether those that are not seen should go to make room for another one
  public boolean isCrowded(PictureText next) {
    return bytes + next.memory() > mostBytes && added > mostBytes / SHARE;
  }

  /// Adds the newest picture.
  ///
  /// @param cells which it takes on the screen
  /// @param columns of the screen
  /// @param rows of the screen
  /// @return its number, also if it is not kept
  public int add(PictureText text, Cells cells, int columns, int rows) {
    last = last == Integer.MAX_VALUE ? 1 : last + 1;
    if (text.isKept(PictureText.LIMIT)) {
      var sequence = text.sequence(columns, rows);
      var picture = new Picture(last, sequence, cells);
      trim(mostBytes - size(picture));
      kept.put(last, picture);
      bytes += size(picture);
      added += size(picture);
    }
    return last;
  }

  private static int size(Picture picture) {
    return picture.sequence().length + OVERHEAD;
  }

  private void trim(int most) {
    var oldest = kept.values().iterator();
    while (bytes > most && oldest.hasNext()) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  /// Forgets the older half.
  public void shrink() {
    trim(bytes / 2);
  }

  /// Takes a part of a picture that is seen. Of pictures that are gone many more may be seen than
  /// are kept.
  public void see(long tile) {
    if (kept.containsKey(Tile.picture(tile))) {
      seen.add(Tile.picture(tile));
    }
  }

  /// @return how many pictures were seen
  int seen() {
    return seen.size();
  }

  /// Forgets those of which no part was seen since the last call.
  public void forgetUnseen() {
    kept.keySet().retainAll(seen);
    seen.clear();
    bytes = kept.values().stream().mapToInt(Pictures::size).sum();
    added = 0;
  }

  /// Forgets all of them.
  public void clear() {
    seen.clear();
    forgetUnseen();
  }

  /// @return the picture, if it is kept
  public Optional<Picture> find(int number) {
    return Optional.ofNullable(kept.get(number));
  }

  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /// @return how many bytes of memory the pictures take
  public int bytes() {
    return bytes;
  }
}
