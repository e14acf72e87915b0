package io.coredeck.flist.capnp;

import java.util.Arrays;
import java.util.List;

/// A struct inside a message. What its writer did not know of reads as 0 or empty.
public final class Struct {
  private final Message message;
  private final int segment;
  private final int start;
  private final int dataWords;
  private final int pointers;

  Struct(Message message, int segment, int start, int dataWords, int pointers) {
    this.message = message;
    this.segment = segment;
    this.start = start;
    this.dataWords = dataWords;
    this.pointers = pointers;
  }

  /// @param offset bits from the start of the data, a multiple of 16
  public int uint16(int offset) throws MalformedMessageException {
    return (int) (wordAt(offset) >>> (offset % Long.SIZE)) & 0xffff;
  }

  /// @param offset bits from the start of the data, a multiple of 32
  public long uint32(int offset) throws MalformedMessageException {
    return (wordAt(offset) >>> (offset % Long.SIZE)) & 0xffffffffL;
  }

  /// @param offset bits from the start of the data, a multiple of 64
  public long int64(int offset) throws MalformedMessageException {
    return wordAt(offset);
  }

  /// @param index of a pointer to data
  /// @return its bytes; none if it is null
  public byte[] data(int index) throws MalformedMessageException {
    var pointer = index < pointers ? message.pointer(segment, pointerAt(index)) : null;
    return pointer == null ? new byte[0] : message.bytes(pointer);
  }

  /// @param index of a pointer to text
  /// @return its bytes without the final NUL; none if it is null
  public byte[] text(int index) throws MalformedMessageException {
    var bytes = data(index);
    if (bytes.length == 0) {
      return bytes;
    }
    if (bytes[bytes.length - 1] != 0) {
      throw new MalformedMessageException("a text does not end with a NUL");
    }
    return Arrays.copyOf(bytes, bytes.length - 1);
  }

  /// @param index of a pointer to a struct
  /// @return the struct; one that reads as 0 and empty if it is null
  public Struct struct(int index) throws MalformedMessageException {
    var pointer = index < pointers ? message.pointer(segment, pointerAt(index)) : null;
    return pointer == null ? new Struct(message, segment, start, 0, 0) : message.struct(pointer);
  }

  /// @param index of a pointer to a list of structs
  /// @return the structs; none if it is null
  public List<Struct> structs(int index) throws MalformedMessageException {
    var pointer = index < pointers ? message.pointer(segment, pointerAt(index)) : null;
    return pointer == null ? List.of() : message.structs(pointer);
  }

  private long pointerAt(int index) {
    return (long) start + dataWords + index;
  }

  private long wordAt(int offset) throws MalformedMessageException {
    var index = offset / Long.SIZE;
    return index < dataWords ? message.word(segment, (long) start + index) : 0;
  }
}
