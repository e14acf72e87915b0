package io.coredeck.flist.capnp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A message to read: some segments of 8-byte words, which point into each other.
///
/// For one thread at a time.
public final class Message {
  private static final int WORD = 8;

  /// The reference writer fills segments of 4 KiB; this allows for messages of 256 MiB.
  private static final int MOST_SEGMENTS = 1 << 16;

  /// How often every word may be read, on average. Honest messages are read once or twice; a small
  /// message whose pointers all lead to the same big list would otherwise keep a reader busy for
  /// years.
  private static final int READS_PER_WORD = 8;

  private static final int LEAST_READS = 1 << 10;

  private final List<ByteBuffer> segments;
  private long readsLeft;

  private Message(List<ByteBuffer> segments) {
    this.segments = segments;
    var words = segments.stream().mapToLong(segment -> segment.limit() / WORD).sum();
    this.readsLeft = words * READS_PER_WORD + LEAST_READS;
  }

  /// @param bytes the whole message; not copied
  public static Message parse(byte[] bytes) throws MalformedMessageException {
    var all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < WORD) {
      throw new MalformedMessageException(
          "message has %d bytes; it must have 8 or more".formatted(bytes.length));
    }
    var count = Integer.toUnsignedLong(all.getInt(0)) + 1;
    var header = (count / 2 + 1) * WORD;
    if (count > MOST_SEGMENTS || header > bytes.length) {
      throw new MalformedMessageException(
          "message of %d bytes says it has %d segments".formatted(bytes.length, count));
    }
    var segments = new ArrayList<ByteBuffer>();
    var start = header;
    for (int i = 0; i < count; i++) {
      var length = Integer.toUnsignedLong(all.getInt((i + 1) * Integer.BYTES)) * WORD;
      if (start + length > bytes.length) {
        throw new MalformedMessageException(
            "message of %d bytes ends inside its segment %d".formatted(bytes.length, i));
      }
      segments.add(all.slice((int) start, (int) length).order(ByteOrder.LITTLE_ENDIAN));
      start += length;
    }
    return new Message(segments);
  }

  /// @return the struct the message holds
  /// @throws MalformedMessageException if it holds none
  public Struct root() throws MalformedMessageException {
    var root = pointer(0, 0);
    if (root == null) {
      throw new MalformedMessageException("message is empty: its root is a null pointer");
    }
    return struct(root);
  }

  /// @return where the pointer leads, `null` for a null pointer
  @org.jspecify.annotations.Nullable
  Pointer pointer(int segment, long index) throws MalformedMessageException {
    var word = word(segment, index);
    if (word == 0) {
      return null;
    }
    return switch (Pointer.kind(word)) {
      case Pointer.STRUCT, Pointer.LIST ->
          new Pointer(segment, index + 1 + Pointer.distance(word), word);
      case Pointer.FAR -> far(word);
      default ->
          throw new MalformedMessageException(
              "segment %d word %d is a capability; only data is allowed".formatted(segment, index));
    };
  }

  /// A far pointer leads to a landing pad: either the pointer proper, standing beside its content,
  /// or a second far pointer to the content and a tag that describes it.
  private Pointer far(long word) throws MalformedMessageException {
    var segment = (int) (word >>> 32);
    var index = (word & 0xffffffffL) >>> 3;
    var pad = word(segment, index);
    if ((word & 4) == 0) {
      requireNear(pad, segment, index);
      return new Pointer(segment, index + 1 + Pointer.distance(pad), pad);
    }
    if (Pointer.kind(pad) != Pointer.FAR || (pad & 4) != 0) {
      throw new MalformedMessageException(
          "landing pad at segment %d word %d must be a far pointer".formatted(segment, index));
    }
    var tag = word(segment, index + 1);
    requireNear(tag, segment, index + 1);
    return new Pointer((int) (pad >>> 32), (pad & 0xffffffffL) >>> 3, tag);
  }

  private static void requireNear(long word, int segment, long index)
      throws MalformedMessageException {
    if (Pointer.kind(word) > Pointer.LIST) {
      throw new MalformedMessageException(
          "landing pad at segment %d word %d must describe a struct or list"
              .formatted(segment, index));
    }
  }

  Struct struct(Pointer pointer) throws MalformedMessageException {
    if (Pointer.kind(pointer.word()) != Pointer.STRUCT) {
      throw new MalformedMessageException("a list stands where a struct must be");
    }
    return struct(pointer.segment(), pointer.start(), pointer.word());
  }

  private Struct struct(int segment, long start, long tag) throws MalformedMessageException {
    var data = Pointer.dataWords(tag);
    var pointers = Pointer.pointers(tag);
    check(segment, start, data + pointers);
    return new Struct(this, segment, (int) start, data, pointers);
  }

  byte[] bytes(Pointer pointer) throws MalformedMessageException {
    if (Pointer.kind(pointer.word()) != Pointer.LIST || pointer.elementSize() != Pointer.BYTES) {
      throw new MalformedMessageException("text or data must be a list of bytes and is not");
    }
    var count = pointer.count();
    check(pointer.segment(), pointer.start(), (count + WORD - 1) / WORD);
    var bytes = new byte[count];
    segments.get(pointer.segment()).get((int) pointer.start() * WORD, bytes);
    return bytes;
  }

  List<Struct> structs(Pointer pointer) throws MalformedMessageException {
    var composite = pointer.elementSize() == Pointer.COMPOSITE;
    if (Pointer.kind(pointer.word()) != Pointer.LIST || (!composite && pointer.count() != 0)) {
      throw new MalformedMessageException("a list of structs must be composite and is not");
    }
    if (!composite) {
      return List.of();
    }
    var tag = word(pointer.segment(), pointer.start());
    var count = Pointer.distance(tag);
    var size = Pointer.dataWords(tag) + Pointer.pointers(tag);
    if (Pointer.kind(tag) != Pointer.STRUCT || count < 0) {
      throw new MalformedMessageException("the tag of a list of structs is damaged");
    }
    if ((long) count * size > pointer.count()) {
      throw new MalformedMessageException(
          "a list says it has %d structs of %d words in %d words"
              .formatted(count, size, pointer.count()));
    }
    spend(count); // also for structs without content, which cost the message nothing
    check(pointer.segment(), pointer.start() + 1, pointer.count());
    var structs = new ArrayList<Struct>(count);
    for (int i = 0; i < count; i++) {
      var start = (int) pointer.start() + 1 + i * size;
      var data = Pointer.dataWords(tag);
      structs.add(new Struct(this, pointer.segment(), start, data, Pointer.pointers(tag)));
    }
    return structs;
  }

  long word(int segment, long index) throws MalformedMessageException {
    check(segment, index, 1);
    return segments.get(segment).getLong((int) index * WORD);
  }

  private void check(int segment, long start, long words) throws MalformedMessageException {
    if (segment < 0 || segment >= segments.size()) {
      throw new MalformedMessageException(
          "a pointer leads to segment %d of %d"
              .formatted(Integer.toUnsignedLong(segment), segments.size()));
    }
    var size = segments.get(segment).limit() / WORD;
    if (start < 0 || start + words > size) {
      throw new MalformedMessageException(
          "a pointer leads to words %d to %d of segment %d, which has %d"
              .formatted(start, start + words, segment, size));
    }
    spend(words);
  }

  private void spend(long reads) throws MalformedMessageException {
    readsLeft -= reads;
    if (readsLeft < 0) {
      throw new MalformedMessageException(
          "message is read over and over: its pointers lead to the same content too often");
    }
  }
}
