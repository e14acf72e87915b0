package io.coredeck.flist.capnp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A message being written, in one segment.
public final class MessageBuilder {
  /// The largest message, in words: 16 MiB, four times what the reference tool can write.
  public static final int MOST_WORDS = 2 << 20;

  private static final int WORD = 8;
  private static final int FIRST_CAPACITY = 1 << 10;

  private ByteBuffer words = buffer(FIRST_CAPACITY);
  private int used;

  /// @param dataWords size of the root's numbers, in 64-bit words
  /// @param pointers number of the root's pointers
  /// @return the root, to be filled
  public StructBuilder root(int dataWords, int pointers) {
    if (used != 0) {
      throw new IllegalStateException("the message has a root already");
    }
    return struct(allocate(1), dataWords, pointers);
  }

  /// @return the message with its framing
  public byte[] toBytes() {
    var message = ByteBuffer.allocate((used + 1) * WORD).order(ByteOrder.LITTLE_ENDIAN);
    message.putInt(0, 0).putInt(Integer.BYTES, used).position(WORD);
    message.put(words.slice(0, used * WORD));
    return message.array();
  }

  StructBuilder struct(int pointer, int dataWords, int pointers) {
    var start = allocate(dataWords + pointers);
    // an empty struct that points to the next word could not be told from a null pointer
    var distance = dataWords + pointers == 0 ? -1 : start - pointer - 1;
    words.putLong(pointer * WORD, Pointer.struct(distance, dataWords, pointers));
    return new StructBuilder(this, start, dataWords, pointers);
  }

  void bytes(int pointer, byte[] bytes, int zeros) {
    var length = bytes.length + zeros;
    var start = allocate((length + WORD - 1) / WORD);
    words.putLong(pointer * WORD, Pointer.list(start - pointer - 1, Pointer.BYTES, length));
    words.put(start * WORD, bytes);
  }

  List<StructBuilder> structs(int pointer, int count, int dataWords, int pointers) {
    var size = dataWords + pointers;
    var start = allocate(1 + Math.multiplyExact(count, size));
    var distance = start - pointer - 1;
    words.putLong(pointer * WORD, Pointer.list(distance, Pointer.COMPOSITE, count * size));
    words.putLong(start * WORD, Pointer.struct(count, dataWords, pointers));
    var structs = new ArrayList<StructBuilder>(count);
    for (int i = 0; i < count; i++) {
      structs.add(new StructBuilder(this, start + 1 + i * size, dataWords, pointers));
    }
    return structs;
  }

  void put(int word, int bit, long value) {
    var at = (word + bit / Long.SIZE) * WORD;
    words.putLong(at, words.getLong(at) | (value << (bit % Long.SIZE)));
  }

  private int allocate(int count) {
    var needed = (long) used + count;
    if (needed > MOST_WORDS) {
      throw new IllegalArgumentException(
          "message has more than %d bytes; put fewer or smaller things into it"
              .formatted((long) MOST_WORDS * WORD));
    }
    if (needed * WORD > words.capacity()) {
      var larger = buffer((int) Math.min(MOST_WORDS, Math.max(needed, used * 2L)));
      larger.put(0, words, 0, used * WORD);
      words = larger;
    }
    var start = used;
    used += count;
    return start;
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity * WORD).order(ByteOrder.LITTLE_ENDIAN);
  }
}
