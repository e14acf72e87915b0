package io.coredeck.node.probe;

import io.coredeck.identity.KeyPair;
import io.coredeck.identity.SecretException;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Reservation;
import io.coredeck.model.probe.EndpointProbe;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.model.probe.ProbeAnswer.Outcome;
import io.coredeck.model.rule.RedisAddress;
import io.coredeck.node.reach.Reach;
import io.coredeck.sdk.NodeClient;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Asks the explorer which endpoints to try, tries them and tells how it went. What is tried is not
/// logged: it may hold a password.
public final class EndpointProbes implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EndpointProbes.class.getName());

  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /// Tries at the same time; more are answered as busy.
  private static final int MOST_TRIES = 8;

  private final NodeClient explorer;
  private final KeyPair key;
  private final Reach reach;
  private final Semaphore tries = new Semaphore(MOST_TRIES);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory());
  private final Thread thread;
  private volatile boolean closing;

  private EndpointProbes(NodeClient explorer, KeyPair key, Reach reach) {
    this.explorer = explorer;
    this.key = key;
    this.reach = reach;
    this.thread = Thread.ofVirtual().name("probes").unstarted(this::run);
  }

  /// @param key of the node
  /// @param reach what may be tried for somebody who is no admin
  /// @return it, asking
  public static EndpointProbes start(NodeClient explorer, KeyPair key, Reach reach) {
    var probes = new EndpointProbes(explorer, key, reach);
    probes.thread.start();
    return probes;
  }

  private void run() {
    var pause = FIRST_PAUSE;
    try {
      while (!closing) {
        try {
          explorer.probes(WAIT).forEach(probe -> threads.execute(() -> handle(probe)));
          pause = FIRST_PAUSE;
        } catch (IOException e) {
          LOG.log(Level.DEBUG, "no endpoints to try could be asked for: {0}", e.getMessage());
          Thread.sleep(pause);
          var doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(EndpointProbe probe) {
    try {
      explorer.answerProbe(probe.id(), tried(probe));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the answer to a try is not wanted any more: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private ProbeAnswer tried(EndpointProbe probe) throws IOException, InterruptedException {
    if (!tries.tryAcquire()) {
      return new ProbeAnswer(Outcome.BUSY, 0);
    }
    try {
      var address = RedisAddress.parse(url(probe));
      return probe.everywhere()
          ? RedisTry.anywhere(address)
          : RedisTry.of(address, reach, probe.customerTid());
    } catch (SecretException | IllegalArgumentException _) {
      return new ProbeAnswer(Outcome.NOT_UNDERSTOOD, 0);
    } finally {
      tries.release();
    }
  }

  private String url(EndpointProbe probe)
      throws SecretException, IOException, InterruptedException {
    var sender = explorer.grid().user(probe.customerTid()).pubkey();
    var plain = Secrets.decrypt(Reservation.CURRENT_VERSION, key, sender, probe.secretUrl());
    return new String(plain, StandardCharsets.UTF_8);
  }

  /// Gives up what is being tried; ends within 5 seconds. Calling it again does nothing.
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    threads.shutdownNow();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
