package io.coredeck.explorer.webhook;

import io.coredeck.explorer.account.KeySeal;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.webhook.send.Authorities;
import io.coredeck.explorer.webhook.send.Networks;
import io.coredeck.explorer.webhook.send.Sender;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/// Webhooks of one explorer: the calls about them, what is written of changes, and what carries it.
public final class WebhookService implements AutoCloseable {

  /// Between two looks at what waits: other explorers of the same database add to it, too.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Sender sender;
  private final Courier courier;

  private WebhookService(Sender sender, Courier courier) {
    this.sender = sender;
    this.courier = courier;
  }

  /// Adds the calls and begins to deliver.
  ///
  /// @param seal keeps the secrets
  /// @param networks to which addresses deliveries may go
  /// @param authorities whose certificates receivers may have
  /// @return to be closed before the store
  /// @throws IOException if nothing can be sent
  public static WebhookService start(
      Doors doors,
      Store store,
      KeySeal seal,
      Networks networks,
      Authorities authorities,
      InstantSource clock)
      throws IOException {
    var pruning = new Pruning(clock);
    var secrets = new HookSecrets(seal);
    var events = new EventWriter(pruning, clock);
    store.onWorkload(events);
    var sender = Sender.start(networks, authorities, clock);
    var settling = new Settling(pruning, clock, () -> ThreadLocalRandom.current().nextDouble());
    var courier = Courier.start(store, sender, secrets, settling, clock, PAUSE);
    store.onChange(workloads -> {
      if (events.hasTold(workloads)) {
        courier.wake();
      }
    });
    new Webhooks(store, secrets, networks, courier::wake, clock).open(doors);
    new Deliveries(store, secrets, sender, courier::wake, clock).open(doors);
    return new WebhookService(sender, courier);
  }

  /// Ends within about 10 seconds; what is not delivered is later. Calling it again does nothing.
  @Override
  public void close() {
    courier.close();
    sender.close();
  }
}
