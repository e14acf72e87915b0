package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.corex.door.Door;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;

/// A browser's socket and the one of CoreX behind it. Frames go from one to the other as they are,
/// at the speed of the slower side; nothing is kept in between.
final class Pair implements Half.Owner, Sockets.Member {

  private static final byte INPUT = '0';
  private static final byte ESCAPE = 27;

  private final Door.Open door;
  private final Runnable typed;
  private final Runnable ended;
  private final Half browser = new Half(this);
  private final Half corex = new Half(this);
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Said said;
  private boolean browserOpen; // Guarded by this, as the next one.
  private boolean corexOpen;
  private volatile boolean inMessage;
  private volatile boolean hasSpoken;

  /// What a half that opens too late is closed with.
  private volatile int code = CloseStatus.SHUTDOWN;

  /// @param typed run when keys of a person went through
  /// @param ended run once
  Pair(Door.Open door, Runnable typed, Runnable ended) {
    this.door = door;
    this.typed = typed;
    this.ended = ended;
    this.said = new Said(door.person(), door.mayChange());
  }

  Half browser() {
    return browser;
  }

  Half corex() {
    return corex;
  }

  @Override
  public Door.Open door() {
    return door;
  }

  @Override
  public void opened(Half half) {
    boolean both;
    synchronized (this) {
      browserOpen |= half == browser;
      corexOpen |= half == corex;
      both = browserOpen && corexOpen;
    }
    if (isOver.get()) {
      half.close(code, "");
    } else if (both) {
      browser.read();
      corex.read();
    }
  }

  /// CoreX did not let us in.
  void refused(Throwable why) {
    var told = Codes.of(why);
    if (told == Codes.OWN_CREDENTIAL) {
      door.lock().refused();
    }
    over(browser, told, "the console cannot be reached");
  }

  @Override
  public void came(Half from, Frame frame, Callback whenSent) {
    if (isOver.get()) {
      whenSent.succeeded();
    } else if (from == corex) {
      hasSpoken = true;
      browser.send(copy(frame), whenSent);
    } else {
      said(frame, whenSent);
    }
  }

  private void said(Frame frame, Callback whenSent) {
    if (door.mayChange() && isKey(frame)) {
      typed.run();
    }
    Optional<Frame> passed;
    try {
      passed = said.passedOn(frame);
    } catch (IllegalArgumentException e) {
      whenSent.succeeded();
      close(CloseStatus.MESSAGE_TOO_LARGE, String.valueOf(e.getMessage()));
      return;
    }
    passed.ifPresentOrElse(allowed -> corex.send(allowed, whenSent), whenSent::succeeded);
  }

  /// @return whether it begins with a key of a person; what begins with Escape may as well be the
  ///   answer of a terminal to a program's question
  private boolean isKey(Frame frame) {
    var begins = !inMessage;
    inMessage = !frame.isFin();
    var payload = frame.getPayload();
    if (!begins || payload.remaining() < 2) {
      return false;
    }
    var at = payload.position();
    return payload.get(at) == INPUT && payload.get(at + 1) != ESCAPE;
  }

  /// The same bytes, without the mask they came with.
  private static Frame copy(Frame frame) {
    ByteBuffer payload = frame.getPayload();
    return new Frame(frame.getOpCode(), frame.isFin(), payload);
  }

  @Override
  public void closed(Half half, int code) {
    if (half == browser) {
      over(corex, CloseStatus.NORMAL, "the page has gone");
    } else {
      over(browser, Codes.passedOn(code, hasSpoken), "");
    }
  }

  /// Nothing more goes through.
  private void over(Half left, int code, String reason) {
    if (isOver.compareAndSet(false, true)) {
      this.code = code;
      ended.run();
    }
    left.close(code, reason);
  }

  @Override
  public void close(int code, String reason) {
    over(browser, code, reason);
    corex.close(CloseStatus.NORMAL, "");
  }

  @Override
  public boolean isOver() {
    return isOver.get();
  }

  @Override
  public void ping() {
    browser.ping();
    corex.ping();
  }

  @Override
  public long silentSeconds() {
    return Math.max(browser.silentSeconds(), corex.silentSeconds());
  }

  @Override
  public void abort() {
    browser.abort();
    corex.abort();
  }
}
