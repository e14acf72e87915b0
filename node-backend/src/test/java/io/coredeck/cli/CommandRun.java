package io.coredeck.cli;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.identity.KeyPair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What one run of the command line gave.
///
/// @param code how it ended
/// @param out what it answered
/// @param err what else it said
public record CommandRun(int code, String out, String err) {

  /// @param data the platform's directory
  /// @param input what `-` reads
  /// @param args the command, without `--data`
  public static CommandRun of(Path data, String input, String... args) {
    var all = Stream.concat(Stream.of(args), Stream.of("--data", data.toString())).toList();
    return around(new Surroundings(Map.of(), Terminal.NONE), input, all);
  }

  /// @param around what is around it
  /// @param input what `-` reads
  /// @param args the whole command
  public static CommandRun around(Surroundings around, String input, List<String> args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        CliMain.run(
            args,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            around);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Writes the two files a running platform leaves.
  public static void platform(
      Path data, URI explorer, String redis, String nodeId, long tid, KeyPair keys)
      throws IOException {
    Files.createDirectories(data.resolve("keys"));
    Files.writeString(
        data.resolve("endpoints.json"),
        """
        {"dashboard":"http://d","explorer":"%s","hub":"http://h","redis":"%s",
         "admin":{"name":"admin","password":"p"},"node_id":"%s","farm":"local","pool_id":1,
         "network":"default","iprange":"172.24.1.0/24","demo_flist":"http://h/demo/b.flist"}\
        """
            .formatted(explorer, redis, nodeId));
    Files.writeString(
        data.resolve("keys/admin.json"),
        "{\"tid\":%d,\"seed_hex\":\"%s\"}".formatted(tid, HexFormat.of().formatHex(keys.seed())));
  }
}
