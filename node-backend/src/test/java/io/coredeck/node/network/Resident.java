package io.coredeck.node.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/// A program living in a network namespace: tells everybody who connects from which address it sees
/// them, repeats their lines, and connects where it is told.
final class Resident implements AutoCloseable {
  static final int PORT = 7681;
  private static final int TIMEOUT_MILLISECONDS = 700;
  private static final String NOBODY = "-";

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  private Resident(Process process) {
    this.process = process;
    this.orders = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /// @param netns file of the namespace
  /// @return listening on all addresses of the namespace
  static Resident in(Path netns) throws IOException, URISyntaxException {
    var classes =
        Path.of(Resident.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var argv =
        List.of(
            "nsenter",
            "--net=" + netns,
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx32m",
            "-cp",
            classes.toString(),
            Resident.class.getName());
    var process = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var resident = new Resident(process);
    resident.answers.readLine(); // it listens
    return resident;
  }

  /// @return the address that the other side sees; empty if it cannot be reached
  String ask(String address, int port) throws IOException {
    return askFrom("", address, port);
  }

  /// @param source the own address to use
  String askFrom(String source, String address, int port) throws IOException {
    orders.write("%s %s %d%n".formatted(source.isEmpty() ? NOBODY : source, address, port));
    orders.flush();
    var answer = answers.readLine();
    return answer.equals(NOBODY) ? "" : answer;
  }

  /// The same from where the test runs.
  static String askFromHost(String address, int port) {
    return connect(NOBODY, address, port).replace(NOBODY, "");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static void main() throws IOException {
    try (var server = new ServerSocket(PORT)) {
      Thread.ofVirtual().start(() -> serve(server));
      System.out.println("listening");
      var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (var order = orders.readLine(); order != null; order = orders.readLine()) {
        var word = order.split(" ", -1);
        System.out.println(connect(word[0], word[1], Integer.parseInt(word[2])));
      }
    }
  }

  /// @return what the other side says first
  private static String connect(String source, String address, int port) {
    try (var socket = new Socket()) {
      if (!source.equals(NOBODY)) {
        socket.bind(new InetSocketAddress(source, 0));
      }
      socket.setSoTimeout(TIMEOUT_MILLISECONDS);
      socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLISECONDS);
      var line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
      return line == null ? NOBODY : line;
    } catch (IOException _) {
      return NOBODY;
    }
  }

  /// Serves callers until the socket is closed.
  static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> repeat(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void repeat(Socket socket) {
    try (socket;
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        var out = socket.getOutputStream()) {
      var line = socket.getInetAddress().getHostAddress().replaceFirst("%.*", "");
      while (line != null) {
        out.write((line + "\n").getBytes(UTF_8));
        line = in.readLine();
      }
    } catch (IOException _) {
      return; // the caller has gone
    }
  }
}
