package io.coredeck.flist.capnp;

import java.util.List;

/// A struct being written. Everything is set at most once; what is not set is 0 or null.
public final class StructBuilder {
  private final MessageBuilder message;
  private final int start;
  private final int dataWords;
  private final int pointers;

  StructBuilder(MessageBuilder message, int start, int dataWords, int pointers) {
    this.message = message;
    this.start = start;
    this.dataWords = dataWords;
    this.pointers = pointers;
  }

  /// @param offset bits from the start of the data, a multiple of 16
  public void uint16(int offset, int value) {
    number(offset, Short.SIZE, value & 0xffffL);
  }

  /// @param offset bits from the start of the data, a multiple of 32
  public void uint32(int offset, long value) {
    number(offset, Integer.SIZE, value & 0xffffffffL);
  }

  /// @param offset bits from the start of the data, a multiple of 64
  public void int64(int offset, long value) {
    number(offset, Long.SIZE, value);
  }

  public void data(int index, byte[] bytes) {
    message.bytes(pointerAt(index), bytes, 0);
  }

  /// @param bytes without a final NUL
  public void text(int index, byte[] bytes) {
    message.bytes(pointerAt(index), bytes, 1);
  }

  /// @return the struct, to be filled
  public StructBuilder struct(int index, int words, int itsPointers) {
    return message.struct(pointerAt(index), words, itsPointers);
  }

  /// @return the structs, to be filled
  public List<StructBuilder> structs(int index, int count, int words, int itsPointers) {
    return message.structs(pointerAt(index), count, words, itsPointers);
  }

  private void number(int offset, int size, long value) {
    if (offset < 0 || offset % size != 0 || offset + size > dataWords * Long.SIZE) {
      throw new IndexOutOfBoundsException(
          "bit %d is no place for a number of %d bits in a struct of %d words"
              .formatted(offset, size, dataWords));
    }
    message.put(start, offset, value);
  }

  private int pointerAt(int index) {
    if (index < 0 || index >= pointers) {
      throw new IndexOutOfBoundsException("pointer %d of %d".formatted(index, pointers));
    }
    return start + dataWords + index;
  }
}
