package io.coredeck.explorer.store.hook;

import io.coredeck.model.hook.Webhook;
import java.util.List;

/// Webhooks and their deliveries while nobody else changes them.
public interface HookWriting extends HookReading {

  /// @return the number for a new webhook
  long nextHook();

  /// Adds or replaces a webhook.
  void put(HookEntry entry);

  /// Keeps how a webhook fares, without touching the rest of it.
  void putStanding(Webhook hook);

  /// Removes a webhook with its deliveries, if it is there.
  void remove(long id);

  /// Removes all webhooks of a user with their deliveries.
  void removeAllOf(long tid);

  /// Adds deliveries.
  ///
  /// @param entries their numbers are ignored
  /// @return the same with their numbers
  List<DeliveryEntry> add(List<DeliveryEntry> entries);

  /// Replaces what became of a delivery and who has it in hand.
  void put(DeliveryEntry entry);

  /// Drops the oldest deliveries that wait and are in nobody's hand, and forgets the oldest that
  /// have ended.
  ///
  /// @param mostWaiting so many stay at most
  /// @param mostEnded so many stay at most
  /// @param why what is told of those that are dropped
  /// @return how many were dropped
  long prune(long hook, long now, int mostWaiting, int mostEnded, String why);
}
