package io.coredeck.explorer.webhook;

import io.coredeck.explorer.webhook.send.Sender;
import java.time.Duration;

/// How much of everything there is.
final class Bounds {

  /// Webhooks of one user.
  static final int MOST_OF_ONE = 20;

  /// Webhooks of all.
  static final int MOST = 500;

  /// Deliveries of one webhook that wait; of more, the oldest are dropped.
  static final int MOST_WAITING = 5000;

  /// Deliveries of one webhook that have ended and are remembered.
  static final int MOST_ENDED = 100;

  /// Deliveries between two looks at those that are too many.
  static final int BETWEEN_LOOKS = 32;

  /// Deliveries of one webhook at the same time, each of another workload.
  static final int LANES = 4;

  /// After so many failures in a row a webhook has one lane, and pauses after each further failure.
  static final int FEW_FAILURES = 3;

  /// Deliveries of all webhooks of one user at the same time, so that slow receivers of one do not
  /// hold up others.
  static final int MOST_AT_ONCE_OF_ONE = 8;

  /// Deliveries of one explorer at the same time.
  static final int MOST_AT_ONCE = 128;

  /// How long an explorer has a delivery in hand; longer than a try may take. If the explorer ends
  /// meanwhile, the delivery is made again afterwards.
  static final Duration LEASE = Sender.LIMIT.plusSeconds(5);

  /// Tries of one delivery.
  static final int MOST_ATTEMPTS = 20;

  /// How long a delivery waits at most, tried or not.
  static final Duration MOST_AGE = Duration.ofDays(3);

  /// A webhook to which nothing got through for so long, in so many tries, is disabled.
  static final Duration PATIENCE = Duration.ofDays(2);

  static final int PATIENT_TRIES = 10;

  /// How long a receiver may ask to be left alone.
  static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  /// How long the secret before is used besides the new one.
  static final Duration OLD_SECRET = Duration.ofHours(24);

  private Bounds() {}
}
