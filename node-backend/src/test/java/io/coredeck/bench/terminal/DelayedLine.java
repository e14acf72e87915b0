package io.coredeck.bench.terminal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A line to a port of this machine on which everything takes a while: what goes in at one end
/// comes out at the other half the delay later, in both directions, at any rate.
final class DelayedLine implements AutoCloseable {
  private static final int PIECE = 16_384;

  /// Pieces on their way in one direction, at most; then the sender has to wait.
  private static final int MOST_PIECES = 64;

  private final ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Socket> open = new LinkedBlockingQueue<>();
  private final int port;
  private final long halfNanos;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(byte[] bytes, int length, long due) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(due, ((Piece) other).due);
    }
  }

  /// @param port where it leads
  /// @param delayMillis of a way there and back
  DelayedLine(int port, int delayMillis) throws IOException {
    this.port = port;
    this.halfNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis) / 2;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var near = door.accept();
        open.add(near);
        var far = new Socket();
        open.add(far);
        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        carry(near, far);
        carry(far, near);
      }
    } catch (IOException e) {
      close(); // the line is closed
    }
  }

  private void carry(Socket from, Socket to) {
    var way = new DelayQueue<Piece>();
    var room = new Semaphore(MOST_PIECES);
    Thread.ofPlatform().daemon().start(() -> take(from, way, room));
    Thread.ofPlatform().daemon().start(() -> deliver(way, room, from, to));
  }

  private void take(Socket from, DelayQueue<Piece> way, Semaphore room) {
    try {
      while (true) {
        room.acquire();
        var bytes = new byte[PIECE];
        var length = from.getInputStream().read(bytes);
        way.add(new Piece(bytes, length, System.nanoTime() + halfNanos));
        if (length < 0) {
          return;
        }
      }
    } catch (IOException e) {
      way.add(new Piece(new byte[0], -1, System.nanoTime() + halfNanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deliver(DelayQueue<Piece> way, Semaphore room, Socket from, Socket to) {
    try (from;
        to) {
      for (var piece = way.take(); piece.length >= 0; piece = way.take()) {
        to.getOutputStream().write(piece.bytes, 0, piece.length);
        room.release();
      }
    } catch (IOException e) {
      return; // the other end is closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("a socket cannot be closed", e);
    }
  }
}
