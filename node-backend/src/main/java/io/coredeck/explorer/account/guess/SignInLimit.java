package io.coredeck.explorer.account.guess;

import io.coredeck.explorer.account.guess.Delays.Rule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down who guesses passwords: for one name from one address, for all names from one address,
/// and for one name from all addresses. Safe for many threads.
///
/// Only the first makes a person wait who has signed in from that address before, and for half a
/// minute at most: strangers lock nobody out, neither from elsewhere nor from behind the same
/// address. Names that nobody has are counted as all others, so the waits tell nothing of who there
/// is.
public final class SignInLimit {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private static final Rule NAME_FROM_ADDRESS = new Rule(5, FIRST_WAIT, LONGEST_WAIT);

  /// Many people may sit behind one address, and some forget their passwords.
  private static final Rule ADDRESS = new Rule(30, FIRST_WAIT, Duration.ofMinutes(1));

  /// Short, because who comes from a new address has to find a moment between those who guess.
  private static final Rule NAME = new Rule(50, FIRST_WAIT, Duration.ofSeconds(30));

  /// For who has signed in from the address before: others behind it may try the same name.
  private static final Rule FAMILIAR = new Rule(5, FIRST_WAIT, Duration.ofSeconds(30));

  /// People and the addresses they have signed in from.
  private static final int MOST_FAMILIAR = 10_000;

  /// Longer names no account has; they are counted together.
  private static final int LONGEST_NAME = 64;

  private final Delays namesFromAddresses;
  private final Delays addresses;
  private final Delays names;
  private final Delays familiarOnes;

  // Guarded by this; the one that was used longest ago is forgotten first.
  private final Map<String, Boolean> familiar =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> oldest) {
          return size() > MOST_FAMILIAR;
        }
      };

  public SignInLimit(InstantSource clock) {
    namesFromAddresses = new Delays(NAME_FROM_ADDRESS, clock);
    addresses = new Delays(ADDRESS, clock);
    names = new Delays(NAME, clock);
    familiarOnes = new Delays(FAMILIAR, clock);
  }

  /// Who tries to sign in.
  ///
  /// @param name as it was typed
  /// @param address of the machine
  public record Attempt(String name, String address) {

    public Attempt {
      name = name.length() > LONGEST_NAME ? "" : name;
      address = Delays.networkOf(address);
    }

    private String both() {
      return name + " " + address;
    }
  }

  /// @return how long to wait before the next try; zero for not at all
  public synchronized Duration waitOf(Attempt who) {
    return isFamiliar(who)
        ? familiarOnes.waitOf(who.both())
        : longest(
            namesFromAddresses.waitOf(who.both()),
            addresses.waitOf(who.address()),
            names.waitOf(who.name()));
  }

  private boolean isFamiliar(Attempt who) {
    return familiar.get(who.both()) != null;
  }

  private static Duration longest(Duration one, Duration other, Duration third) {
    var two = one.compareTo(other) > 0 ? one : other;
    return two.compareTo(third) > 0 ? two : third;
  }

  /// Counts a try as a wrong one, before it is known whether it is, so that tries at the same time
  /// count each other. A right one is told of afterwards.
  ///
  /// @return how long to wait before the next try; zero if this one was counted and may be made
  public synchronized Duration begin(Attempt who) {
    var wait = waitOf(who);
    if (wait.isZero()) {
      if (isFamiliar(who)) {
        familiarOnes.count(who.both());
      } else {
        namesFromAddresses.count(who.both());
        addresses.count(who.address());
        names.count(who.name());
      }
    }
    return wait;
  }

  /// The try that was begun was right. Wrong ones of the same address for other names, and of
  /// others for the same name, stay counted: who guesses may have an account, too.
  public synchronized void succeeded(Attempt who) {
    namesFromAddresses.forget(who.both());
    familiarOnes.forget(who.both());
    if (familiar.put(who.both(), Boolean.TRUE) == null) {
      addresses.uncount(who.address());
      names.uncount(who.name());
    }
  }
}
