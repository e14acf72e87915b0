package io.coredeck.explorer.store.hook;

import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Webhook;
import java.util.List;
import java.util.Optional;

/// Webhooks and their deliveries as they are at one moment.
public interface HookReading {

  /// Seconds that somebody may have a delivery in hand. What ends later is the word of a clock that
  /// was set back since, and does not count.
  long LONGEST_LEASE = 60;

  /// @return empty if no webhook has that number
  Optional<HookEntry> hook(long id);

  /// @param tid whose; 0 for everybody's
  /// @return by number
  List<HookEntry> hooksOf(long tid);

  /// @return how many there are
  long count();

  /// @param tid whose workload something happens to
  /// @return the active webhooks that may tell of it: the user's own, and those for everybody's
  List<HookEntry> listening(long tid);

  /// Active webhooks of which a delivery may be tried now, in any order.
  ///
  /// @param now seconds since 1970
  /// @param most so many at most
  List<HookEntry> due(long now, int most);

  /// Deliveries of a webhook that may be tried now: of each workload the oldest that waits, unless
  /// somebody has it in hand.
  ///
  /// @param now seconds since 1970
  /// @param most so many at most
  /// @return oldest first
  List<DeliveryEntry> ready(long hook, long now, int most);

  /// @return how many deliveries of a webhook somebody has in hand
  long inHand(long hook, long now);

  /// @return how many deliveries of a webhook wait
  long waiting(long hook);

  /// @return newest first
  List<Delivery> deliveries(long hook, int most);

  /// @return empty if the webhook has no such delivery
  Optional<DeliveryEntry> delivery(long hook, long id);

  /// A webhook with what its deliveries are signed with. Its text form hides that.
  ///
  /// @param secret sealed
  /// @param oldSecret the one before, sealed; empty if there is none
  record HookEntry(Webhook hook, String secret, String oldSecret) {

    /// @return the same, the webhook changed
    public HookEntry with(Webhook changed) {
      return new HookEntry(changed, secret, oldSecret);
    }

    @Override
    public String toString() {
      return "HookEntry[hook=%s, secrets hidden]".formatted(hook);
    }
  }

  /// A delivery with what is sent.
  ///
  /// @param hook the webhook's number
  /// @param customer whose workload it tells of
  /// @param body JSON
  /// @param queued when it began to wait, seconds since 1970
  /// @param leased until when an explorer has it in hand, seconds since 1970; 0 for nobody
  record DeliveryEntry(
      Delivery delivery, long hook, long customer, String body, long queued, long leased) {

    /// @param now seconds since 1970
    /// @return whether somebody has it in hand
    public boolean isLeased(long now) {
      return leased > now && leased <= now + LONGEST_LEASE;
    }

    /// @return the same, changed and in nobody's hand
    public DeliveryEntry with(Delivery changed) {
      return new DeliveryEntry(changed, hook, customer, body, queued, 0);
    }

    /// @return the same, beginning to wait
    public DeliveryEntry again(long now) {
      return new DeliveryEntry(delivery.again(now), hook, customer, body, now, 0);
    }

    /// @return the same, in somebody's hand
    public DeliveryEntry withLease(long until) {
      return new DeliveryEntry(delivery, hook, customer, body, queued, until);
    }
  }
}
