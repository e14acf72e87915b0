package io.coredeck.flist.capnp;

/// A pointer that stands for something: far pointers are resolved, null ones never get here.
///
/// @param segment number of the segment the content lies in
/// @param start word of that segment where it begins, may still be out of range
/// @param word the pointer or tag word that tells kind and size
record Pointer(int segment, long start, long word) {
  static final int STRUCT = 0;
  static final int LIST = 1;
  static final int FAR = 2;

  /// Element sizes of lists.
  static final int BYTES = 2;

  static final int COMPOSITE = 7;

  static int kind(long word) {
    return (int) (word & 3);
  }

  /// @return signed distance in words of a struct or list from the word after the pointer
  static int distance(long word) {
    return (int) word >> 2;
  }

  /// @return of a list
  int elementSize() {
    return (int) (word >>> 32) & 7;
  }

  /// @return of a list: elements; for composite ones the words of all of them
  int count() {
    return (int) (word >>> 35);
  }

  /// @return of a struct or a composite list's tag
  static int dataWords(long word) {
    return (int) (word >>> 32) & 0xffff;
  }

  /// @return of a struct or a composite list's tag
  static int pointers(long word) {
    return (int) (word >>> 48);
  }

  static long struct(long distance, int dataWords, int pointers) {
    return ((distance << 2) & 0xffffffffL) | ((long) dataWords << 32) | ((long) pointers << 48);
  }

  static long list(long distance, int elementSize, int count) {
    return ((distance << 2) & 0xffffffffL)
        | LIST
        | ((long) elementSize << 32)
        | ((long) count << 35);
  }
}
