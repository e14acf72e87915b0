package io.coredeck.sdk;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Calls that outlast a restart of the explorer: while it does not answer they are made again, and
/// nothing is asked for twice.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="patient"}
///
/// @param grid in whose name
/// @param limit how long the explorer may be away
public record PatientCalls(GridClient grid, Duration limit) {

  private static final String KEY = "Idempotency-Key";
  private static final int IN_HAND = 409;

  /// Asks for a workload as {@link GridClient#deploy} does. After a lost answer it looks whether
  /// the explorer has it already.
  ///
  /// @return the new reservation's id
  /// @throws GridException if the explorer refuses, also if that answer was lost and its pool could
  ///   not pay the wish: then with {@link GridException#listed}; with {@link
  ///   GridException#isSilence} if it did not answer until the limit: then nobody knows whether it
  ///   has taken the wish
  public long deploy(Reservation wish) throws GridException, InterruptedException {
    return send(grid.signed(wish));
  }

  long send(Reservation signed) throws GridException, InterruptedException {
    var key = UUID.randomUUID().toString();
    try {
      return send(signed, key);
    } catch (GridException e) {
      if (!e.isSilence()) {
        throw e;
      }
    }
    return Waiting.until(
            limit, _ -> takenOrSent(signed, key), Optional::isPresent, "the explorer is away")
        .orElseThrow();
  }

  /// @param key of the wish, the same each time: an explorer of Coredeck answers then as it did
  private long send(Reservation signed, String key) throws GridException, InterruptedException {
    var calls = grid.calls();
    var headers = Map.of(KEY, '"' + key + '"');
    var answer = calls.post("/reservations/workloads", Json.write(signed), headers);
    return calls.read(answer, Messages::reservationId);
  }

  /// @return empty while the first call is still in hand
  private Optional<Long> takenOrSent(Reservation signed, String key)
      throws GridException, InterruptedException {
    var taken = signed.customerSignature().isEmpty() ? Optional.<Long>empty() : taken(signed);
    if (taken.isPresent()) {
      return taken;
    }
    try {
      return Optional.of(send(signed, key));
    } catch (GridException e) {
      if (e.status() == IN_HAND && e.getMessage() != null && e.getMessage().contains(KEY)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// An explorer that knows no keys, as the original, would take the wish once more.
  private Optional<Long> taken(Reservation signed) throws GridException, InterruptedException {
    for (var state : List.of(NextAction.DEPLOY, NextAction.DELETE, NextAction.INVALID)) {
      var path =
          "/reservations/workloads?customer_tid=%d&next_action=%d"
              .formatted(grid.tid(), state.code());
      for (var one : grid.calls().pages(path, Json::reservations)) {
        if (one.customerSignature().equals(signed.customerSignature())) {
          return Optional.of(accepted(one));
        }
      }
    }
    return Optional.empty();
  }

  /// @param found what the explorer made of a wish
  /// @throws GridException as its answer would have been if the pool could not pay
  private static long accepted(Reservation found) throws GridException {
    if (found.nextAction() == NextAction.INVALID) {
      throw GridException.unpaid(found.id());
    }
    return found.id();
  }

  /// Asks for the deletion of what the explorer refused and lists all the same; asks for nothing if
  /// there is no such thing.
  ///
  /// @return the refusal, to be thrown on; with {@link GridException#listed} only if the deletion
  ///   was refused too, which its message says then
  public GridException takenBack(GridException refused) throws InterruptedException {
    if (refused.listed().isEmpty()) {
      return refused;
    }
    var id = refused.listed().getAsLong();
    try {
      decommission(id);
      return refused.unlisted();
    } catch (GridException again) {
      return again.isUnsure() && isGoing(id) ? refused.unlisted() : refused.stillListed(again);
    }
  }

  /// @return whether it is deleted or being deleted for sure
  private boolean isGoing(long id) throws InterruptedException {
    try {
      return grid.workload(id).nextAction().isDelete();
    } catch (GridException _) {
      return false; // the refusal names it
    }
  }

  /// Asks for a workload's deletion as {@link GridClient#decommission} does.
  public void decommission(long id) throws GridException, InterruptedException {
    var _ =
        Waiting.until(
            limit,
            _ -> {
              grid.decommission(id);
              return id;
            },
            _ -> true,
            "the explorer is away");
  }
}
