package io.coredeck.sdk.channel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.RedisAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One connection to a Redis that listens on some of its channels. Used by one thread.
///
/// Source: Redis serialization protocol, version 2;
/// https://redis.io/docs/latest/develop/reference/protocol-spec/
final class RedisConnection implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /// After so much silence the server is asked whether it is there.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /// Lines are published in pieces of 4096 bytes, samples have some 200.
  private static final int LONGEST_MESSAGE = 64 << 10;

  private static final int LONGEST_LINE = 512;
  private static final int MOST_PARTS = 8;
  private static final String MESSAGE = "message";
  private static final String NOTHING = "-1";

  private final RedisAddress address;
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Socket socket;
  private final InputStream in;

  private RedisConnection(RedisAddress address, Socket socket, InputStream in) {
    this.address = address;
    this.socket = socket;
    this.in = in;
  }

  /// @param endpoints of one server
  static RedisConnection open(List<Endpoint> endpoints) throws ChannelException {
    var address = endpoints.getFirst().address();
    var socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(address.host(), address.port()), (int) CONNECT_LIMIT.toMillis());
      var made =
          new RedisConnection(address, socket, new BufferedInputStream(socket.getInputStream()));
      socket.setSoTimeout((int) ANSWER_LIMIT.toMillis());
      made.login();
      made.subscribe(endpoints);
      return made;
    } catch (IOException e) {
      closed(socket, e);
      throw switch (e) {
        case ChannelException known -> known;
        case RefusedException refused ->
            new ChannelException("%s refused it: %s".formatted(address, refused.said), refused);
        default ->
            new ChannelException("%s cannot be reached: %s".formatted(address, e.getMessage()), e);
      };
    }
  }

  private static void closed(Socket socket, IOException why) {
    try {
      socket.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private void login() throws IOException {
    if (address.password().isEmpty()) {
      return;
    }
    send(
        address.user().isEmpty()
            ? List.of("AUTH", address.password())
            : List.of("AUTH", address.user(), address.password()));
    try {
      var _ = reply();
    } catch (RefusedException e) {
      // Who has no password refuses every one, and lines are shipped to it all the same.
      if (!e.said.startsWith("ERR ")) {
        throw e;
      }
    }
  }

  /// Asks for all channels in one command: its answers come one after the other. Between those of
  /// two commands could be what was published meanwhile.
  private void subscribe(List<Endpoint> wanted) throws IOException {
    wanted.forEach(endpoint -> endpoints.put(endpoint.channel(), endpoint));
    var words = new ArrayList<>(List.of("SUBSCRIBE"));
    words.addAll(endpoints.keySet());
    send(words);
    for (var i = 0; i < endpoints.size(); i++) {
      var _ = reply();
    }
  }

  /// Waits for the next message, as long as the server is there.
  ///
  /// @throws IOException if it is not, or says what no Redis says
  ChannelMessage next() throws IOException {
    while (true) {
      awaitSomething();
      if (reply() instanceof List<?> parts
          && parts.size() == 3
          && parts.get(0) instanceof byte[] kind
          && MESSAGE.equals(new String(kind, ISO_8859_1))
          && parts.get(1) instanceof byte[] channel
          && parts.get(2) instanceof byte[] bytes) {
        var endpoint = endpoints.get(new String(channel, UTF_8));
        if (endpoint != null) {
          return new ChannelMessage(endpoint, bytes);
        }
      }
    }
  }

  private void awaitSomething() throws IOException {
    in.mark(1);
    socket.setSoTimeout((int) SILENCE.toMillis());
    try {
      peek();
      return;
    } catch (SocketTimeoutException _) {
      send(List.of("PING"));
    } finally {
      socket.setSoTimeout((int) ANSWER_LIMIT.toMillis());
    }
    peek();
  }

  private void peek() throws IOException {
    if (in.read() < 0) {
      throw new EOFException("the server closed the connection");
    }
    in.reset();
  }

  private void send(List<String> words) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(("*" + words.size() + "\r\n").getBytes(ISO_8859_1));
    for (var word : words) {
      var bytes = word.getBytes(UTF_8);
      out.writeBytes(("$" + bytes.length + "\r\n").getBytes(ISO_8859_1));
      out.writeBytes(bytes);
      out.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    socket.getOutputStream().write(out.toByteArray());
  }

  /// @return a text, a number, bytes, or a list of those
  private Object reply() throws IOException {
    var line = line();
    var rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> rest;
      case ':' -> number(rest, Integer.MAX_VALUE);
      case '$' -> rest.equals(NOTHING) ? new byte[0] : bytes(number(rest, LONGEST_MESSAGE));
      case '*' -> parts(number(rest, MOST_PARTS));
      case '-' -> throw new RefusedException(address, rest);
      default -> throw notRedis();
    };
  }

  private List<Object> parts(int count) throws IOException {
    var parts = new ArrayList<Object>();
    for (var i = 0; i < count; i++) {
      var part = reply();
      if (part instanceof List) {
        throw notRedis(); // nothing of what we ask for has lists in lists
      }
      parts.add(part);
    }
    return parts;
  }

  private byte[] bytes(int count) throws IOException {
    var bytes = in.readNBytes(count);
    if (bytes.length < count || !line().isEmpty()) {
      throw notRedis();
    }
    return bytes;
  }

  private int number(String text, int most) throws ChannelException {
    try {
      var number = Integer.parseInt(text);
      if (number <= most) {
        return Math.max(0, number);
      }
    } catch (NumberFormatException _) {
      throw notRedis();
    }
    throw new ChannelException(
        "%s sends a message of %s bytes or parts; at most %d are taken"
            .formatted(address, text, most),
        null);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      var next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next == '\n') {
        return line.substring(0, Math.max(0, line.length() - 1));
      }
      line.append((char) next);
    }
    throw notRedis();
  }

  private ChannelException notRedis() {
    return new ChannelException(address + " does not answer as a Redis does", null);
  }

  /// The server understood and refused.
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String said;

    RefusedException(RedisAddress address, String said) {
      super("%s refused it: %s".formatted(address, said));
      this.said = said;
    }
  }

  /// What waits on it fails.
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
