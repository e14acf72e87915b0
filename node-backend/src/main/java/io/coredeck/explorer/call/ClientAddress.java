package io.coredeck.explorer.call;

import io.coredeck.web.WebRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/// From which machine a person calls.
public final class ClientAddress {

  /// Header in which a dashboard on this machine names the person's address.
  public static final String HEADER = "Coredeck-Client";

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:%\\[\\]]{2,64}");

  /// Said by proxies: with one of these, a call from this machine may be a stranger's.
  private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded", "Via");

  private ClientAddress() {}

  /// @return the caller's IP address, or the one a program on this machine calls for; that of a
  ///   proxy for what it passes on, whatever a stranger says through it
  public static String of(WebRequest request) {
    var remote = request.remoteAddress();
    return isThisMachine(remote) && !isForwarded(request)
        ? request.header(HEADER).filter(text -> ADDRESS.matcher(text).matches()).orElse(remote)
        : remote;
  }

  static boolean isForwarded(WebRequest request) {
    return FORWARDED.stream().anyMatch(name -> request.header(name).isPresent());
  }

  static boolean isThisMachine(String remote) {
    try {
      return InetAddress.getByName(remote).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false; // no address, so a name that stands for none
    }
  }
}
