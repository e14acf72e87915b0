package io.coredeck.node.telemetry.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.node.telemetry.log.LogLine;
import io.coredeck.node.telemetry.log.LogStream;
import io.coredeck.node.telemetry.redis.Request.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// One entry of a Redis stream for each line, with the fields `n t s l`.
///
/// The entry's id is the line's number, `7-0` for the seventh: a reader can ask for any line by its
/// number, and Redis itself refuses a line that is sent a second time. The stream is kept short:
/// not more lines than a bound, and not many more bytes.
public final class LineStream implements LineTarget {

  /// What an entry takes beside the line itself, bytes, roughly.
  private static final int ENTRY_COST = 40;

  private static final int WORDS = 11;
  private static final byte[] N = {'n'};
  private static final byte[] T = {'t'};
  private static final byte[] S = {'s'};
  private static final byte[] L = {'l'};
  private static final byte[] STDOUT = LogStream.STDOUT.text().getBytes(UTF_8);
  private static final byte[] STDERR = LogStream.STDERR.text().getBytes(UTF_8);
  private static final int WORDS_OF_BOUND = 3;

  private final String key;
  private final byte[] head;
  private final byte[] lastHead;
  private final int mostLines;
  private final long mostBytes;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private long bytes;
  private long oldest = 1;

  /// Some lines that were sent together.
  private record Sent(long last, long bytes) {}

  /// @param key of the stream
  /// @param mostLines how many lines it keeps, roughly
  /// @param mostBytes how many bytes it keeps, roughly
  public LineStream(String key, int mostLines, long mostBytes) {
    this.key = key;
    this.mostLines = mostLines;
    this.mostBytes = mostBytes;
    this.head = Words.begin(WORDS).add("XADD").add(key).bytes();
    this.lastHead =
        Words.begin(WORDS + WORDS_OF_BOUND).add("XADD").add(key).add("MAXLEN").add("~").bytes();
  }

  @Override
  public List<Request> requests(List<LogLine> lines, Receipt receipt) {
    var bound = bound(lines);
    var requests = new ArrayList<Request>(lines.size());
    for (var line : lines) {
      // The bound costs Redis as much as the entry, so only the last of a batch carries it.
      var last = line == lines.getLast();
      var words = last ? Words.after(lastHead).add(bound) : Words.after(head);
      words.add(line.number(), "-0").add(N).add(line.number()).add(T).add(line.millis());
      words.add(S).add(line.stream() == LogStream.STDOUT ? STDOUT : STDERR).add(L);
      requests.add(Request.of(words, line.buffer(), line.from(), line.length(), receipt));
    }
    return requests;
  }

  /// @return how many entries to keep, these lines included
  private long bound(List<LogLine> lines) {
    while (!sent.isEmpty() && sent.getLast().last() >= lines.getFirst().number()) {
      bytes -= sent.removeLast().bytes(); // these are sent once more
    }
    var size = lines.stream().mapToLong(line -> line.length() + ENTRY_COST).sum();
    sent.addLast(new Sent(lines.getLast().number(), size));
    bytes += size;
    while (bytes > mostBytes && sent.size() > 1) {
      var gone = sent.removeFirst();
      bytes -= gone.bytes();
      oldest = gone.last() + 1;
    }
    return Math.min(mostLines, lines.getLast().number() - oldest + 1);
  }

  @Override
  public boolean isRepetition(String error) {
    return error.contains("equal or smaller than the target stream top item");
  }

  @Override
  public Optional<byte[]> preparation() {
    return Optional.of(Words.command("DEL", key));
  }
}
