package io.coredeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.testkit.Vectors;
import io.coredeck.wire.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What keys and node ids promise.
class KeysTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  static Stream<JsonValue> nodeIds() {
    return Vectors.read("node_id.json", "cases");
  }

  static Stream<JsonValue> keys() {
    return Vectors.read("secrets_v1.json", "cases")
        .flatMap(one -> Stream.of(one.member("user"), one.member("node")));
  }

  @ParameterizedTest
  @MethodSource("nodeIds")
  void a_node_id_is_its_key_and_back(JsonValue one) {
    var hex = one.member("public_key_hex").text();
    var nodeId = one.member("node_id").text();
    assertThat(NodeId.ofHex(hex)).isEqualTo(nodeId);
    assertThat(NodeId.toHex(nodeId)).isEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "12oouYNfPyeXrGa3jDrbo5JhCPWXxzeMkrb8tL9LBaeEn",
        "2oouYNfPyeXrGa3jDrbo5JhCPWXxzeMkrb8tL9LBaeE",
        "2oouYNfPyeXrGa3jDrbo5JhCPWXxzeMkrb8tL9LBae0n",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
      })
  void what_is_no_node_id_is_refused(String text) {
    assertThatThrownBy(() -> NodeId.toHex(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no node id");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void a_seed_has_the_public_key_of_rfc_8032_and_libsodiums_x25519_keys(JsonValue one) {
    var keys = KeyPair.fromSeedHex(one.member("seed_hex").text());
    assertThat(keys.publicKeyHex()).isEqualTo(one.member("ed25519_public_hex").text());
    assertThat(Curve25519.privateKey(keys))
        .asHexString()
        .isEqualToIgnoringCase(one.member("x25519_private_hex").text());
    var converted = one.member("x25519_public_hex").text();
    assertThat(Curve25519.publicKey(keys)).asHexString().isEqualToIgnoringCase(converted);
    assertThat(Curve25519.ofEd25519(HexFormat.of().parseHex(keys.publicKeyHex())))
        .asHexString()
        .isEqualToIgnoringCase(converted);
  }

  @Test
  void a_signature_verifies_with_its_key_and_message_only() {
    var keys = KeyPair.generate();
    var signature = keys.signHex(MESSAGE);
    assertThat(Signatures.verify(keys.publicKeyHex(), MESSAGE, signature)).isTrue();
    assertThat(Signatures.verify(keys.publicKeyHex(), new byte[7], signature)).isFalse();
    assertThat(Signatures.verify(KeyPair.generate().publicKeyHex(), MESSAGE, signature)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zz", "00"})
  void what_is_no_signature_does_not_verify(String signature) {
    assertThat(Signatures.verify(KeyPair.generate().publicKeyHex(), MESSAGE, signature)).isFalse();
  }

  @Test
  void a_public_key_is_a_point_of_the_curve() {
    assertThat(Signatures.isPublicKey(KeyPair.generate().publicKeyHex())).isTrue();
    assertThat(Signatures.isPublicKey("ff".repeat(32))).isFalse();
    assertThat(Signatures.isPublicKey("ab")).isFalse();
  }

  @Test
  void a_seed_of_the_wrong_length_is_refused() {
    assertThatThrownBy(() -> KeyPair.fromSeed(new byte[31]))
        .hasMessage("the seed has 31 bytes; it must have 32");
    assertThatThrownBy(() -> KeyPair.fromSeedHex("zz".repeat(32)))
        .hasMessage("the seed is not hex; use 0-9 and a-f only");
  }

  @Test
  void a_key_pair_does_not_show_its_seed() {
    var keys = KeyPair.generate();
    assertThat(keys.toString())
        .contains(keys.publicKeyHex())
        .doesNotContain(HexFormat.of().formatHex(keys.seed()));
    assertThat(KeyPair.fromSeed(keys.seed()).nodeId()).isEqualTo(keys.nodeId());
  }
}
