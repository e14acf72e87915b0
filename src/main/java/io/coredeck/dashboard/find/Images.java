package io.coredeck.dashboard.find;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The hub's images as they were lately. Asking never waits for the hub: what is old is given once
/// more while it is asked.
public final class Images {

  private static final System.Logger LOG = System.getLogger(Images.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(30);

  /// Asks the hub.
  public interface Source {
    /// @throws IOException if it does not answer
    List<Image> all() throws IOException, InterruptedException;
  }

  /// An image.
  ///
  /// @param name with its repository, e.g. `demo/busybox.flist`
  /// @param url where nodes find it
  public record Image(String name, String url) {}

  private final Source hub;
  private final AtomicBoolean isAsking = new AtomicBoolean();
  private volatile List<Image> known = List.of();
  private volatile long askedAt = System.nanoTime() - FRESH.toNanos();

  public Images(Source hub) {
    this.hub = hub;
  }

  List<Image> known() {
    var isOld = System.nanoTime() - askedAt > FRESH.toNanos();
    if (isOld && !isAsking.getAndSet(true)) {
      Thread.ofVirtual().name("find-images").start(this::ask);
    }
    return known;
  }

  private void ask() {
    try {
      known = List.copyOf(hub.all());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the hub does not answer; its images are found as they were", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      askedAt = System.nanoTime();
      isAsking.set(false);
    }
  }
}
