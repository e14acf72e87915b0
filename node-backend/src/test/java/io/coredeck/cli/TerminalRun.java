package io.coredeck.cli;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The command line in a Java of its own on a real terminal of 100 × 30, as a person has it. A
/// shell runs it, then shows how the terminal is set.
public final class TerminalRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// What the shell prints when the command is over, before its status.
  private static final String OVER = "OVER:";

  private final PtyProcess shell;
  private final StringBuilder shown = new StringBuilder();
  private int read;

  private TerminalRun(PtyProcess shell) {
    this.shell = shell;
    Thread.ofPlatform().name("terminal-run").daemon().start(this::read);
  }

  /// @param variables besides those of this test
  /// @param args the command
  public static TerminalRun start(Map<String, String> variables, String... args)
      throws IOException {
    var java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CliMain.class.getName());
    var line =
        new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\"; echo " + OVER + "$?; stty -a", "sh"));
    line.addAll(java);
    line.addAll(List.of(args));
    var environment = new HashMap<>(System.getenv());
    environment.remove("NO_COLOR");
    environment.put("TERM", "xterm-256color");
    environment.putAll(variables);
    return new TerminalRun(
        new PtyProcessBuilder(line.toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(100)
            .setInitialRows(30)
            .start());
  }

  private void read() {
    var buffer = new byte[8192];
    try (var in = shell.getInputStream()) {
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        var text = new String(buffer, 0, count, StandardCharsets.UTF_8);
        synchronized (shown) {
          shown.append(text);
          shown.notifyAll();
        }
      }
    } catch (IOException e) {
      synchronized (shown) {
        shown.append("\n[the terminal is gone: ").append(e.getMessage()).append("]\n");
        shown.notifyAll();
      }
    }
  }

  public void type(String text) throws IOException {
    shell.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().flush();
  }

  public void resize(int columns, int rows) {
    shell.setWinSize(new WinSize(columns, rows));
  }

  /// Ends the command, not the shell around it.
  public void terminate() {
    ProcessHandle.of(shell.pid()).stream()
        .flatMap(ProcessHandle::children)
        .forEach(ProcessHandle::destroy);
  }

  /// @return all that is shown from the place on that was awaited last, until this text
  public String await(String text) throws InterruptedException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    synchronized (shown) {
      while (shown.indexOf(text, read) < 0) {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("'%s' never came: %s".formatted(text, shown));
        }
        TimeUnit.NANOSECONDS.timedWait(shown, left);
      }
      var from = read;
      read = shown.indexOf(text, read) + text.length();
      return shown.substring(from, read);
    }
  }

  /// @return all that was shown
  public String shown() {
    synchronized (shown) {
      return shown.toString();
    }
  }

  /// @return with which status the command ended, and how the terminal is set then
  public End awaitEnd() throws InterruptedException {
    await(OVER);
    var status = await("\n").strip();
    if (!shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the shell does not end: " + shown());
    }
    await("-echoprt");
    var settings = shown().substring(shown().lastIndexOf(OVER));
    return new End(
        Integer.parseInt(status),
        settings
            .lines()
            .skip(1)
            .flatMap(line -> List.of(line.split("[ ;]+")).stream())
            .collect(Collectors.toSet()));
  }

  /// @param settings as stty(1) names them
  public record End(int status, java.util.Set<String> settings) {

    /// @return whether lines are edited and shown, and keys make signals, as in any shell
    public boolean isAsBefore() {
      return settings.containsAll(List.of("icanon", "echo", "isig", "icrnl", "opost", "iexten"));
    }
  }

  @Override
  public void close() {
    ProcessHandle.of(shell.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
