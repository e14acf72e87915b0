package io.coredeck.corex.screen.picture;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/// The pictures of a screen, oldest first. Bounded by bytes: the oldest go, and one that is too
/// large by itself is not kept. Not safe for use by several threads.
public final class Pictures {
  private final int mostBytes;
  private final LinkedHashMap<Integer, Picture> kept = new LinkedHashMap<>();
  private int bytes;
  private int last;

  /// @param mostBytes of all of them; one of the largest kept always has room
  public Pictures(int mostBytes) {
    this.mostBytes = Math.max(mostBytes, PictureText.LIMIT);
  }

  /// Adds the newest picture.
  ///
  /// @return its number, also if it is not kept
  public int add(PictureText text, Cells cells) {
    last = last == Integer.MAX_VALUE ? 1 : last + 1;
    if (text.isWhole()) {
      var sequence = text.sequence();
      trim(mostBytes - sequence.length);
      kept.put(last, new Picture(last, sequence, cells));
      bytes += sequence.length;
    }
    return last;
  }

  private void trim(int most) {
    var oldest = kept.values().iterator();
    while (bytes > most && oldest.hasNext()) {
      bytes -= oldest.next().sequence().length;
      oldest.remove();
    }
  }

  /// Forgets the older half.
  public void shrink() {
    trim(bytes / 2);
  }

  /// Forgets all others.
  public void keepOnly(Set<Integer> numbers) {
    kept.keySet().retainAll(numbers);
    bytes = kept.values().stream().mapToInt(picture -> picture.sequence().length).sum();
  }

  /// Forgets all of them.
  public void clear() {
    keepOnly(Set.of());
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
