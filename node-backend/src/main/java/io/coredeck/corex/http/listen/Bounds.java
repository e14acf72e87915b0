package io.coredeck.corex.http.listen;

import java.time.Duration;

/// What callers may take of the server.
///
/// @param connections open at the same time; more are closed at once
/// @param perAddress of them from one address
/// @param request time for a whole request, counted from the one before or from the connection's
///   begin; slower connections are closed. Websockets have limits of their own
public record Bounds(int connections, int perAddress, Duration request) {

  /// One address may have all the websockets there are, and some connections beside.
  public static final Bounds USUAL = new Bounds(4000, 2100, Duration.ofSeconds(60));
}
