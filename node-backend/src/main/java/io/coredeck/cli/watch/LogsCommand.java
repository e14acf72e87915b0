package io.coredeck.cli.watch;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.stream.Streams.Entry;
import io.coredeck.sdk.GridException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `logs [-f] [--tail N] ID…`: what containers printed, byte for byte. What they wrote to their
/// error output goes to ours.
@Command(
    name = "logs",
    description = {
      "Prints what containers printed; lines of their error output go to the error output.",
      "With several IDs each line begins with its container's, on a terminal in a colour of its"
          + " own. With -f it goes on until they are"
          + " deleted."
    })
public final class LogsCommand implements Callable<Integer> {
  static final String WHAT = "logs";
  private static final String DEFAULT_TAIL = "1000";

  private final Session session;

  /// Of each container, in the order they were first heard of: its colour.
  private final Map<String, Integer> numbers = new HashMap<>();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Like 3 or 3-1.")
  private List<String> ids = List.of();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with lines as they come.")
  private boolean follow;

  @Option(
      names = "--tail",
      paramLabel = "N",
      defaultValue = DEFAULT_TAIL,
      description = "How many lines of the past (" + DEFAULT_TAIL + ").")
  private long tail;

  /// @param session of this run
  public LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    if (tail < 1) {
      throw new CliException(ExitCode.WRONG_CALL, "--tail is " + tail + "; it must be 1 or more");
    }
    new Watch(session, WHAT, ids).run(tail, follow, this::print);
    return ExitCode.DONE;
  }

  private void print(String gwid, Entry entry) {
    if (session.isTree()) {
      session.answerTree(tree(gwid, entry.fields()));
      return;
    }
    var isError = text(entry.fields(), "s").equals("stderr");
    if (isError) {
      session.out().flush(); // both may go to one terminal, and stay in their order
    }
    var target = isError ? session.err() : session.out();
    var line = entry.fields().getOrDefault("l", new byte[0]);
    if (ids.size() > 1) {
      var style = isError ? session.around().errStyle() : session.around().style();
      var number = numbers.computeIfAbsent(gwid, _ -> numbers.size());
      write(target, style.one(number, gwid + " |").getBytes(StandardCharsets.UTF_8));
      target.write(' ');
    }
    write(target, line);
    if (ids.size() > 1 && (line.length == 0 || line[line.length - 1] != '\n')) {
      target.println();
    }
  }

  private static void write(PrintStream target, byte[] bytes) {
    target.write(bytes, 0, bytes.length);
  }

  private static Map<String, Object> tree(String gwid, Map<String, byte[]> fields) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("gwid", gwid);
    tree.put("number", number(fields, "n"));
    tree.put("time", number(fields, "t"));
    tree.put("stream", text(fields, "s"));
    tree.put("line", text(fields, "l"));
    return tree;
  }

  private static String text(Map<String, byte[]> fields, String name) {
    return new String(fields.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  private static long number(Map<String, byte[]> fields, String name) {
    return Long.parseLong(text(fields, name));
  }
}
