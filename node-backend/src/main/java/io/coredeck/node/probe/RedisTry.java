package io.coredeck.node.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.model.probe.ProbeAnswer.Outcome;
import io.coredeck.model.rule.RedisAddress;
import io.coredeck.node.reach.Reach;
import io.coredeck.node.reach.RefusedAddressException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/// Connects to a Redis, logs in and pings, as the shipping of lines would. The name is resolved
/// once, so that what was allowed is what is connected to.
final class RedisTry {

  private static final Duration LIMIT = Duration.ofSeconds(3);

  /// Answers to AUTH and PING are short; what is longer is no Redis.
  private static final int LONGEST_LINE = 512;

  private final RedisAddress address;
  private final long began = System.nanoTime();

  private RedisTry(RedisAddress address) {
    this.address = address;
  }

  /// Tries it for an admin.
  static ProbeAnswer anywhere(RedisAddress address) throws InterruptedException {
    return of(
        address,
        () -> new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
  }

  /// Tries it for somebody.
  ///
  /// @param tenant id of the user
  static ProbeAnswer of(RedisAddress address, Reach reach, long tenant)
      throws InterruptedException {
    return of(address, () -> reach.addresses(address.host(), address.port(), tenant).getFirst());
  }

  private interface Lookup {
    InetSocketAddress found() throws IOException, InterruptedException;
  }

  private static ProbeAnswer of(RedisAddress address, Lookup lookup) throws InterruptedException {
    try {
      return new RedisTry(address).at(lookup.found());
    } catch (UnknownHostException _) {
      return new ProbeAnswer(Outcome.UNKNOWN_HOST, 0);
    } catch (RefusedAddressException _) {
      return new ProbeAnswer(Outcome.NOT_ALLOWED, 0);
    } catch (IOException e) {
      return new ProbeAnswer(outcome(e), 0);
    }
  }

  private static Outcome outcome(IOException failure) {
    var said = String.valueOf(failure.getMessage());
    return switch (failure) {
      case SocketTimeoutException _ -> Outcome.TIMEOUT;
      case ConnectException _ when said.contains("timed out") -> Outcome.TIMEOUT;
      case ConnectException _ when said.contains("refused") -> Outcome.REFUSED;
      case ConnectException _ -> Outcome.NO_ROUTE;
      default -> said.contains("unreachable") ? Outcome.NO_ROUTE : Outcome.NOT_REDIS;
    };
  }

  private ProbeAnswer at(InetSocketAddress server) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(server, left());
      var outcome = talk(socket);
      var millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
      return new ProbeAnswer(outcome, millis);
    }
  }

  /// @return milliseconds that are left, at least one
  private int left() throws SocketTimeoutException {
    var left = LIMIT.minusNanos(System.nanoTime() - began).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("the time is over");
    }
    return (int) left;
  }

  private Outcome talk(Socket socket) throws IOException {
    if (!address.password().isEmpty()) {
      var login =
          address.user().isEmpty()
              ? List.of("AUTH", address.password())
              : List.of("AUTH", address.user(), address.password());
      var answer = asked(socket, login);
      if (answer.startsWith("-WRONGPASS") || answer.contains("invalid password")) {
        return Outcome.WRONG_PASSWORD;
      }
      // A server without a password refuses every AUTH; lines are shipped to it all the same.
      if (!answer.startsWith("+OK") && !answer.startsWith("-ERR")) {
        return Outcome.NOT_REDIS;
      }
    }
    var answer = asked(socket, List.of("PING"));
    if (answer.startsWith("-NOAUTH")) {
      return Outcome.PASSWORD_NEEDED;
    }
    return answer.startsWith("+PONG") || answer.startsWith("-NOPERM")
        ? Outcome.REACHED
        : Outcome.NOT_REDIS;
  }

  private String asked(Socket socket, List<String> words) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(("*" + words.size() + "\r\n").getBytes(ISO_8859_1));
    for (var word : words) {
      var bytes = word.getBytes(UTF_8);
      out.writeBytes(("$" + bytes.length + "\r\n").getBytes(ISO_8859_1));
      out.writeBytes(bytes);
      out.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    socket.getOutputStream().write(out.toByteArray());
    return line(socket);
  }

  private String line(Socket socket) throws IOException {
    var in = socket.getInputStream();
    var line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      socket.setSoTimeout(left());
      var next = in.read();
      if (next < 0 || next == '\n') {
        break;
      }
      line.append((char) next);
    }
    return line.toString();
  }
}
