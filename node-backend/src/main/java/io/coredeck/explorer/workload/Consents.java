package io.coredeck.explorer.workload;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.Challenges;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Messages;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// The calls with which users agree to the creation or deletion of a workload. When enough have
/// asked for a deletion, the node is told.
public final class Consents {
  private final Store store;
  private final Callers callers;
  private final NodeDesk desk;
  private final InstantSource clock;

  private Consents(Store store, Callers callers, NodeDesk desk, InstantSource clock) {
    this.store = store;
    this.callers = callers;
    this.desk = desk;
    this.clock = clock;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store, NodeDesk desk, InstantSource clock) {
    var consents = new Consents(store, doors.callers(), desk, clock);
    var one = "/reservations/workloads/{id:digits}";
    doors
        .signed("POST", one + "/sign/delete", "container.delete", consents::delete)
        .signed("POST", one + "/sign/provision", "container.agree", consents::provision);
  }

  private Answer delete(WebRequest request, Optional<Caller> bearer, Note note)
      throws StoreException, InterruptedException {
    var given = Arguments.body(request, Messages::signature);
    var id = Arguments.pathNumber(request, "id");
    var stored =
        store.write(records -> {
          var workload = existing(records, id);
          note.action(Deeds.ofDeleting(workload));
          note.object(workload.gwid());
          note.detail(Deeds.detail(workload));
          bearer.ifPresent(note::by);
          var mine = signed(given, bearer, tid -> Challenges.delete(workload, tid));
          var wanted = workload.signingRequestDelete();
          var key = keyOf(records, wanted, workload.signaturesDelete(), mine);
          if (!Challenges.isDeletedBy(key, workload, mine.tid(), mine.signature())) {
            throw wrongSignature(mine);
          }
          note.by(bearer.orElseGet(() -> Caller.signed(mine.tid())));
          callers.requireSession(records, request, bearer, mine.tid());
          Rights.requireChange(records, mine.tid());
          note.done(records);
          return deleted(records, workload, mine);
        });
    if (stored.nextAction() == NextAction.DELETE) {
      desk.announce(stored.nodeId(), id);
    }
    return Answer.json(201, "null");
  }

  /// Who bears a token has no key to sign with; the explorer has the owner's.
  private static Signature signed(
      Signature given, Optional<Caller> bearer, LongFunction<String> challenge) {
    return bearer
        .filter(caller -> given.signature().isEmpty() && given.tid() == caller.tid())
        .flatMap(Caller::keys)
        .map(keys ->
            new Signature(
                given.tid(), Challenges.sign(keys, challenge.apply(given.tid())), given.epoch()))
        .orElse(given);
  }

  private Reservation deleted(Writing records, Reservation workload, Signature given) {
    var signed =
        Lifecycle.advanced(workload.withSignaturesDelete(more(workload.signaturesDelete(), given)));
    records.put(signed);
    if (signed.nextAction() == NextAction.DELETE) {
      records.enqueue(signed.nodeId(), signed.id());
    }
    return signed;
  }

  private Answer provision(WebRequest request, Optional<Caller> bearer, Note note)
      throws StoreException, InterruptedException {
    var given = Arguments.body(request, Messages::signature);
    var id = Arguments.pathNumber(request, "id");
    return store.write(records -> {
      var workload = existing(records, id);
      note.action(Deeds.ofAgreeing(workload));
      note.object(workload.gwid());
      note.detail(Deeds.detail(workload));
      bearer.ifPresent(note::by);
      if (workload.nextAction() != NextAction.SIGN) {
        throw new RefusedException(401, "workload not expecting signatures");
      }
      var wanted = workload.signingRequestProvision();
      var mine = signed(given, bearer, tid -> Challenges.provision(workload, tid));
      var key = keyOf(records, wanted, workload.signaturesProvision(), mine);
      if (!Challenges.isProvisionedBy(key, workload, mine.tid(), mine.signature())) {
        throw wrongSignature(mine);
      }
      note.by(bearer.orElseGet(() -> Caller.signed(mine.tid())));
      callers.requireSession(records, request, bearer, mine.tid());
      Rights.requireChange(records, mine.tid());
      note.done(records);
      records.put(
          Lifecycle.advanced(
              workload.withSignaturesProvision(more(workload.signaturesProvision(), mine))));
      return Answer.json(201, "null");
    });
  }

  static Reservation existing(Reading records, long id) {
    return records
        .workload(id)
        .map(Lifecycle::advanced)
        .orElseThrow(() -> new RefusedException(404, "workload not found"));
  }

  /// @return the key of a user who is asked to sign and has not yet
  private static String keyOf(
      Reading records, SigningRequest wanted, List<Signature> present, Signature given) {
    if (!wanted.signers().contains(given.tid())) {
      throw new RefusedException(
          401, "signature not required for user '%d'".formatted(given.tid()));
    }
    if (present.stream().filter(Lifecycle::isSigned).anyMatch(one -> one.tid() == given.tid())) {
      throw new RefusedException(
          400, "user %d has already signed the reservation for deletion".formatted(given.tid()));
    }
    return records
        .user(given.tid())
        .orElseThrow(() -> new RefusedException(404, "customer id not found"))
        .pubkey();
  }

  private static RefusedException wrongSignature(Signature given) {
    return new RefusedException(
        401,
        "failed to verify signature: it is not user %d's over this workload as it is stored"
            .formatted(given.tid()));
  }

  private List<Signature> more(List<Signature> present, Signature given) {
    var stamped = new Signature(given.tid(), given.signature(), clock.instant().getEpochSecond());
    return Stream.concat(present.stream(), Stream.of(stamped)).toList();
  }
}
