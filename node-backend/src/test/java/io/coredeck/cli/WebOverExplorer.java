package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real explorer that has a container with a secret, number 1, and the command line before it.
abstract class WebOverExplorer {
  static final String WEB =
      """
      flist: http://h/a.flist
      name: web
      environment: {MODE: live}
      secret_environment: {PASSWORD: s3cret}
      capacity: {memory: 2048}
      logs: [{type: redis, data: {stdout: "redis://:op3n@h/out"}}]
      """;

  final KeyPair keys = KeyPair.generate();
  final KeyPair nodeKeys = KeyPair.generate();
  private WholeExplorer whole;
  GridClient grid;

  @TempDir Path data;

  @BeforeEach
  void start() throws Exception {
    whole = WholeExplorer.start(data, keys, nodeKeys);
    grid = whole.grid();
    done(run(WEB, "deploy", "-"));
  }

  @AfterEach
  void stop() throws Exception {
    whole.close();
  }

  CommandRun run(String input, String... args) {
    return CommandRun.of(data, input, args);
  }

  static CommandRun done(CommandRun run) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }

  Container container(long id) throws Exception {
    return (Container) grid.workload(id).workload();
  }

  String secret(long id) throws Exception {
    var sealed = container(id).secretEnvironment().getOrDefault("PASSWORD", "");
    return new String(
        Secrets.decrypt(Reservation.CURRENT_VERSION, nodeKeys, keys.publicKeyHex(), sealed),
        StandardCharsets.UTF_8);
  }
}
