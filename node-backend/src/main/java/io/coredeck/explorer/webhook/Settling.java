package io.coredeck.explorer.webhook;

import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.hook.HookReading.DeliveryEntry;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.explorer.webhook.send.Outcome;
import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Delivery.Try;
import io.coredeck.model.hook.Webhook;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;

/// What becomes of a delivery and its webhook after a try.
final class Settling {

  private final Pruning pruning;
  private final InstantSource clock;
  private final DoubleSupplier chance;

  /// @param chance gives numbers from 0 to 1
  Settling(Pruning pruning, InstantSource clock, DoubleSupplier chance) {
    this.pruning = pruning;
    this.clock = clock;
    this.chance = chance;
  }

  /// Another explorer may have made the delivery meanwhile, or its owner removed it: then nothing
  /// is left to be done.
  void settle(Writing records, DeliveryEntry parcel, Outcome outcome) {
    var hooks = records.hooks();
    var entry = hooks.hook(parcel.hook());
    var present = hooks.delivery(parcel.hook(), parcel.delivery().id());
    if (entry.isEmpty() || present.isEmpty() || present.get().delivery().state() != State.WAITING) {
      return;
    }
    var now = clock.instant();
    var delivery = after(present.get(), outcome, now);
    hooks.put(present.get().with(delivery));
    var hook = entry.get().hook();
    if (outcome.isDelivered()) {
      hooks.putStanding(hook.with(hook.standing().arrived(now.getEpochSecond())));
    } else if (!outcome.isOwnFault()) {
      failed(records, hook, outcome, now);
    }
    if (delivery.state() != State.WAITING) {
      pruning.after(records, hook.id());
    }
  }

  private Delivery after(DeliveryEntry present, Outcome outcome, Instant now) {
    var delivery = present.delivery();
    var at = now.getEpochSecond();
    var tried =
        new Try(at, outcome.status(), outcome.took().toMillis(), outcome.error(), outcome.answer());
    if (outcome.isDelivered()) {
      return delivery.tried(State.DELIVERED, 0, tried);
    }
    var attempts = delivery.attempts() + 1;
    var next = now.plus(longer(Backoff.after(attempts, Backoff.LONGEST, chance()), outcome));
    var isLast =
        attempts >= Bounds.MOST_ATTEMPTS
            || next.getEpochSecond() > present.queued() + Bounds.MOST_AGE.toSeconds();
    return delivery.tried(isLast ? State.FAILED : State.WAITING, next.getEpochSecond(), tried);
  }

  private double chance() {
    return chance.getAsDouble();
  }

  private static Duration longer(Duration wait, Outcome outcome) {
    var asked = asked(outcome);
    return asked.compareTo(wait) > 0 ? asked : wait;
  }

  private static Duration asked(Outcome outcome) {
    var asked = outcome.retryAfter();
    return asked.compareTo(Bounds.LONGEST_RETRY_AFTER) > 0 ? Bounds.LONGEST_RETRY_AFTER : asked;
  }

  private void failed(Writing records, Webhook hook, Outcome outcome, Instant now) {
    var failures = hook.standing().failures() + 1;
    var pause =
        failures < Bounds.FEW_FAILURES
            ? Duration.ZERO
            : Backoff.after(
                failures - Bounds.FEW_FAILURES + 1, Bounds.LONGEST_RETRY_AFTER, chance());
    var next = now.plus(longer(pause, outcome)).getEpochSecond();
    var at = now.getEpochSecond();
    var failed = hook.with(hook.standing().failed(at, next));
    records.hooks().putStanding(failed);
    if (outcome.isGone()) {
      disable(records, failed, "its receiver says that it is gone (410)");
    } else if (isHopeless(failed, at)) {
      disable(
          records,
          failed,
          "nothing got through for %d days: %s"
              .formatted(Bounds.PATIENCE.toDays(), outcome.error()));
    }
  }

  private static boolean isHopeless(Webhook hook, long now) {
    var standing = hook.standing();
    return standing.failures() >= Bounds.PATIENT_TRIES
        && now - standing.failingSince() >= Bounds.PATIENCE.toSeconds();
  }

  /// Gives up a delivery that is not to be tried any more.
  void drop(Writing records, DeliveryEntry entry, String why) {
    var hooks = records.hooks();
    hooks.put(entry.with(entry.delivery().dropped(why)));
    hooks
        .hook(entry.hook())
        .map(HookEntry::hook)
        .map(hook -> hook.with(hook.standing().dropping(1)))
        .ifPresent(hooks::putStanding);
    pruning.after(records, entry.hook());
  }

  /// Disables a webhook and remembers why, for its owner.
  void disable(Writing records, Webhook hook, String why) {
    var entry = records.hooks().hook(hook.id());
    if (entry.isEmpty() || !hook.target().enabled()) {
      return;
    }
    var stopped =
        hook.with(hook.target().withEnabled(false)).with(hook.standing().stopped(false, why));
    records.hooks().put(entry.get().with(stopped));
    records
        .people()
        .add(
            new AuditEntry(
                0,
                clock.instant().getEpochSecond(),
                hook.tid(),
                "(explorer)",
                "webhook",
                "",
                "webhook.disable",
                name(hook),
                Result.OK,
                why));
  }

  /// @return number and host: the rest of a URL may be a secret
  static String name(Webhook hook) {
    return "%d (%s)".formatted(hook.id(), URI.create(hook.target().url()).getHost());
  }
}
