package io.coredeck.corex.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.process.ProcessInfo;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.State;
import io.coredeck.corex.wire.ClientMessage.Hello;
import io.coredeck.corex.wire.ClientMessage.Nonsense;
import io.coredeck.corex.wire.ClientMessage.Resize;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised about the messages of the terminal socket, and about processes as JSON.
class MessagesTest {
  private static ClientMessage client(String text) {
    return ClientMessage.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String server(ServerMessage message) {
    return StandardCharsets.UTF_8.decode(ServerMessage.bytes(message)).toString();
  }

  private static ProcessInfo process(State state, ExitStatus exit, String error) {
    return new ProcessInfo(
        7,
        12,
        Plan.of(List.of("/bin/sh", "-c", "exit 3")),
        state,
        exit,
        Optional.of(error).filter(text -> !text.isEmpty()),
        Instant.parse("2026-11-23T11:00:00Z"),
        Instant.parse("2026-11-23T12:00:00.123456Z"),
        state.hasEnded() ? Optional.of(Instant.parse("2026-11-23T12:00:01Z")) : Optional.empty(),
        new ProcessInfo.Runs(0, false, Optional.empty(), List.of()),
        WindowSize.DEFAULT,
        10_000,
        2,
        Optional.empty());
  }

  private static Hello hello(
      Optional<String> token, Optional<WindowSize> size, OptionalLong position) {
    return new Hello(token, size, position, Optional.empty(), OptionalLong.empty(), "", "", false);
  }

  @Test
  void a_hello_may_say_who_looks_and_what_may_be_on_its_way() {
    assertThat(
            client(
                "{\"AuthToken\":null,\"window\":262144,\"name\":\"Ada\",\"person\":\"k\",\"watch\":true}"))
        .isEqualTo(
            new Hello(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.of(262_144),
                "Ada",
                "k",
                true));
  }

  @Test
  void acknowledgements_wishes_pastes_and_probes() {
    assertThat(client("24711")).isEqualTo(new ClientMessage.Acknowledged(4711));
    assertThat(client("3{\"do\":\"ask\"}"))
        .isInstanceOfSatisfying(
            ClientMessage.Wish.class, wish -> assertThat(wish.wanted().text("do")).contains("ask"));
    assertThat(client("4text")).isInstanceOf(ClientMessage.Paste.class);
    assertThat(client("9now")).isInstanceOf(ClientMessage.Probe.class);
    assertThat(client("9" + "x".repeat(65))).isEqualTo(new Nonsense());
  }

  @Test
  void hello_may_name_a_token_a_size_and_a_position() {
    assertThat(client("{\"AuthToken\":null}"))
        .isEqualTo(hello(Optional.empty(), Optional.empty(), OptionalLong.empty()));
    assertThat(client("{\"AuthToken\":\"dTpw\",\"columns\":100,\"rows\":30,\"position\":5}"))
        .isEqualTo(
            hello(Optional.of("dTpw"), Optional.of(new WindowSize(100, 30)), OptionalLong.of(5)));
  }

  @Test
  void a_hello_with_an_impossible_size_is_a_hello_all_the_same() {
    assertThat(client("{\"AuthToken\":null,\"columns\":-5,\"rows\":70000}"))
        .isEqualTo(hello(Optional.empty(), Optional.empty(), OptionalLong.empty()));
  }

  @Test
  void input_is_what_follows_the_zero() {
    assertThat(client("0ls\r"))
        .isInstanceOfSatisfying(
            ClientMessage.Input.class,
            input -> assertThat(input.bytes()).isEqualTo("ls\r".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_size_is_two_numbers() {
    assertThat(client("1{\"columns\":100,\"rows\":30}"))
        .isEqualTo(new Resize(new WindowSize(100, 30)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "1",
        "1{}",
        "1{\"columns\":\"a\",\"rows\":[]}",
        "1{\"columns\":-5,\"rows\":70000}",
        "1{\"columns\":0,\"rows\":0}",
        "1{\"columns\":100}",
        "2",
        "2x",
        "2-1",
        "21234567890123456789",
        "3",
        "3[]",
        "4",
        "x",
        "{",
        "{\"a\"",
        "1[1,2]"
      })
  void anything_else_means_nothing(String text) {
    assertThat(client(text)).isEqualTo(new Nonsense());
  }

  @Test
  void what_the_server_says_begins_with_a_digit() {
    assertThat(server(new ServerMessage.Title("/bin/sh (vm)"))).isEqualTo("1/bin/sh (vm)");
    assertThat(server(new ServerMessage.Reconnect(10))).isEqualTo("310");
    assertThat(server(new ServerMessage.Preferences())).isEqualTo("2{ }");
    assertThat(server(new ServerMessage.Output(new byte[] {0, 'h', 'i'}))).isEqualTo("0hi");
    assertThat(server(new ServerMessage.Screen("a1", 5, 3, true, new WindowSize(100, 30), 7)))
        .isEqualTo(
            "4{\"event\":\"screen\",\"stream\":\"a1\",\"position\":5,\"skipped\":3,\"whole\":true,"
                + "\"columns\":100,\"rows\":30,\"bytes\":7}");
    assertThat(server(new ServerMessage.ScreenBytes(new byte[] {'a', 'b', 'c', 'd'}, 1, 2)))
        .isEqualTo("5bc");
    assertThat(server(new ServerMessage.Taken(2))).isEqualTo("4{\"event\":\"taken\",\"pastes\":2}");
    assertThat(server(new ServerMessage.Refused()))
        .isEqualTo("4{\"event\":\"refused\",\"what\":\"input\"}");
    assertThat(server(new ServerMessage.Probe(new byte[] {'x'}))).isEqualTo("9x");
    assertThat(server(new ServerMessage.Size(new WindowSize(100, 30))))
        .isEqualTo("4{\"event\":\"size\",\"columns\":100,\"rows\":30}");
    assertThat(server(new ServerMessage.Ended(process(State.STOPPED, ExitStatus.returned(3), ""))))
        .startsWith("4{\"event\":\"ended\",\"process\":{\"id\":7,");
  }

  @Test
  void processes_look_as_the_original_wrote_them() {
    assertThat(
            ProcessJson.compatibleList(
                List.of(
                    process(State.RUNNING, ExitStatus.returned(0), ""),
                    process(State.STOPPED, ExitStatus.returned(3), ""),
                    process(State.STOPPED, ExitStatus.killedBy(15), ""),
                    process(State.CRASHED, ExitStatus.returned(1), "No such file or directory"))))
        .isEqualTo(
            """
            {"processes":[\
            {"pid":12,"command":"/bin/sh -c exit 3","state":"running","id":7,"status":0},\
            {"pid":12,"command":"/bin/sh -c exit 3","state":"stopped","id":7,"status":3},\
            {"pid":12,"command":"/bin/sh -c exit 3","state":"stopped","id":7,"signal":15,"status":0},\
            {"pid":12,"command":"/bin/sh -c exit 3","state":"crashed","id":7,"status":1,\
            "error":"No such file or directory"}]}\
            """);
  }

  @Test
  void our_own_form_tells_everything() {
    assertThat(ProcessJson.full(process(State.STOPPED, ExitStatus.killedBy(9), "")))
        .isEqualTo(
            """
            {"id":7,"pid":12,"argv":["/bin/sh","-c","exit 3"],"command":"/bin/sh -c exit 3",\
            "state":"stopped","status":0,"signal":9,"terminal":true,"restart":"never",\
            "restarts":0,"gave_up":false,"created":"2026-11-23T11:00:00Z",\
            "started":"2026-11-23T12:00:00.123Z",\
            "ended":"2026-11-23T12:00:01Z","columns":80,"rows":24,"scrollback":10000,"viewers":2}\
            """);
  }

  @Test
  void a_credential_is_compared_and_never_told() {
    var credential = new Credential("u:p:q");
    assertThat(credential.isBasic("Basic dTpwOnE=")).isTrue();
    assertThat(credential.isBasic("basic dTpwOnE=")).isTrue();
    assertThat(credential.isBasic("Bearer dTpwOnE=")).isFalse();
    assertThat(credential.isBasic("Basic dTpw")).isFalse();
    assertThat(credential.isToken("dTpwOnE=")).isTrue();
    assertThat(credential.isToken("")).isFalse();
    assertThat(credential).hasToString("a credential");
  }
}
