package io.coredeck.sdk.corex;

import io.coredeck.sdk.corex.TerminalOptions.Place;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What comes over a terminal's websocket, until it is read. Holds as much as CoreX may send
/// without being told that it was read, and no more than that if it sends more.
final class TerminalLine implements WebSocket.Listener {

  /// Messages of input that may wait for the process, in all 128 KiB; CoreX allows 1 MiB.
  private static final int INPUTS = 8;

  /// Longest event: everybody at a terminal, or a process with its words.
  private static final int EVENT_BYTES = 1 << 20;

  /// Beyond the window, for events.
  private static final long EVENTS_BYTES = 2L << 20;

  /// What an event takes at least.
  private static final int EVENT_COST = 64;

  private static final int NORMAL = 1000;
  private static final int NOT_ALLOWED = 1008;

  /// CoreX pings every 30 seconds; after three of them that did not come nobody is there any more.
  static final Duration SILENCE = Duration.ofSeconds(90);

  private final LongSupplier clock;
  private final long most;
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private final CompletableFuture<CorexProcess> ended = new CompletableFuture<>();
  private final ByteArrayOutputStream event = new ByteArrayOutputStream();
  private long heard;
  private long waitingCost;
  private int inputs;
  private byte kind;
  private boolean isInside;
  private boolean isStalled;
  private String stream;
  private long position;
  private long screenLeft;
  private @Nullable CorexException loss;
  private @Nullable Entry end;

  /// @param event what is to be read
  /// @param shown bytes of output or screen
  /// @param place where the output goes on after it; empty within a screen
  record Entry(TerminalEvent event, int shown, Optional<Place> place) {
    private int cost() {
      return shown + EVENT_COST;
    }
  }

  /// @param clock nanoseconds that pass
  TerminalLine(TerminalOptions options, LongSupplier clock) {
    this.clock = clock;
    this.heard = clock.getAsLong();
    this.most = options.window() + EVENTS_BYTES;
    this.stream = options.from().map(Place::stream).orElse("");
    this.position = options.from().map(Place::position).orElse(0L);
  }

  CompletableFuture<CorexProcess> ended() {
    return ended;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    received(data, last);
    goOn(from);
    return null;
  }

  /// It is answered already; it takes no room.
  @Override
  public synchronized @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
    heard = clock.getAsLong();
    from.request(1);
    return null;
  }

  private synchronized void received(ByteBuffer data, boolean last) {
    heard = clock.getAsLong();
    if (!isInside && data.hasRemaining()) {
      kind = data.get();
      isInside = true;
    }
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    switch (kind) {
      case '0' -> output(bytes);
      case '5' -> screen(bytes);
      case '4' -> event(bytes, last);
      default -> {} // a title, and what a newer CoreX may say
    }
    if (last) {
      isInside = false;
      kind = 0;
    }
  }

  private void output(byte[] bytes) {
    position += bytes.length;
    put(new TerminalEvent.Output(bytes), bytes.length);
  }

  private void screen(byte[] bytes) {
    screenLeft = Math.max(0, screenLeft - bytes.length);
    put(new TerminalEvent.Output(bytes), bytes.length);
  }

  private void event(byte[] bytes, boolean last) {
    if (event.size() + bytes.length > EVENT_BYTES) {
      lose("CoreX sent an event of more than %d bytes".formatted(EVENT_BYTES), null);
      return;
    }
    event.writeBytes(bytes);
    if (!last) {
      return;
    }
    var text = event.toString(StandardCharsets.UTF_8);
    event.reset();
    try {
      event(Json.tree(text));
    } catch (WireException e) {
      lose("CoreX sent an event that is not understood: " + e.reason(), e);
    }
  }

  private void event(JsonValue from) {
    switch (from.member("event").text()) {
      case "screen" -> {
        stream = from.member("stream").text();
        position = from.member("position").integer();
        screenLeft = from.member("bytes").integer();
        put(
            new TerminalEvent.Screen(
                small(from, "columns"), small(from, "rows"), from.member("skipped").integer()),
            0);
      }
      case "size" -> put(new TerminalEvent.Resized(small(from, "columns"), small(from, "rows")), 0);
      case "people" -> put(TerminalEvent.People.of(from), 0);
      case "taken" -> taken(from.member("pastes").integer());
      case "refused" -> {
        taken(Integer.MAX_VALUE); // which of them did not arrive is not told
        put(new TerminalEvent.Refused(), 0);
      }
      case "ended" -> {
        var process = CorexProcess.of(from.member("process"));
        put(new TerminalEvent.Ended(process), 0);
        ended.complete(process);
      }
      default -> {} // what a newer CoreX may tell
    }
  }

  private static int small(JsonValue from, String member) {
    return (int) from.member(member).integer(0, Integer.MAX_VALUE);
  }

  private void put(TerminalEvent what, int shown) {
    var place =
        stream.isEmpty() || screenLeft > 0
            ? Optional.<Place>empty()
            : Optional.of(new Place(stream, position));
    var entry = new Entry(what, shown, place);
    waitingCost += entry.cost();
    waiting.add(entry);
    if (what instanceof TerminalEvent.Ended) {
      end = entry;
    }
    notifyAll();
  }

  private void taken(long count) {
    inputs = (int) Math.max(0, inputs - count);
    notifyAll();
  }

  /// Asks for the next message, if there is room for it.
  private synchronized void goOn(WebSocket from) {
    isStalled = waitingCost >= most;
    if (!isStalled && loss == null) {
      from.request(1);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    var why =
        switch (code) {
          case NORMAL -> "CoreX closed the terminal; there is no such process any more";
          case NOT_ALLOWED ->
              "CoreX closed the terminal: "
                  + (reason.isEmpty() ? "the credential or token does not open it" : reason);
          default -> "CoreX closed the terminal (%d %s); attach again".formatted(code, reason);
        };
    lose(why, null);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    lose("the connection to the terminal broke off; attach again", error);
  }

  synchronized void lose(String why, @Nullable Throwable cause) {
    if (loss == null) {
      loss = new CorexException(why, cause);
      ended.completeExceptionally(loss);
    }
    notifyAll();
  }

  /// @param limit of the wait; negative for none
  /// @return what came next; empty if nothing came in time; the end again and again
  /// @throws CorexException once everything that came before the loss was read
  synchronized Optional<Entry> next(WebSocket from, Duration limit)
      throws CorexException, InterruptedException {
    var start = System.nanoTime();
    while (waiting.isEmpty()) {
      if (end != null) {
        return Optional.of(end);
      }
      if (loss != null) {
        throw over(loss);
      }
      var left =
          limit.isNegative() ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - start);
      if (left <= 0) {
        return Optional.empty();
      }
      awaitNews(left);
    }
    var entry = waiting.remove();
    waitingCost -= entry.cost();
    if (isStalled && waitingCost < most) {
      isStalled = false;
      heard = clock.getAsLong(); // it was not listened to meanwhile
      from.request(1);
    }
    return Optional.of(entry);
  }

  /// Waits a while, or until something is told; loses a line on which it has been too quiet.
  ///
  /// @param most nanoseconds
  private void awaitNews(long most) throws InterruptedException {
    var quiet = SILENCE.toNanos() - (clock.getAsLong() - heard);
    if (quiet <= 0 && !isStalled) {
      lose("nothing was heard of CoreX for 90 seconds; attach again", null);
      return;
    }
    TimeUnit.NANOSECONDS.timedWait(this, Math.min(most, isStalled ? most : quiet));
  }

  /// Waits until one more message of input may be sent.
  synchronized void awaitRoom() throws CorexException, InterruptedException {
    while (inputs >= INPUTS && !ended.isDone()) {
      awaitNews(Long.MAX_VALUE);
    }
    if (ended.isDone()) {
      throw over(loss);
    }
    inputs++;
  }

  synchronized boolean isOpen() {
    return !ended.isDone();
  }

  /// @return why something could not be sent
  synchronized CorexException notSent(@Nullable Throwable cause) {
    if (!ended.isDone()) {
      lose("the connection to the terminal broke off; attach again", cause);
    }
    return over(loss);
  }

  private CorexException over(@Nullable CorexException why) {
    return why == null || end != null
        ? new CorexException("the process has ended; what is sent to it goes nowhere", why)
        : new CorexException(String.valueOf(why.getMessage()), why);
  }
}
