package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.files.FileLimits;
import io.coredeck.corex.http.tls.TlsFiles;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised about the options.
class CorexConfigTest {
  private static CorexConfig parse(String... arguments) {
    return CorexConfig.parse(arguments, Map.of("PATH", "/bin"));
  }

  @Test
  void without_options_it_is_as_the_original() {
    var config = parse();
    assertThat(config.server().listening().port()).isEqualTo(7681);
    assertThat(config.server().listening().networkInterface()).isEmpty();
    assertThat(config.server().guard().isOpen()).isTrue();
    assertThat(config.server().reconnectSeconds()).isEqualTo(10);
    assertThat(config.logLevel()).isEqualTo(Level.INFO);
    assertThat(config.environment()).isEqualTo(Map.of("PATH", "/bin", "TERM", "xterm-256color"));
  }

  @Test
  void the_line_a_node_uses_works() {
    var server = parse("--ipv6", "-d", "7", "--interface", "eth0").server();
    assertThat(server.listening().networkInterface()).contains("eth0");
    assertThat(server.listening().ipv6()).isTrue();
    assertThat(server.listening().port()).isEqualTo(7681);
  }

  @Test
  void options_may_be_written_in_every_usual_way() {
    var server =
        parse(
                "-p0",
                "--interface=lo",
                "-6R",
                "-c",
                "u:p",
                "-r",
                "3",
                "-m5",
                "-t",
                "a=b",
                "-O",
                "-o")
            .server();
    assertThat(server.listening().port()).isZero();
    assertThat(server.listening().networkInterface()).contains("lo");
    assertThat(server.listening().ipv6()).isTrue();
    assertThat(server.guard().isReadOnly()).isTrue();
    assertThat(server.guard().isOpen()).isFalse();
    assertThat(server.reconnectSeconds()).isEqualTo(3);
    assertThat(server.clientLimit()).isEqualTo(5);
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(() -> parse("-p", "70000", "-c", "nocolon", "-r", "0", "--ssl"))
        .hasMessageContaining("--port is 70000; it must be a number from 0 to 65535")
        .hasMessageContaining("user:password")
        .hasMessageContaining("--reconnect is 0")
        .hasMessageContaining("--ssl needs --ssl-cert FILE and --ssl-key FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nonsense", "-Z", "command", "--port", "--readonly=x", "-"})
  void what_it_does_not_understand_is_refused(String argument) {
    assertThatThrownBy(() -> parse(argument)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void version_and_help_are_told() {
    assertThat(parse("--version").notice())
        .hasValueSatisfying(text -> assertThat(text).startsWith("ttyd version "));
    assertThat(parse("-h").notice())
        .hasValueSatisfying(text -> assertThat(text).contains("--interface NAME"));
  }

  @Test
  void the_credential_is_not_printed() {
    assertThat(parse("-c", "user:secret").toString()).doesNotContain("secret", "user:");
  }

  @Test
  void hidden_variables_come_back_under_their_own_name() {
    var environment =
        CorexConfig.parse(
                new String[] {"-T", "vt100"},
                Map.of("A", "1", "COREX_ENV_LD_PRELOAD", "/x.so", "TERM", "dumb"))
            .environment();
    assertThat(environment).isEqualTo(Map.of("A", "1", "LD_PRELOAD", "/x.so", "TERM", "vt100"));
  }

  @Test
  void a_frame_ancestor_cannot_add_to_the_header() {
    assertThat(parse("--frame-ancestor", "https://grid.example:8080").server().frameAncestors())
        .containsExactly("https://grid.example:8080");
    assertThatThrownBy(() -> parse("--frame-ancestor", "https://x; script-src *"))
        .hasMessageContaining("must be an origin");
  }

  @Test
  void a_path_as_interface_is_a_unix_socket() {
    for (var name : List.of("/run/corex.sock", "corex.socket")) {
      var listening = parse("-i", name).server().listening();
      assertThat(listening.socket()).contains(Path.of(name));
      assertThat(listening.networkInterface()).isEmpty();
    }
  }

  @Test
  void options_for_tls_go_together() {
    var tls = parse("-S", "-C", "a.crt", "-K", "a.key", "-A", "ca.crt").server().listening().tls();
    assertThat(tls)
        .contains(new TlsFiles(Path.of("a.crt"), Path.of("a.key"), Optional.of(Path.of("ca.crt"))));
    assertThatThrownBy(() -> parse("-C", "a.crt"))
        .hasMessageContaining("are of use with --ssl alone");
  }

  @Test
  void only_on_a_machine_of_people_it_keeps_to_itself() {
    assertThat(parse("--interface", "eth0").server().localOnly()).isFalse();
    assertThat(parse("serve").server().localOnly()).isTrue();
    assertThat(parse("serve").server().listening().addresses())
        .containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(parse("serve", "--no-credential").server().localOnly()).isFalse();
    assertThat(parse("serve", "-c", "u:p").server().localOnly()).isFalse();
    assertThat(
            parse("serve", "-S", "-C", "c", "-K", "k", "-A", "a", "--listen", "::")
                .server()
                .localOnly())
        .isFalse();
  }

  @Test
  void a_credential_comes_one_way_and_tokens_any_way() {
    var variables = Map.of("COREX_CREDENTIAL", "u:secret", "COREX_TOKENS", "ci:0123456789abcdef");
    var config = CorexConfig.parse(new String[0], variables);
    assertThat(config.server().guard().toString()).isEqualTo("credential asked for, tokens 1");
    assertThat(config.toString()).doesNotContain("secret", "0123456789abcdef");
    assertThat(config.environment()).containsOnlyKeys("TERM");
    assertThatThrownBy(() -> CorexConfig.parse(new String[] {"-c", "u:other"}, variables))
        .hasMessageContaining("given in 2 ways")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> CorexConfig.parse(new String[] {"--no-credential"}, variables))
        .hasMessageContaining("leave one of them out");
  }

  @Test
  void secrets_do_not_reach_processes_by_a_detour() {
    var environment =
        CorexConfig.parse(new String[0], Map.of("COREX_ENV_COREX_TOKENS", "x", "COREX_ENV_A", "1"))
            .environment();
    assertThat(environment).containsOnlyKeys("A", "TERM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--listen=localhost",
        "--listen=1.2.3",
        "--listen=",
        "--host-name=a:1",
        "--host-name=a b",
        "--chroot=rel",
        "--uid=a b",
        "--credential-file=/nowhere",
        "--token-file=/nowhere",
        "--credential=nocolon"
      })
  void a_value_that_cannot_be_meant_is_told(String option) {
    assertThatThrownBy(() -> parse(option)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void processes_run_as_somebody_else_if_that_is_asked_for() {
    assertThat(parse().server().runAs()).isEmpty();
    assertThat(parse("-u", "nobody").server().runAs()).contains("nobody");
    assertThat(parse("-u", "nobody", "-g", "100").server().runAs()).contains("nobody:100");
    assertThat(parse("-g", "100").server().runAs()).contains("0:100");
  }

  @Test
  void definitions_come_from_a_folder_and_a_variable_that_processes_do_not_see() {
    assertThat(parse().definitions().directory()).isEqualTo(Path.of("/etc/corex.d"));
    assertThat(parse("--definitions", "/srv/d").definitions().directory())
        .isEqualTo(Path.of("/srv/d"));
    var config =
        CorexConfig.parse(new String[0], Map.of("COREX_PROCESSES", "[[process]]", "A", "b"));
    assertThat(config.definitions().variable()).contains("[[process]]");
    assertThat(config.environment()).containsOnlyKeys("A", "TERM");
  }

  @Test
  void further_options_come_from_a_variable_that_processes_do_not_see() {
    var variables = Map.of("COREX_OPTIONS", " --readonly  --host-name corex.example -p 8000\n");
    var config = CorexConfig.parse(new String[] {"-p", "9000"}, variables);
    assertThat(config.server().guard().isReadOnly()).isTrue();
    assertThat(config.server().hostNames()).containsExactly("corex.example");
    assertThat(config.server().listening().port()).isEqualTo(9000);
    assertThat(config.environment()).containsOnlyKeys("TERM");
    assertThatThrownBy(() -> CorexConfig.parse(new String[0], Map.of("COREX_OPTIONS", "--such a")))
        .hasMessage("COREX_OPTIONS: option --such is unknown; see --help");
    assertThatThrownBy(
            () -> CorexConfig.parse(new String[] {"serve"}, Map.of("COREX_OPTIONS", "serve sh")))
        .hasMessage("COREX_OPTIONS: 'serve': CoreX takes options alone; see --help");
  }

  @Test
  void on_a_machine_of_people_a_command_is_the_first_process() {
    assertThat(parse("serve", "-p", "0").command()).isEmpty();
    assertThat(parse("serve", "-p", "0", "bash", "-l").command()).containsExactly("bash", "-l");
    assertThat(parse("serve", "--", "-x").command()).containsExactly("-x");
    assertThat(parse("serve", "echo", "--", "a").command()).containsExactly("echo", "--", "a");
    assertThatThrownBy(() -> parse("serve", ""))
        .hasMessage("COMMAND is empty; it must be a program");
    assertThatThrownBy(() -> parse("bash")).hasMessageContaining("takes options alone");
  }

  @Test
  void how_much_goes_through_at_once_can_be_said() {
    assertThat(parse().server().files()).isEqualTo(FileLimits.USUAL);
    assertThat(parse("--max-upload", "12", "--max-download", "3G").server().files())
        .isEqualTo(new FileLimits(12, 3L << 30));
    for (var wrong : List.of("0", "-1", "1T", "much", "")) {
      assertThatThrownBy(() -> parse("--max-upload=" + wrong))
          .hasMessageContaining("--max-upload is " + wrong + "; it must be a number of bytes");
    }
  }

  @Test
  void how_long_stopping_may_take_can_be_said() {
    assertThat(parse().stopLimit()).isEqualTo(Duration.ofSeconds(2));
    assertThat(parse("serve").stopLimit()).isEqualTo(Duration.ofSeconds(30));
    for (var line : List.of("--stop-limit 12", "serve --stop-limit 12")) {
      assertThat(parse(line.split(" ", -1)).stopLimit()).isEqualTo(Duration.ofSeconds(12));
    }
    assertThatThrownBy(() -> parse("--stop-limit", "0")).hasMessageContaining("1 to 600");
  }

  @Test
  void a_long_option_may_be_shortened_as_long_as_it_is_one() {
    assertThat(parse("--read").server().guard().isReadOnly()).isTrue();
    assertThat(parse("--po=8000").server().listening().port()).isEqualTo(8000);
    assertThat(parse("serve", "--rec", "7").server().reconnectSeconds()).isEqualTo(7);
    assertThatThrownBy(() -> parse("--re"))
        .hasMessage("option --re could be --reconnect, --readonly; it must be one of them");
    assertThatThrownBy(() -> parse("--porto", "1"))
        .hasMessage("option --porto is unknown; see --help");
    assertThatThrownBy(() -> parse("--")).hasMessage("option -- is unknown; see --help");
  }

  @Test
  void an_option_that_begins_as_others_do_is_itself() {
    assertThatThrownBy(() -> parse("--credential", "nocolon"))
        .hasMessageContaining("user:password");
    assertThatThrownBy(() -> parse("--ssl=x")).hasMessage("--ssl takes no value");
    assertThatThrownBy(() -> parse("--ssl-c"))
        .hasMessage("option --ssl-c could be --ssl-cert, --ssl-ca; it must be one of them");
  }

  @Test
  void a_signal_must_be_one_although_it_has_no_effect() {
    for (var right : List.of("HUP", "SIGTERM", "9", "RTMIN+1")) {
      assertThat(parse("-s", right).notice()).isEmpty();
    }
    for (var wrong : List.of("BOGUS", "0", "65", "-1")) {
      assertThatThrownBy(() -> parse("-s", wrong))
          .hasMessage("--signal is " + wrong + "; it must be a signal, 1 to 64 or a name like HUP");
    }
  }
}
