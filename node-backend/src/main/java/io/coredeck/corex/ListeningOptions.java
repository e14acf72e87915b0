package io.coredeck.corex;

import io.coredeck.corex.CommandLine.Option;
import io.coredeck.corex.http.listen.Listening;
import io.coredeck.corex.http.tls.TlsFiles;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads where CoreX shall listen.
final class ListeningOptions {
  private static final String LOOPBACK = "127.0.0.1";

  private final CommandLine line;
  private final List<String> faults;

  /// @param faults what is wrong is added here
  ListeningOptions(CommandLine line, List<String> faults) {
    this.line = line;
    this.faults = faults;
  }

  Listening read(int port) {
    var named = line.value(Option.INTERFACE).filter(name -> !name.isEmpty());
    return new Listening(
        port,
        named.filter(name -> !isSocket(name)),
        line.has(Option.IPV6),
        addresses(named.isPresent()),
        named.filter(ListeningOptions::isSocket).map(Path::of),
        tls());
  }

  /// As the original tells the two apart.
  private static boolean isSocket(String name) {
    return name.endsWith(".sock") || name.endsWith(".socket");
  }

  /// On a machine of people it is theirs alone as long as they say nothing else.
  private List<InetAddress> addresses(boolean isNamed) {
    var texts = line.values(Option.LISTEN);
    if (texts.isEmpty() && !isNamed && line.isStandalone()) {
      texts = List.of(LOOPBACK);
    }
    var addresses = new ArrayList<InetAddress>();
    for (var text : texts) {
      address(text).ifPresent(addresses::add);
    }
    return addresses;
  }

  /// Java takes an IPv4 address with fewer numbers too, and means something else by it.
  private Optional<InetAddress> address(String text) {
    try {
      if (text.contains(":") || text.matches("[0-9]+(\\.[0-9]+){3}")) {
        return Optional.of(InetAddress.ofLiteral(text));
      }
    } catch (IllegalArgumentException e) {
      // told below, like everything else that is no address
    }
    faults.add(
        "--listen %s: it must be an IP address, like 127.0.0.1 or ::1; 0.0.0.0 means all"
            .formatted(text));
    return Optional.empty();
  }

  private Optional<TlsFiles> tls() {
    var certificate = line.value(Option.SSL_CERT).map(Path::of);
    var key = line.value(Option.SSL_KEY).map(Path::of);
    var authorities = line.value(Option.SSL_CA).map(Path::of);
    if (!line.has(Option.SSL)) {
      if (certificate.isPresent() || key.isPresent() || authorities.isPresent()) {
        faults.add("--ssl-cert, --ssl-key and --ssl-ca are of use with --ssl alone; add it");
      }
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      faults.add("--ssl needs --ssl-cert FILE and --ssl-key FILE, both PEM");
      return Optional.empty();
    }
    return Optional.of(new TlsFiles(certificate.get(), key.get(), authorities));
  }
}
