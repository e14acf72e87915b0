package io.coredeck.explorer.webhook;

import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.hook.HookReading.DeliveryEntry;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.explorer.webhook.send.Outcome;
import io.coredeck.explorer.webhook.send.Post;
import io.coredeck.explorer.webhook.send.Sender;
import io.coredeck.model.hook.Webhook;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Makes the deliveries that wait, a few of each webhook at a time, so that no receiver holds up
/// those of others.
///
/// What one explorer has in hand no other takes, for {@link Bounds#LEASE}; what becomes of it is
/// written afterwards. An explorer that is killed in between makes the delivery again, or another
/// one does: receivers know it by its event's id.
final class Courier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Courier.class.getName());
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Store store;
  private final Sender sender;
  private final HookSecrets secrets;
  private final Settling settling;
  private final InstantSource clock;
  private final Duration pause;

  /// What this explorer has in hand, and whose it is.
  private final Map<Long, Long> inHand = new ConcurrentHashMap<>();

  private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
  private final ExecutorService deliveries =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  private final Thread thread;
  private volatile boolean isClosed;

  private Courier(
      Store store,
      Sender sender,
      HookSecrets secrets,
      Settling settling,
      InstantSource clock,
      Duration pause) {
    this.store = store;
    this.sender = sender;
    this.secrets = secrets;
    this.settling = settling;
    this.clock = clock;
    this.pause = pause;
    thread = Thread.ofPlatform().name("webhooks").daemon().unstarted(this::run);
  }

  /// @param pause between two looks at what waits, if nothing is heard of
  /// @return the courier, at work
  static Courier start(
      Store store,
      Sender sender,
      HookSecrets secrets,
      Settling settling,
      InstantSource clock,
      Duration pause) {
    var courier = new Courier(store, sender, secrets, settling, clock, pause);
    courier.thread.start();
    return courier;
  }

  /// A delivery in hand.
  private record Parcel(HookEntry hook, DeliveryEntry delivery) {}

  /// Has it look at once.
  void wake() {
    var _ = news.offer(true); // one that is there already says the same
  }

  private void run() {
    try {
      while (!isClosed) {
        lookAndSay();
        var _ = news.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAndSay() throws InterruptedException {
    try {
      look();
    } catch (StoreException | RuntimeException | Error e) { // else none would be told ever after
      LOG.log(Level.ERROR, "webhooks that wait were not looked at; tried again soon", e);
    }
  }

  private void look() throws StoreException, InterruptedException {
    var free = Bounds.MOST_AT_ONCE - inHand.size();
    if (free <= 0 || !store.read(this::canClaim)) {
      return;
    }
    for (var parcel : store.write(records -> claim(records, free))) {
      inHand.put(parcel.delivery().delivery().id(), parcel.hook().hook().tid());
      deliveries.execute(() -> deliver(parcel));
    }
  }

  /// Looks before it writes: others wait while somebody writes.
  private boolean canClaim(Reading records) {
    var now = clock.instant().getEpochSecond();
    var ofOwners = ofOwners();
    return records.hooks().due(now, Bounds.MOST).stream()
        .map(HookEntry::hook)
        .anyMatch(hook -> room(records, hook, now, ofOwners.getOrDefault(hook.tid(), 0)) > 0);
  }

  private Map<Long, Integer> ofOwners() {
    var ofOwners = new HashMap<Long, Integer>();
    inHand.values().forEach(tid -> ofOwners.merge(tid, 1, Integer::sum));
    return ofOwners;
  }

  private List<Parcel> claim(Writing records, int free) {
    var now = clock.instant().getEpochSecond(); // the turn to write may have come late
    var claimed = new ArrayList<Parcel>();
    var ofOwners = ofOwners();
    for (var entry : records.hooks().due(now, Bounds.MOST)) {
      var hook = entry.hook();
      var room = room(records, hook, now, ofOwners.getOrDefault(hook.tid(), 0));
      var places = Math.min(room, free - claimed.size());
      if (places <= 0) {
        continue;
      }
      if (!Rights.mayHaveWebhooks(records, hook.tid())) {
        settling.disable(records, hook, "its owner may have no webhooks any more");
        continue;
      }
      for (var one : records.hooks().ready(hook.id(), now, places)) {
        if (!inHand.containsKey(one.delivery().id()) && !isDropped(records, entry, one, now)) {
          records.hooks().put(one.withLease(now + Bounds.LEASE.toSeconds()));
          claimed.add(new Parcel(entry, one));
          ofOwners.merge(hook.tid(), 1, Integer::sum);
        }
      }
    }
    return claimed;
  }

  private static int room(Reading records, Webhook hook, long now, int ofOwner) {
    var places = Bounds.MOST_AT_ONCE_OF_ONE - ofOwner;
    if (places <= 0) {
      return 0;
    }
    var lanes = hook.standing().failures() < Bounds.FEW_FAILURES ? Bounds.LANES : 1;
    var left = lanes - records.hooks().inHand(hook.id(), now);
    return (int) Math.min(left, places);
  }

  private boolean isDropped(Writing records, HookEntry entry, DeliveryEntry one, long now) {
    var isOld = one.queued() + Bounds.MOST_AGE.toSeconds() < now;
    if (!isOld && EventWriter.mayTell(records, entry, one.customer())) {
      return false;
    }
    var why =
        isOld
            ? "dropped: it waited for %d days".formatted(Bounds.MOST_AGE.toDays())
            : "dropped: the workload is not the owner's to see any more";
    settling.drop(records, one, why);
    wake(); // what waited behind it
    return true;
  }

  private void deliver(Parcel parcel) {
    try {
      var outcome = send(parcel);
      if (!isClosed || outcome.isDelivered()) { // else it did not fail, it was given up
        store.write(records -> {
          settling.settle(records, parcel.delivery(), outcome);
          return true;
        });
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "what became of delivery {0} of webhook {1} is not known; it is made again",
          Long.toString(parcel.delivery().delivery().id()),
          Long.toString(parcel.hook().hook().id()),
          e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      inHand.remove(parcel.delivery().delivery().id());
      wake();
    }
  }

  private Outcome send(Parcel parcel) {
    List<String> signedWith;
    try {
      signedWith = secrets.of(parcel.hook(), clock.instant().getEpochSecond());
    } catch (IOException e) {
      LOG.log(Level.ERROR, "a webhook's secret is lost: {0}", e.getMessage());
      return new Outcome(
          0, Duration.ZERO, "its secret cannot be read; rotate it", "", Duration.ZERO);
    }
    var delivery = parcel.delivery();
    return sender
        .send(
            new Post(
                URI.create(parcel.hook().hook().target().url()),
                delivery.delivery().eventId(),
                delivery.body(),
                signedWith))
        .join();
  }

  /// Takes nothing more in hand and gives up after 5 seconds what is in it: it is made again later.
  /// The sender is to be closed after this. Calling it again does nothing.
  @Override
  public void close() {
    isClosed = true;
    wake();
    deliveries.shutdown();
    try {
      if (!thread.join(STOP_LIMIT)) {
        LOG.log(Level.WARNING, "a look at webhooks is still running");
      }
      if (!deliveries.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        deliveries.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
