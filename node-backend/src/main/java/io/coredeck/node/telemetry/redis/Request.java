package io.coredeck.node.telemetry.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One command on its way to Redis, written beforehand, and the receipt that hears of its fate.
///
/// A lean implementation of Lettuce's interface: no future and no copy of the bytes for each of
/// some hundred thousand lines a second.
public final class Request implements RedisCommand<byte[], byte[], Object> {
  private static final byte[] NOTHING = {};

  /// What Redis wants around a word, bytes: a dollar sign, its length, two ends of line.
  private static final int LONGEST_LENGTH = 16;

  private final byte[] head;
  private final int headLength;
  private final byte[] last;
  private final int from;
  private final int length;
  private final Receipt receipt;
  private @Nullable Link link;
  private @Nullable Replies replies;
  private volatile boolean settled;

  /// What became of a command. Called once for each, in the order in which commands were sent on
  /// one connection, by one thread at a time; it must not wait.
  public interface Receipt {

    /// The server did it.
    void onAccepted();

    /// The server answered with an error.
    ///
    /// @param error e.g. `NOAUTH Authentication required.`
    void onRefused(String error);

    /// There was no answer: the server may or may not have done it.
    ///
    /// @param reason for people
    void onLost(String reason);
  }

  /// Lettuce remembers the credentials of an AUTH to repeat them itself; it need not know what ours
  /// are.
  private record Keyword(String text) implements ProtocolKeyword {
    private static final Keyword PREPARED = new Keyword("PREPARED");

    @Override
    public byte[] getBytes() {
      return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private Request(byte[] head, int headLength, byte[] last, int from, int length, Receipt receipt) {
    this.head = head;
    this.headLength = headLength;
    this.last = last;
    this.from = from;
    this.length = length;
    this.receipt = receipt;
  }

  /// @param words all of them
  public static Request of(byte[] words, Receipt receipt) {
    return new Request(words, words.length, NOTHING, 0, -1, receipt);
  }

  /// @param head all words but the last
  /// @param last holds the last word; not to be changed any more
  /// @param from where it begins
  /// @param length of the last word
  public static Request of(byte[] head, byte[] last, int from, int length, Receipt receipt) {
    return new Request(head, head.length, last, from, length, receipt);
  }

  static Request of(Words head, byte[] last, int from, int length, Receipt receipt) {
    return new Request(head.buffer(), head.length(), last, from, length, receipt);
  }

  /// Told by the link just before it sends it.
  ///
  /// @param newReplies null if it cannot be sent
  void sentBy(Link newLink, @Nullable Replies newReplies) {
    link = newLink;
    replies = newReplies;
  }

  @Override
  public void encode(ByteBuf buffer) {
    buffer.ensureWritable(headLength + Math.max(length, 0) + LONGEST_LENGTH);
    buffer.writeBytes(head, 0, headLength);
    if (length >= 0) {
      buffer.writeByte('$');
      writeNumber(buffer, length);
      endLine(buffer);
      buffer.writeBytes(last, from, length);
      endLine(buffer);
    }
  }

  private static void writeNumber(ByteBuf buffer, int number) {
    if (number >= 10) {
      writeNumber(buffer, number / 10);
    }
    buffer.writeByte('0' + number % 10);
  }

  private static void endLine(ByteBuf buffer) {
    buffer.writeByte('\r').writeByte('\n');
  }

  @Override
  public void complete() {
    if (settle()) {
      var error = replies == null ? null : replies.takeError();
      if (error == null) {
        receipt.onAccepted();
      } else {
        receipt.onRefused(error);
      }
    }
  }

  @Override
  public boolean completeExceptionally(Throwable reason) {
    var first = settle();
    if (first) {
      receipt.onLost(String.valueOf(reason.getMessage()));
    }
    return first;
  }

  @Override
  public void cancel() {
    if (settle()) {
      receipt.onLost("connection closed");
    }
  }

  private boolean settle() {
    if (settled) {
      return false;
    }
    settled = true;
    if (link != null) {
      link.settled();
    }
    return true;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public boolean isDone() {
    return settled;
  }

  @Override
  public @Nullable CommandOutput<byte[], byte[], Object> getOutput() {
    return replies;
  }

  @Override
  public void setOutput(CommandOutput<byte[], byte[], Object> output) {
    throw new UnsupportedOperationException("answers go to the link's own output");
  }

  @Override
  public @Nullable CommandArgs<byte[], byte[]> getArgs() {
    return null;
  }

  @Override
  public ProtocolKeyword getType() {
    return Keyword.PREPARED;
  }

  @Override
  public String toString() {
    return "a prepared command"; // its words may hold a password
  }
}
