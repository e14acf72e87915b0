package io.coredeck.node.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A plain subscriber of one channel: keeps every message's bytes, in their order.
final class Subscriber implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Socket socket;
  private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  private final Thread thread;

  Subscriber(int port, String channel) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    var name = channel.getBytes(UTF_8);
    var out = socket.getOutputStream();
    out.write(("*2\r\n$9\r\nSUBSCRIBE\r\n$" + name.length + "\r\n").getBytes(UTF_8));
    out.write(name);
    out.write("\r\n".getBytes(UTF_8));
    var in = new BufferedInputStream(socket.getInputStream(), 1 << 20);
    readReply(in); // subscribed
    thread = Thread.ofPlatform().daemon().name("subscriber-" + channel).start(() -> read(in));
  }

  private void read(InputStream in) {
    try {
      while (true) {
        messages.add(readReply(in).getLast());
      }
    } catch (IOException _) {
      // closed, by us or by the server
    }
  }

  private static List<byte[]> readReply(InputStream in) throws IOException {
    var count = Integer.parseInt(readLine(in).substring(1));
    var words = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      var head = readLine(in);
      if (head.startsWith("$")) {
        var bytes = in.readNBytes(Integer.parseInt(head.substring(1)));
        words.add(bytes);
        in.skipNBytes(2);
      } else {
        words.add(head.getBytes(UTF_8));
      }
    }
    return words;
  }

  private static String readLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("connection closed");
      }
      line.append((char) b);
    }
    return line.substring(0, line.length() - 1);
  }

  /// @return the next message
  byte[] next() throws InterruptedException {
    var message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within " + LIMIT_SECONDS + " s");
    }
    return message;
  }

  /// @return the next message as text
  String nextText() throws InterruptedException {
    return new String(next(), UTF_8);
  }

  /// @return as many messages as are asked for, as texts
  List<String> next(int count) throws InterruptedException {
    var texts = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      texts.add(nextText());
    }
    return texts;
  }

  /// @return what has come and was not taken yet
  List<String> rest() {
    var rest = new ArrayList<byte[]>();
    messages.drainTo(rest);
    return rest.stream().map(bytes -> new String(bytes, UTF_8)).toList();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    thread.interrupt();
  }
}
