package io.coredeck.waiting;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for programs that a test starts with a port of its choice.
///
/// They are below those that the kernel gives to connections (`ip_local_port_range`, from 32768):
/// one of those may belong to a connection when the program at last listens there.
public final class FreePorts {

  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  /// @return one that nobody listens on, another one each time
  public static int next() throws IOException {
    for (int tries = 0; tries < COUNT; tries++) {
      var port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port from %d to %d is free".formatted(FIRST, FIRST + COUNT - 1));
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port)) {
      return true;
    } catch (IOException _) {
      return false; // somebody listens there
    }
  }
}
