package io.coredeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the words of a key promise.
class MnemonicTest {

  /// The vectors of 256 bits of BIP-39 (github.com/trezor/python-mnemonic, vectors.json).
  @ParameterizedTest
  @CsvSource({
    "0000000000000000000000000000000000000000000000000000000000000000,abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art",
    "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f,legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth title",
    "8080808080808080808080808080808080808080808080808080808080808080,letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff,zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote",
    "00ac97c48106f0aeb8ba061e0250a559b3251dc35854e694780ba51d53a50120,absent gorilla van acoustic humor firm title dolphin bulk barely citizen recall crane moment aspect appear track phrase actual enforce steel spoon afraid benefit",
    "3edc83b60740d77af3afa2fcb82c2f1bc541ee4e2518ddef4996d32453f54a3c,disagree tomato unique attend aspect runway solid violin witness scrap armed daring favorite warm decade perfect target kid grant play early wide cigar night",
    "89bb4bc5555992cdaf3444c5e7ca5a6e9f27efab894f1990bae41be8b2a26ea4,meadow surge vanish primary odor grocery rubber mass shine dinner notable tag venue water purchase clarify book magic ribbon daughter menu eye ritual orchard",
    "911fec0fbd88029f6fa99164896c18d898c9232af18bdcca3e42d53b86493104,much youth advance kitchen lens exile salt cram goose enter alert raise milk muscle profit cousin system faint mouse price reveal cause series long"
  })
  void a_seed_is_the_words_that_the_original_keeps(String seedHex, String words) {
    var keys = KeyPair.fromSeedHex(seedHex);
    assertThat(Mnemonic.words(keys)).isEqualTo(words);
    assertThat(HexFormat.of().formatHex(Mnemonic.keys(words).seed())).isEqualTo(seedHex);
  }

  @Test
  void case_and_blanks_do_not_matter() {
    var keys = KeyPair.generate();
    var words =
        "\n " + Mnemonic.words(keys).toUpperCase(java.util.Locale.ROOT).replace(" ", " \n\t");
    assertThat(Mnemonic.keys(words).publicKeyHex()).isEqualTo(keys.publicKeyHex());
  }

  @Test
  void what_is_wrong_is_said_without_the_words() {
    var words = Mnemonic.words(KeyPair.fromSeedHex("00".repeat(32)));
    assertThatThrownBy(() -> Mnemonic.keys("abandon about"))
        .hasMessage("there are 2 words; there must be 24");
    assertThatThrownBy(() -> Mnemonic.keys(words.replace(" art", " artt")))
        .hasMessageStartingWith("word 24 is not one")
        .hasMessageNotContaining("artt");
    assertThatThrownBy(() -> Mnemonic.keys(words.replace(" art", " zoo")))
        .hasMessageContaining("do not belong together");
  }
}
