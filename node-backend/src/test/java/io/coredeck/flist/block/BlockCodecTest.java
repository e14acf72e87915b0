package io.coredeck.flist.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What blocks promise. That they are those of the reference tool, the fixtures prove.
class BlockCodecTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 1000, BlockCodec.PIECE - 1, BlockCodec.PIECE})
  void a_piece_of_any_length_comes_back(int length) throws Exception {
    for (var piece : new byte[][] {random(length), new byte[length]}) {
      var block = BlockCodec.encode(piece);
      assertThat(BlockCodec.decode(block.ref(), block.stored())).isEqualTo(piece);
      assertThat(block.ref().hash()).isEqualTo(Hash.ofContent(block.stored()));
      assertThat(block.ref().key()).isEqualTo(Hash.ofContent(piece));
      assertThat(block.stored().length % 4).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, BlockCodec.PIECE + 1})
  void no_piece_is_empty_or_too_long(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> BlockCodec.encode(new byte[length]));
  }

  @Test
  void every_byte_of_the_key_counts_also_after_a_zero() throws Exception {
    var plain = random(100);
    var key = new byte[Hash.SIZE];
    key[Hash.SIZE - 1] = 1;
    assertThat(Xxtea.decrypt(Xxtea.encrypt(plain, key), key)).isEqualTo(plain);
    assertThat(Xxtea.encrypt(plain, key)).isNotEqualTo(Xxtea.encrypt(plain, new byte[Hash.SIZE]));
  }

  @Test
  void a_block_with_one_bit_changed_is_damaged() {
    var block = BlockCodec.encode(random(1000));
    for (int bit = 0; bit < block.stored().length * 8; bit += 97) {
      var changed = block.stored().clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatExceptionOfType(DamagedBlockException.class)
          .isThrownBy(() -> BlockCodec.decode(block.ref(), changed))
          .withMessageContaining("block " + block.ref().hash() + " is damaged");
    }
  }

  @Test
  void a_block_that_is_stored_well_but_holds_something_else_is_damaged() {
    var random = new Random(2);
    for (int length = 0; length < 200; length++) {
      var stored = new byte[length];
      random.nextBytes(stored);
      var ref = new BlockRef(Hash.ofContent(stored), Hash.ofContent(new byte[] {1}));
      assertThatExceptionOfType(DamagedBlockException.class)
          .isThrownBy(() -> BlockCodec.decode(ref, stored));
    }
  }

  @Test
  void a_block_that_would_unpack_to_too_much_is_refused_before_it_does() throws Exception {
    var key = Hash.ofContent(new byte[] {1});
    var bomb = org.xerial.snappy.Snappy.compress(new byte[BlockCodec.LARGEST_PIECE + 1]);
    var stored = Xxtea.encrypt(bomb, key.bytes());
    assertThatExceptionOfType(DamagedBlockException.class)
        .isThrownBy(() -> BlockCodec.decode(new BlockRef(Hash.ofContent(stored), key), stored))
        .withMessageContaining("at most " + BlockCodec.LARGEST_PIECE);
  }

  @Test
  void hashes_are_blake2b_with_their_length_as_parameter() {
    assertThat(Hash.ofContent(new byte[0])).hasToString("cae66941d9efbd404e4d88758ea67670");
    assertThat(Hash.ofContent("bin".getBytes(US_ASCII)))
        .hasToString("9385d23818077a26310b147ebd80bb7b");
    var hash = Hash.ofHex("00112233445566778899aabbccddeeff");
    assertThat(Hash.of(hash.bytes())).isEqualTo(hash);
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofHex("0011"));
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
