package io.coredeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Reservation;
import io.coredeck.testkit.Vectors;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the signatures under reservations promise.
class ChallengesTest {

  static Stream<JsonValue> signed() {
    return Vectors.read("workload_signatures.json", "cases");
  }

  static Stream<JsonValue> flavours() {
    return Vectors.read("container_flavours.json", "cases");
  }

  @ParameterizedTest
  @MethodSource({"signed", "flavours"})
  void the_challenge_is_the_originals(JsonValue one) {
    assertThat(Challenges.create(posted(one))).isEqualTo(one.member("challenge").text());
  }

  @ParameterizedTest
  @MethodSource({"signed", "flavours"})
  void the_originals_signature_verifies_and_no_other_key_does(JsonValue one) {
    assertThat(Challenges.isAskedBy(key(one, "signer"), posted(one))).isTrue();
    assertThat(Challenges.isAskedBy(KeyPair.generate().publicKeyHex(), posted(one))).isFalse();
  }

  @ParameterizedTest
  @MethodSource({"signed", "flavours"})
  void signing_gives_the_originals_signature(JsonValue one) {
    var keys = KeyPair.fromSeedHex(one.member("signer").member("seed_hex").text());
    assertThat(Challenges.sign(keys, Challenges.create(posted(one))))
        .isEqualTo(posted(one).customerSignature());
  }

  @ParameterizedTest
  @MethodSource("signed")
  void a_changed_reservation_does_not_verify(JsonValue one) {
    var changed = posted(one).withEpoch(posted(one).epoch() + 1);
    assertThat(Challenges.isAskedBy(key(one, "signer"), changed)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("signed")
  void a_deletion_is_signed_over_what_is_stored(JsonValue one) {
    var stored = Json.reservation(one.member("stored").json());
    var delete = one.member("delete");
    var tid = delete.member("body").member("tid").integer();
    var signature = delete.member("signature").text();
    assertThat(Challenges.delete(stored, tid)).isEqualTo(delete.member("challenge").text());
    assertThat(Challenges.isDeletedBy(key(one, "signer"), stored, tid, signature)).isTrue();
    assertThat(Challenges.isDeletedBy(key(one, "signer"), posted(one), tid, signature)).isFalse();
    assertThat(
            Challenges.isDeletedBy(
                key(delete, "other_user"),
                stored,
                delete.member("other_user").member("tid").integer(),
                delete.member("signature_of_other_user").text()))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("signed")
  void an_agreement_is_signed_over_what_is_stored(JsonValue one) {
    var stored = Json.reservation(one.member("stored").json());
    var provision = one.member("provision");
    var tid = one.member("signer").member("tid").integer();
    assertThat(Challenges.provision(stored, tid)).isEqualTo(provision.member("challenge").text());
    assertThat(
            Challenges.isProvisionedBy(
                key(one, "signer"), stored, tid, provision.member("signature").text()))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("signed")
  void what_the_original_explorer_gives_out_has_the_same_challenge(JsonValue one) {
    var encoded = one.member("explorer").member("encoded_stored");
    assertThat(encoded.isObject()).isTrue();
    assertThat(Challenges.create(Json.reservation(encoded.json())))
        .isEqualTo(Challenges.create(Json.reservation(one.member("stored").json())));
  }

  @ParameterizedTest
  @MethodSource("signed")
  void our_own_re_encoding_has_the_same_challenge(JsonValue one) {
    var again = Json.reservation(Json.write(posted(one)));
    assertThat(Challenges.create(again)).isEqualTo(one.member("challenge").text());
  }

  @Test
  void an_address_signed_in_its_canonical_spelling_verifies_too() {
    var keys = KeyPair.generate();
    var body =
        """
        {"workload_type":1,"network_connection":[{"network_id":"n","ipaddress":"%s"}]}\
        """;
    var canonical = Json.reservation(body.formatted("172.24.1.10"));
    var sent =
        Json.reservation(body.formatted("172.024.01.10"))
            .withCustomerSignature(Challenges.sign(keys, Challenges.create(canonical)));
    assertThat(Challenges.isAskedBy(keys.publicKeyHex(), sent)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "172.024.001.10,172.24.1.10",
    "10.1.2.3/024,10.1.2.3/24",
    "10.1.2.3/24,10.1.2.3/24",
    "2A02:1802:005E:0:0:0:0:2,2a02:1802:5e::2",
    "fe80::1/64,fe80::1/64",
    "2001:db8:0:1:0:0:0:1/64,2001:db8:0:1::1/64",
    "1:0:0:2:0:0:0:3,1:0:0:2::3",
    "0:0:0:0:0:0:0:0,::",
    "1:2:3:4:5:6:7:0,1:2:3:4:5:6:7:0",
    "::ffff:1.2.3.4,1.2.3.4",
    "not an address,not an address",
    "'',''",
  })
  void addresses_have_the_spelling_of_the_original(String text, String expected) {
    assertThat(Addresses.canonical(text)).isEqualTo(expected);
  }

  @Test
  void a_kind_that_nobody_runs_has_no_challenge() {
    var unsupported = Json.reservation("{\"workload_type\":4}");
    assertThatThrownBy(() -> Challenges.create(unsupported))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kubernetes");
  }

  private static Reservation posted(JsonValue one) {
    var body = one.member("post_body").isPresent() ? "post_body" : "body";
    return Json.reservation(one.member(body).json());
  }

  private static String key(JsonValue one, String who) {
    return one.member(who).member("ed25519_public_hex").text();
  }
}
