package io.coredeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coredeck.testkit.Vectors;
import io.coredeck.wire.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What secrets promise, in both versions.
class SecretsTest {

  static Stream<JsonValue> sealed() {
    return Vectors.read("secrets_v0.json", "cases");
  }

  static Stream<JsonValue> boxed() {
    return Vectors.read("secrets_v1.json", "cases");
  }

  static Stream<JsonValue> brokenSeals() {
    return Vectors.read("secrets_v0.json", "must_fail");
  }

  static Stream<JsonValue> brokenBoxes() {
    return Vectors.read("secrets_v1.json", "must_fail");
  }

  @ParameterizedTest
  @MethodSource("sealed")
  void a_sealed_box_of_the_original_opens(JsonValue one) throws Exception {
    assertThat(Secrets.decrypt(0, keys(one, "node"), "", one.member("encrypted_hex").text()))
        .asHexString()
        .isEqualToIgnoringCase(one.member("plaintext_utf8_hex").text());
  }

  @ParameterizedTest
  @MethodSource("boxed")
  void a_secret_box_of_the_original_opens(JsonValue one) throws Exception {
    var user = one.member("user").member("ed25519_public_hex").text();
    assertThat(Secrets.decrypt(2, keys(one, "node"), user, one.member("encrypted_hex").text()))
        .asHexString()
        .isEqualToIgnoringCase(one.member("plaintext_utf8_hex").text());
  }

  @ParameterizedTest
  @MethodSource("boxed")
  void both_sides_compute_the_key_of_the_original(JsonValue one) {
    var user = keys(one, "user");
    var node = HexFormat.of().parseHex(keys(one, "node").publicKeyHex());
    assertThat(Curve25519.agree(Curve25519.privateKey(user), Curve25519.ofEd25519(node)))
        .asHexString()
        .isEqualToIgnoringCase(one.member("x25519_shared_hex").text());
  }

  @ParameterizedTest
  @MethodSource("brokenSeals")
  void a_broken_sealed_box_is_refused(JsonValue one) {
    assertThatThrownBy(
            () -> Secrets.decrypt(0, keys(one, "node"), "", one.member("encrypted_hex").text()))
        .as(one.member("why").text())
        .isInstanceOf(SecretException.class);
  }

  @ParameterizedTest
  @MethodSource("brokenBoxes")
  void a_broken_secret_box_is_refused(JsonValue one) {
    var user = one.member("user").member("ed25519_public_hex").text();
    assertThatThrownBy(
            () -> Secrets.decrypt(1, keys(one, "node"), user, one.member("encrypted_hex").text()))
        .as(one.member("why").text())
        .isInstanceOf(SecretException.class);
  }

  @Test
  void the_known_answers_of_zos_open() throws Exception {
    var known = knownAnswers();
    var v1 = known.member("v1");
    var alice = ofText(v1.member("alice_seed_utf8"));
    var bob = ofText(v1.member("bob_seed_utf8"));
    var boxed = v1.member("bob_decrypts_from_alice_hex").text();
    var v0 = known.member("v0");
    var sealed = v0.member("encrypted_hex").text();
    assertThat(Secrets.decrypt(1, bob, alice.publicKeyHex(), boxed))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(v1.member("plaintext").text());
    assertThat(Secrets.decrypt(0, ofText(v0.member("seed_utf8")), "", sealed))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(v0.member("plaintext").text());
  }

  /// Other data of the same form has none.
  private static JsonValue knownAnswers() {
    var known = Vectors.read("secrets_v1.json").member("zos_known_answers");
    assumeThat(known.isPresent()).as("there are known answers of zos").isTrue();
    return known;
  }

  @Test
  void the_known_keys_of_zos_convert() {
    var curve = knownAnswers().member("curve");
    var keys = ofText(curve.member("seed_utf8"));
    assertThat(keys.publicKeyHex()).isEqualTo(curve.member("ed25519_public_hex").text());
    assertThat(Curve25519.publicKey(keys))
        .asHexString()
        .isEqualToIgnoringCase(curve.member("x25519_public_hex").text());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void what_a_user_encrypts_the_node_reads(int version) throws Exception {
    var user = KeyPair.generate();
    var node = KeyPair.generate();
    var plain = "s3cret ünï ☃".getBytes(StandardCharsets.UTF_8);
    var hex = Secrets.encrypt(version, user, node.publicKeyHex(), plain);
    assertThat(Secrets.decrypt(version, node, user.publicKeyHex(), hex)).isEqualTo(plain);
    assertThat(hex).hasSize(2 * (plain.length + (version == 0 ? 48 : 40)));
    assertThat(Secrets.encrypt(version, user, node.publicKeyHex(), plain)).isNotEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void the_empty_text_is_the_empty_secret(int version) throws Exception {
    assertThat(Secrets.decrypt(version, KeyPair.generate(), "", "")).isEmpty();
  }

  static Stream<JsonValue> containersWithSecrets() {
    return signedWith("secret_environment_clear");
  }

  static Stream<JsonValue> networksWithKeys() {
    return signedWith("wireguard");
  }

  private static Stream<JsonValue> signedWith(String member) {
    return Vectors.read("workload_signatures.json", "cases")
        .filter(one -> one.member(member).isPresent());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("containersWithSecrets")
  void the_originals_signed_container_opens_on_its_node(JsonValue one) throws Exception {
    var user = one.member("signer").member("ed25519_public_hex").text();
    var secrets = one.member("post_body").member("secret_environment");
    for (var clear : one.member("secret_environment_clear").textMembers().entrySet()) {
      var hex = secrets.member(clear.getKey()).text();
      assertThat(Secrets.decrypt(2, keys(one, "node"), user, hex))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(clear.getValue());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("networksWithKeys")
  void wireguard_keys_are_sealed_whatever_the_version(JsonValue one) throws Exception {
    var hex = one.member("post_body").member("wireguard_private_key_encrypted").text();
    assertThat(Secrets.unseal(keys(one.member("wireguard"), "node"), hex))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(one.member("wireguard").member("private_key_base64").text());
  }

  private static KeyPair ofText(JsonValue seed) {
    return KeyPair.fromSeed(seed.text().getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair keys(JsonValue one, String who) {
    return KeyPair.fromSeedHex(one.member(who).member("seed_hex").text());
  }
}
