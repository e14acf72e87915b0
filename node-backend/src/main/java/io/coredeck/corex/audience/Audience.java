package io.coredeck.corex.audience;

import io.coredeck.corex.output.WindowSize;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The people at one terminal: who types, who asks to, and whose size it has.
///
/// One person types at a time, at as many screens as that person has; whoever types first is the
/// driver. Somebody else asks, and the driver hands over or keeps; a driver who has not typed for a
/// while, or does not answer, is taken as willing. So nobody types into another's line by accident,
/// and nobody waits for somebody who went for lunch. Where a driver lets everybody type, what the
/// others type does not make them drivers: the size would change with every word. Safe for use by
/// several threads; methods that change something answer whether they did.
public final class Audience {

  /// A driver who typed nothing for so long hands over to whoever asks, without being asked.
  public static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

  /// A driver who does not answer for so long hands over.
  public static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  private final InstantSource clock;
  private final Map<Long, Seat> seats = new LinkedHashMap<>();
  private long lastSeat;
  private @Nullable Seat driver;
  private Instant typedAt = Instant.EPOCH;
  private boolean everybodyTypes;
  private SizePolicy policy = SizePolicy.DRIVER;
  private Optional<WindowSize> size = Optional.empty();

  /// @param clock tells the time
  public Audience(InstantSource clock) {
    this.clock = clock;
  }

  /// Somebody comes.
  ///
  /// @return the number of the seat
  public synchronized long join(Arrival arrival) {
    var seat = new Seat(++lastSeat, arrival, clock.instant());
    seats.put(seat.number, seat);
    resolveSize();
    return seat.number;
  }

  /// Somebody goes. A driver who has no other screen here leaves the place free.
  public synchronized boolean leave(long number) {
    var gone = seats.remove(number);
    if (gone == null) {
      return false;
    }
    if (gone == driver) {
      driver = null;
      seats.values().stream()
          .filter(other -> other.person.equals(gone.person) && !other.watches)
          .findFirst()
          .ifPresent(other -> driver = other);
      if (driver == null) {
        firstWhoAsks().ifPresent(this::drive);
      }
    }
    resolveSize();
    return true;
  }

  /// Somebody types.
  ///
  /// @return whether it is to arrive
  public synchronized Typed type(long number) {
    var seat = seats.get(number);
    if (seat == null || !mayType(seat)) {
      return Typed.REFUSED;
    }
    if (seat.free) {
      return Typed.ACCEPTED;
    }
    typedAt = clock.instant();
    if (seat == driver || !isFreeFor(seat)) {
      return Typed.ACCEPTED;
    }
    drive(seat);
    return Typed.ACCEPTED_AND_DRIVES;
  }

  /// What becomes of something typed.
  public enum Typed {
    REFUSED,
    ACCEPTED,
    /// It arrives, and from now on this viewer is the driver: others are to be told.
    ACCEPTED_AND_DRIVES;

    /// @return whether it arrives
    public boolean isAccepted() {
      return this != REFUSED;
    }
  }

  /// Somebody takes the keys without typing yet, as one does who clicks into a terminal.
  public synchronized boolean take(long number) {
    var seat = seats.get(number);
    if (seat == null || seat == driver || seat.free || seat.watches || !isFreeFor(seat)) {
      return false;
    }
    drive(seat);
    return true;
  }

  /// Somebody asks to type; one who may, or whom nobody is there to refuse, does at once.
  public synchronized boolean ask(long number) {
    var seat = seats.get(number);
    if (seat == null || seat.watches || seat.free || seat == driver || seat.asksSince.isPresent()) {
      return false;
    }
    if (isFreeFor(seat) || isDriverIdle()) {
      drive(seat);
    } else {
      seat.asksSince = Optional.of(clock.instant());
    }
    return true;
  }

  /// The driver hands over.
  ///
  /// @param to who shall type; need not have asked, but must not be a watcher
  public synchronized boolean give(long number, long to) {
    var seat = seats.get(to);
    if (!isDriver(number) || seat == null || seat.watches || seat.free || seat == driver) {
      return false;
    }
    drive(seat);
    return true;
  }

  /// The driver keeps the keys: whoever asked is told no.
  public synchronized boolean keep(long number) {
    if (!isDriver(number) || firstWhoAsks().isEmpty()) {
      return false;
    }
    typedAt = clock.instant();
    seats.values().forEach(seat -> seat.asksSince = Optional.empty());
    return true;
  }

  /// Somebody only looks from now on, or no longer.
  public synchronized boolean watch(long number, boolean watches) {
    var seat = seats.get(number);
    if (seat == null || seat.watches == watches) {
      return false;
    }
    seat.watches = watches;
    seat.asksSince = Optional.empty();
    if (seat == driver) {
      driver = null;
      firstWhoAsks().ifPresent(this::drive);
    }
    resolveSize();
    return true;
  }

  /// The driver, or anybody while there is none, lets all type or one alone.
  public synchronized boolean letAllType(long number, boolean all) {
    if (!decides(number) || everybodyTypes == all) {
      return false;
    }
    everybodyTypes = all;
    seats.values().forEach(seat -> seat.asksSince = Optional.empty());
    return true;
  }

  /// The driver, or anybody while there is none, says whose size counts.
  public synchronized boolean sizeBy(long number, SizePolicy.Wish wish) {
    if (!decides(number)) {
      return false;
    }
    policy = wish.policy();
    if (policy == SizePolicy.FIXED && wish.fixed().isPresent()) {
      size = wish.fixed();
    }
    resolveSize();
    return true;
  }

  /// Somebody's window has another size.
  public synchronized boolean resize(long number, WindowSize wanted) {
    var seat = seats.get(number);
    if (seat == null || seat.size.equals(Optional.of(wanted))) {
      return false;
    }
    seat.size = Optional.of(wanted);
    if (!seat.free) {
      resolveSize();
    } else if (policy == SizePolicy.DRIVER && (driver == null || driver.size.isEmpty())) {
      size = seat.size; // as in the original: the last one who sets it
    }
    return true;
  }

  /// Hands over where a driver did not answer.
  ///
  /// @return whether anything changed
  public synchronized boolean expire() {
    var over = firstWhoAsks().filter(this::isOver);
    over.ifPresent(this::drive);
    return over.isPresent();
  }

  /// @return when {@link #expire} will have something to do, if nothing happens before
  public synchronized Optional<Instant> nextExpiry() {
    return firstWhoAsks().flatMap(seat -> seat.asksSince).map(since -> since.plus(ANSWER_LIMIT));
  }

  /// @return the size the terminal shall have, once anybody has given one
  public synchronized Optional<WindowSize> size() {
    return size;
  }

  /// @return the one viewer whose terminal answers what programs ask (where the cursor is, what it
  ///   can): the driver's, else that of the first who may type; empty if the server has to
  public synchronized OptionalLong answering() {
    if (driver != null) {
      return OptionalLong.of(driver.number);
    }
    return seats.values().stream()
        .filter(seat -> !seat.watches)
        .sorted(Comparator.comparing((Seat seat) -> seat.free))
        .mapToLong(seat -> seat.number)
        .findFirst();
  }

  /// @return who is here now
  public synchronized AudienceView view() {
    return new AudienceView(
        seats.values().stream().map(seat -> seat.told(mayType(seat))).toList(),
        driver == null ? OptionalLong.empty() : OptionalLong.of(driver.number),
        everybodyTypes,
        policy,
        size);
  }

  private boolean mayType(Seat seat) {
    if (seat.watches) {
      return false;
    }
    return seat.free || everybodyTypes || isFreeFor(seat);
  }

  /// Whether nobody else drives.
  private boolean isFreeFor(Seat seat) {
    var current = driver;
    return current == null || current.person.equals(seat.person);
  }

  /// Also the driver's other screens decide.
  private boolean isDriver(long number) {
    var seat = seats.get(number);
    var current = driver;
    return seat != null && current != null && current.person.equals(seat.person);
  }

  private boolean decides(long number) {
    var seat = seats.get(number);
    return seat != null && !seat.watches && (driver == null || isDriver(number));
  }

  private boolean isDriverIdle() {
    return driver == null || !typedAt.plus(IDLE_LIMIT).isAfter(clock.instant());
  }

  private boolean isOver(Seat seat) {
    var now = clock.instant();
    return seat.asksSince.filter(since -> !since.plus(ANSWER_LIMIT).isAfter(now)).isPresent();
  }

  private Optional<Seat> firstWhoAsks() {
    return seats.values().stream()
        .filter(seat -> seat.asksSince.isPresent())
        .min((a, b) -> a.asksSince.orElseThrow().compareTo(b.asksSince.orElseThrow()));
  }

  private void drive(Seat seat) {
    driver = seat;
    typedAt = clock.instant();
    seat.asksSince = Optional.empty();
    resolveSize();
  }

  private void resolveSize() {
    size = policy.resolve(size, Optional.ofNullable(driver), seats.values());
  }
}
