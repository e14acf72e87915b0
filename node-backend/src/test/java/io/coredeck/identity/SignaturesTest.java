package io.coredeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.identity.HttpSignature.Call;
import io.coredeck.identity.HttpSignature.Caller;
import io.coredeck.identity.HttpSignature.Rules;
import io.coredeck.model.Result;
import io.coredeck.testkit.Vectors;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the signatures under calls, pool orders, user updates and answers promise.
class SignaturesTest {
  private static final Instant CREATED = Instant.ofEpochSecond(1606000671);
  private static final String DATE = "Sat, 21 Nov 2020 23:17:51 GMT";
  private static final Pattern SIGNED_AT = Pattern.compile("created=\"([0-9]+)\"");
  private static final Rules RULES =
      new Rules(HttpSignature.SIGNED, HttpSignature.DEFAULT_TOLERANCE);

  static Stream<JsonValue> calls() {
    return Vectors.read("http_signature.json", "cases");
  }

  static Stream<JsonValue> refusedCalls() {
    return Vectors.read("http_signature.json", "must_fail");
  }

  static Stream<JsonValue> orders() {
    return Vectors.read("pool_signatures.json", "cases");
  }

  static Stream<JsonValue> updates() {
    return Vectors.read("user_update.json", "cases");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_of_the_original_sdk_verifies(JsonValue one) throws Exception {
    assertThat(verify(one, created(one)).tid())
        .isEqualTo(one.member("signer").member("tid").integer());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_is_signed_as_the_original_sdk_signs_it(JsonValue one) {
    var signer = one.member("signer");
    var keys = KeyPair.fromSeedHex(signer.member("seed_hex").text());
    var ours = HttpSignature.headers(keys, signer.member("tid").integer() + "", created(one));
    var theirs = one.member("headers").textMembers();
    assertThat(ours.get("Authorization")).isEqualTo(theirs.get("authorization"));
    assertThat(ours.get("Date")).isEqualTo(theirs.get("date"));
    assertThat(ours.get("threebot-id")).isEqualTo(theirs.get("threebot-id"));
  }

  @ParameterizedTest
  @MethodSource("refusedCalls")
  void a_call_with_a_fault_is_refused(JsonValue one) {
    assertThatThrownBy(() -> verify(one, created(one)))
        .as(one.member("why").text())
        .isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void a_clock_may_be_minutes_off_but_not_hours() throws Exception {
    var one = calls().findFirst().orElseThrow();
    var created = created(one);
    assertThat(verify(one, created.plusSeconds(290)).tid()).isPositive();
    assertThat(verify(one, created.minusSeconds(290)).tid()).isPositive();
    assertThatThrownBy(() -> verify(one, created.plus(Duration.ofHours(1))))
        .hasMessage(
            "created is %d and the time here is %d; set the caller's clock"
                .formatted(created.getEpochSecond(), created.getEpochSecond() + 3600));
  }

  @Test
  void a_node_calls_with_its_id_and_needs_no_registration() throws Exception {
    var keys = KeyPair.generate();
    var caller = verify(HttpSignature.headers(keys, keys.nodeId(), CREATED));
    assertThat(caller).isEqualTo(new Caller(keys.nodeId(), 0));
    assertThat(caller.isNode()).isTrue();
  }

  @Test
  void a_node_cannot_call_as_another() {
    var headers = HttpSignature.headers(KeyPair.generate(), KeyPair.generate().nodeId(), CREATED);
    assertThatThrownBy(() -> verify(headers)).hasMessageContaining("does not verify");
  }

  @Test
  void an_unknown_user_is_refused_by_name() {
    var headers = HttpSignature.headers(KeyPair.generate(), "9", CREATED);
    assertThatThrownBy(() -> verify(headers)).hasMessage("there is no user 9");
  }

  @Test
  void a_name_that_is_neither_user_nor_node_is_refused() {
    var headers = HttpSignature.headers(KeyPair.generate(), "ann", CREATED);
    assertThatThrownBy(() -> verify(headers)).hasMessageContaining("'ann' is no node id");
  }

  @Test
  void the_target_of_a_call_may_be_signed_too() throws Exception {
    var keys = KeyPair.generate();
    var text = "(request-target): get /api/v1/users?page=1\ndate: " + DATE;
    var signature = keys.sign(text.getBytes(StandardCharsets.UTF_8));
    var headers =
        Map.of(
            "Date",
            DATE,
            "Authorization",
            "signature signature=\"%s\", keyId=\"%s\",algorithm=\"ed25519\",junk,headers=\"(request-target) date\""
                .formatted(java.util.Base64.getEncoder().encodeToString(signature), keys.nodeId()));
    var rules = new Rules(List.of("date"), Duration.ofMinutes(5));
    assertThat(verify(headers, rules, CREATED).isNode()).isTrue();
    assertThatThrownBy(() -> verify(headers, rules, CREATED.plus(Duration.ofMinutes(6))))
        .hasMessageContaining("date is ")
        .hasMessageContaining("set the caller's clock");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void a_pool_order_of_the_original_sdk_verifies_over_the_text_received(JsonValue one) {
    var order = Json.poolOrder(one.member("post_body_text").text());
    var signed = Signatures.ofPoolOrder(order.json());
    var signer = one.member("signer");
    assertThat(KeyPair.fromSeedHex(signer.member("seed_hex").text()).signHex(signed))
        .isEqualTo(order.customerSignature());
    assertThat(
            Signatures.verify(
                signer.member("ed25519_public_hex").text(), signed, order.customerSignature()))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("updates")
  void a_user_update_of_the_original_sdk_verifies(JsonValue one) {
    var update = Messages.userUpdate(one.member("body").json());
    var signed = Signatures.ofUserUpdate(update.user().id(), update.user());
    assertThat(signed).asString(StandardCharsets.UTF_8).isEqualTo(one.member("signed_text").text());
    assertThat(Signatures.verify(update.user().pubkey(), signed, update.senderSignature()))
        .isTrue();
  }

  @Test
  void a_result_is_signed_over_its_state_message_and_raw_data() {
    var result = new Result(1, "3-1", "{ \"a\":1}", "", Result.State.DELETED, "über", 0, "n");
    assertThat(Signatures.ofResult(result))
        .isEqualTo("\u0002über{ \"a\":1}".getBytes(StandardCharsets.UTF_8));
  }

  /// @return when the call says it was signed, so that only its other faults count
  private static Instant created(JsonValue one) {
    var found = SIGNED_AT.matcher(one.member("headers").member("authorization").text());
    return found.find() ? Instant.ofEpochSecond(Long.parseLong(found.group(1))) : CREATED;
  }

  private static Caller verify(JsonValue one, Instant now) throws UnauthorizedException {
    var signer = one.member("signer");
    var headers = one.member("headers").textMembers();
    return HttpSignature.verify(
        new Call(
            one.member("method").text(),
            URI.create(one.member("url").text()).getRawPath(),
            name -> Optional.ofNullable(headers.get(name))),
        RULES,
        tid ->
            tid == signer.member("tid").integer()
                ? Optional.of(signer.member("ed25519_public_hex").text())
                : Optional.empty(),
        now);
  }

  private static Caller verify(Map<String, String> headers) throws UnauthorizedException {
    return verify(headers, RULES, CREATED);
  }

  private static Caller verify(Map<String, String> headers, Rules rules, Instant now)
      throws UnauthorizedException {
    var lower = new LinkedHashMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return HttpSignature.verify(
        new Call("GET", "/api/v1/users?page=1", name -> Optional.ofNullable(lower.get(name))),
        rules,
        _ -> Optional.empty(),
        now);
  }
}
