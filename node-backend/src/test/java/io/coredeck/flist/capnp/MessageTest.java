package io.coredeck.flist.capnp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What reading and writing messages promises. Real messages are read in the tests of images.
class MessageTest {

  @Test
  void what_is_written_is_read() throws Exception {
    var builder = new MessageBuilder();
    var root = builder.root(2, 3);
    root.uint16(16, 0xfffe);
    root.uint32(32, 0xfffffffdL);
    root.int64(64, -3);
    root.text(0, "näme".getBytes(UTF_8));
    root.data(1, new byte[] {1, 0, 2});
    var list = root.structs(2, 3, 1, 1);
    for (int i = 0; i < 3; i++) {
      list.get(i).uint16(48, i);
      list.get(i).struct(0, 0, 1).text(0, ("item " + i).getBytes(UTF_8));
    }
    var read = Message.parse(builder.toBytes()).root();
    assertThat(read.uint16(16)).isEqualTo(0xfffe);
    assertThat(read.uint32(32)).isEqualTo(0xfffffffdL);
    assertThat(read.int64(64)).isEqualTo(-3);
    assertThat(read.text(0)).isEqualTo("näme".getBytes(UTF_8));
    assertThat(read.data(1)).containsExactly(1, 0, 2);
    assertThat(read.structs(2)).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(read.structs(2).get(i).uint16(48)).isEqualTo(i);
      assertThat(read.structs(2).get(i).struct(0).text(0)).asString().isEqualTo("item " + i);
    }
  }

  @Test
  void what_the_writer_did_not_know_of_is_zero_and_empty() throws Exception {
    var builder = new MessageBuilder();
    builder.root(1, 1).uint16(0, 7);
    var read = Message.parse(builder.toBytes()).root();
    assertThat(read.int64(64)).isZero();
    assertThat(read.text(0)).isEmpty();
    assertThat(read.text(5)).isEmpty();
    assertThat(read.structs(6)).isEmpty();
    assertThat(read.struct(7).struct(1).data(0)).isEmpty();
  }

  @Test
  void far_and_double_far_pointers_lead_into_other_segments() throws Exception {
    var message =
        message(
            new long[] {far(false, 1, 0)}, // the root, as in big directories, is far away
            new long[] {struct(0, 0, 2), far(true, 2, 1), far(false, 2, 3)},
            new long[] {
              0, // not used
              far(false, 3, 1), // double far: where the content is,
              list(0, 2, 6), // and what it is
              list(0, 2, 3), // far: the content stands behind this
              text("hi\0")
            },
            new long[] {0, text("hello\0")});
    var root = Message.parse(message).root();
    assertThat(root.text(0)).asString().isEqualTo("hello");
    assertThat(root.text(1)).asString().isEqualTo("hi");
  }

  @Test
  void elements_of_a_list_may_be_larger_or_smaller_than_expected() throws Exception {
    var larger =
        message(
            new long[] {
              struct(0, 0, 1), list(0, 7, 6), struct(2, 2, 1), 11, 99, 0, 22, 99, 0,
            });
    var items = Message.parse(larger).root().structs(0);
    assertThat(items).hasSize(2);
    assertThat(items.get(0).int64(0)).isEqualTo(11);
    assertThat(items.get(1).int64(0)).isEqualTo(22);
  }

  @Test
  void pointers_out_of_the_message_are_refused() {
    refused(new long[] {struct(100, 1, 0)});
    refused(new long[] {struct(-3, 1, 0)});
    refused(new long[] {far(false, 9, 0)});
    refused(new long[] {far(false, 0, 77)});
    refused(new long[] {far(true, 0, 0)});
    refused(new long[] {3});
    refused(new long[] {0});
    refused(new long[] {struct(0, 0, 1), list(0, 2, 1 << 28)});
    refused(new long[] {struct(0, 0, 1), list(0, 7, 1), struct(1 << 28, 1, 1), 0});
    refused(new long[] {list(0, 2, 0)});
  }

  @Test
  void text_without_its_final_nul_is_refused() {
    refused(new long[] {struct(0, 0, 1), list(0, 2, 2), text("ab")});
  }

  @Test
  void a_small_message_that_reads_as_a_huge_one_is_refused() {
    var words = new long[3000];
    words[0] = struct(0, 0, 1);
    words[1] = list(0, 7, 0);
    words[2] = struct((1 << 29) - 1, 0, 0); // half a milliard structs without content
    refused(words);
    var same = new long[2000];
    same[0] = struct(0, 0, 1);
    same[1] = list(0, 7, 1900);
    same[2] = struct(950, 1, 1);
    for (int i = 0; i < 950; i++) {
      same[4 + 2 * i] = list(-(3 + 2 * i), 7, 1900); // each holds all of them again
    }
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> readAll(Message.parse(message(same)).root(), 0))
        .withMessageContaining("over and over");
  }

  @Test
  void nothing_but_a_malformed_message_comes_of_random_changes() throws Exception {
    var builder = new MessageBuilder();
    var root = builder.root(2, 3);
    root.text(0, "some text".getBytes(UTF_8));
    for (var item : root.structs(2, 20, 1, 2)) {
      item.struct(0, 1, 1).data(0, new byte[30]);
    }
    var bytes = builder.toBytes();
    var random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      var changed = java.util.Arrays.copyOf(bytes, bytes.length - random.nextInt(3) * 8);
      for (int j = 0; j <= random.nextInt(4); j++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        readAll(Message.parse(changed).root(), 0);
      } catch (MalformedMessageException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static void readAll(Struct struct, int depth) throws MalformedMessageException {
    struct.int64(64);
    struct.uint16(16);
    for (int i = 0; i < 3; i++) {
      try {
        struct.text(i);
      } catch (MalformedMessageException e) {
        if (depth < 6) {
          for (var item : struct.structs(i)) {
            readAll(item, depth + 1);
          }
          readAll(struct.struct(i), depth + 1);
        }
      }
    }
  }

  private static void refused(long[] segment) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> {
          var root = Message.parse(message(segment)).root();
          root.structs(0);
          root.text(0);
        });
  }

  private static byte[] message(long[]... segments) {
    int size = (segments.length / 2 + 1) * 8;
    for (var segment : segments) {
      size += segment.length * 8;
    }
    var bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(segments.length - 1);
    for (var segment : segments) {
      bytes.putInt(segment.length);
    }
    bytes.position((segments.length / 2 + 1) * 8);
    for (var segment : segments) {
      for (var word : segment) {
        bytes.putLong(word);
      }
    }
    return bytes.array();
  }

  private static long struct(long distance, int dataWords, int pointers) {
    return Pointer.struct(distance, dataWords, pointers);
  }

  private static long list(long distance, int elementSize, int count) {
    return Pointer.list(distance, elementSize, count);
  }

  private static long far(boolean twice, int segment, int word) {
    return ((long) segment << 32) | ((long) word << 3) | (twice ? 4 : 0) | 2;
  }

  private static long text(String text) {
    var bytes = java.util.Arrays.copyOf(text.getBytes(UTF_8), 8);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
