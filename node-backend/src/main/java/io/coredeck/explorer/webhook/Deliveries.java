package io.coredeck.explorer.webhook;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.probe.ProbeLimit;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.explorer.webhook.send.Outcome;
import io.coredeck.explorer.webhook.send.Post;
import io.coredeck.explorer.webhook.send.Sender;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Delivery.Try;
import io.coredeck.model.hook.HookEvent;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.hook.HookMessages;
import io.coredeck.wire.hook.HookMessages.Pinged;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// The calls about what is delivered to a webhook: what was, again, and a test.
final class Deliveries {

  /// Deliveries that are shown.
  private static final int MOST = 100;

  private final Store store;
  private final HookSecrets secrets;
  private final Sender sender;
  private final Runnable news;
  private final InstantSource clock;
  private final ProbeLimit tests;

  /// @param news told when something may have to be delivered
  Deliveries(Store store, HookSecrets secrets, Sender sender, Runnable news, InstantSource clock) {
    this.store = store;
    this.secrets = secrets;
    this.sender = sender;
    this.news = news;
    this.clock = clock;
    this.tests = new ProbeLimit(clock);
  }

  void open(Doors doors) {
    var one = "/webhooks/{id:digits}";
    doors
        .changerLater("POST", one + "/ping", this::ping)
        .user("GET", one + "/deliveries", this::list)
        .changer(
            "POST",
            one + "/deliveries/{delivery:digits}/redeliver",
            "webhook.redeliver",
            this::again);
  }

  private Answer list(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var found =
        store.read(records -> {
          var hook = OwnHooks.own(records, request, caller).hook();
          return records.hooks().deliveries(hook.id(), MOST);
        });
    return Answer.json(200, HookMessages.writeDeliveries(found)).with("Cache-Control", "no-store");
  }

  private Answer again(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "delivery");
    var now = clock.instant().getEpochSecond();
    var delivery =
        store.write(records -> {
          var hook = OwnHooks.own(records, request, caller).hook();
          note.object(Settling.name(hook));
          if (!hook.isActive()) {
            throw new RefusedException(409, "the webhook is disabled; enable it first");
          }
          var entry =
              records
                  .hooks()
                  .delivery(hook.id(), id)
                  .orElseThrow(() -> new RefusedException(404, "delivery not found"));
          if (entry.delivery().state() == State.WAITING && entry.isLeased(now)) {
            throw new RefusedException(409, "it is on its way; look again in a moment");
          }
          var waiting = entry.again(now);
          records.hooks().put(waiting);
          note.detail(entry.delivery().eventId());
          note.done(records);
          return waiting.delivery();
        });
    news.run();
    return Answer.json(200, HookMessages.write(delivery)).with("Cache-Control", "no-store");
  }

  /// Also of one that is disabled, so that it can be tried before.
  private CompletionStage<Answer> ping(WebRequest request, Caller caller)
      throws IOException, InterruptedException {
    var entry = store.read(records -> OwnHooks.own(records, request, caller));
    if (entry.hook().standing().isBlocked()) {
      throw new RefusedException(
          409, "an admin has stopped this webhook: " + entry.hook().standing().reason());
    }
    if (!tests.take(caller.tid())) {
      throw new RefusedException(
          429, "that was tried %d times in a minute; wait a little".formatted(ProbeLimit.MOST));
    }
    var now = clock.instant();
    var id = EventWriter.newId();
    var body = EventWriter.body(HookEvent.PING, now, Map.of("webhook_id", entry.hook().id()));
    var post = new Post(URI.create(entry.hook().target().url()), id, body, signedWith(entry, now));
    return sender.send(post).thenApply(outcome -> told(id, outcome, now));
  }

  private List<String> signedWith(HookEntry entry, Instant now) {
    try {
      return secrets.of(entry, now.getEpochSecond());
    } catch (IOException _) {
      throw new RefusedException(
          409, "the webhook's secret cannot be read, the explorer's key file changed; rotate it");
    }
  }

  private static Answer told(String id, Outcome outcome, Instant now) {
    var tried =
        new Try(
            now.getEpochSecond(),
            outcome.status(),
            outcome.took().toMillis(),
            outcome.error(),
            outcome.answer());
    return Answer.json(200, HookMessages.write(new Pinged(id, outcome.isDelivered(), tried)))
        .with("Cache-Control", "no-store");
  }
}
