package io.coredeck.corex.files.transfer;

import io.coredeck.corex.wire.JsonWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Lets a bounded number of transfers happen at the same time and writes one line about each.
///
/// A line is one JSON object, so that no name of a file can end it or look like another.
public final class TransferLog {

  /// Transfers at the same time.
  public static final int LIMIT = 4;

  private static final HexFormat HEX = HexFormat.of();

  private final Semaphore places = new Semaphore(LIMIT);
  private final Consumer<String> lines;
  private final Clock clock;

  /// @param lines takes them
  public TransferLog(Consumer<String> lines, Clock clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /// @return a log on standard error
  public static TransferLog standard() {
    var error =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    return new TransferLog(error::println, Clock.systemUTC());
  }

  /// Who transferred something.
  ///
  /// @param address of the client
  /// @param user as whom it called; empty if nobody has to say that
  public record Who(String address, String user) {}

  /// What was transferred.
  ///
  /// @param action `download`, `upload`, `list` or `recording`
  /// @param path of the file as it was asked for
  public record Subject(Who who, String action, String path) {}

  /// @return whether there is a place; it is to be given back
  public boolean take() {
    return places.tryAcquire();
  }

  /// Gives a place back.
  public void give() {
    places.release();
  }

  /// @param outcome `done`, or why not
  public void write(Subject subject, long bytes, String outcome) {
    var line =
        new JsonWriter()
            .member("transfer", subject.action())
            .member("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
            .member("address", subject.who().address())
            .member("user", subject.who().user())
            .member("path", subject.path())
            .member("bytes", bytes)
            .member("outcome", outcome)
            .end();
    lines.accept(visible(line));
  }

  /// What a terminal would act on is written as an escape of JSON.
  private static String visible(String json) {
    var text = new StringBuilder(json.length());
    for (var i = 0; i < json.length(); i++) {
      var c = json.charAt(i);
      var type = Character.getType(c);
      if (type == Character.CONTROL || type == Character.FORMAT) {
        text.append("\\u").append(HEX.toHexDigits(c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
