package io.coredeck.explorer.account.guess;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Waits that double with each failure of the same kind. Safe for many threads; remembers at most
/// 10,000 kinds, and each for a day after its last wait.
public final class Delays {

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 16;

  /// Of an IPv6 address: what one customer of a network provider has at least.
  private static final int NETWORK_BYTES = 8;

  private final Rule rule;
  private final InstantSource clock;

  // Guarded by this; the one that was used longest ago is forgotten first.
  private final Map<String, Failures> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> oldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /// How long failures cost.
  ///
  /// @param free so many failures, less one, cost nothing
  /// @param first the wait after the next; each further one costs twice as much
  /// @param longest more than this no failure costs
  public record Rule(int free, Duration first, Duration longest) {

    private Duration after(int failures) {
      if (failures < free) {
        return Duration.ZERO;
      }
      var wait = first.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
      return wait.compareTo(longest) > 0 ? longest : wait;
    }
  }

  private record Failures(int count, Instant until) {}

  public Delays(Rule rule, InstantSource clock) {
    this.rule = rule;
    this.clock = clock;
  }

  /// @param address of a machine, as text
  /// @return what all machines have in common that who has one can have: the address itself, of
  ///   IPv6 the network of 64 bits; the text if it is no address
  public static String networkOf(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address ip
          ? HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), NETWORK_BYTES)) + "/64"
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }

  /// @param kind what is counted together
  /// @return how long to wait before the next try; zero for not at all
  synchronized Duration waitOf(String kind) {
    var failures = known.get(kind);
    var now = clock.instant();
    return failures == null || !failures.until.isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, failures.until);
  }

  /// Counts a try as a failure, before it is known whether it is, so that tries at the same time
  /// count each other.
  ///
  /// @return how long to wait before the next try; zero if this one was counted and may be made
  public synchronized Duration begin(String kind) {
    var wait = waitOf(kind);
    if (wait.isZero()) {
      count(kind);
    }
    return wait;
  }

  synchronized void count(String kind) {
    var now = clock.instant();
    var before = known.get(kind);
    var count =
        before == null || before.until.plus(REMEMBERED).isBefore(now)
            ? 1
            : Math.min(before.count + 1, rule.free + MOST_DOUBLINGS);
    known.put(kind, new Failures(count, now.plus(rule.after(count))));
  }

  /// What was counted last was none.
  public synchronized void uncount(String kind) {
    var before = known.get(kind);
    if (before != null) {
      known.put(kind, new Failures(Math.max(0, before.count - 1), clock.instant()));
    }
  }

  synchronized void forget(String kind) {
    known.remove(kind);
  }
}
