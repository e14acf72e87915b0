package io.coredeck.explorer.workload;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The calls that delete workloads without a signature over each, our addition: for who looks after
/// what is others' and is not asked to sign, and for many at once. Where the deletion was asked for
/// before, nothing changes.
public final class Removals {

  /// Workloads that one call may name.
  static final int MOST = 1000;

  private static final int DONE = 200;

  /// What is not there was not touched, and anybody can name any number: nothing to remember.
  private static final int MISSING = 404;

  /// What is remembered of one whose kind is not known.
  private static final String DEED = "container.delete";

  private final Store store;
  private final NodeDesk desk;
  private final InstantSource clock;

  private Removals(Store store, NodeDesk desk, InstantSource clock) {
    this.store = store;
    this.desk = desk;
    this.clock = clock;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store, NodeDesk desk, InstantSource clock) {
    var removals = new Removals(store, desk, clock);
    doors
        .changer("POST", "/reservations/workloads/delete", DEED, removals::many)
        .changer("POST", "/reservations/workloads/{id:digits}/delete", DEED, removals::one);
  }

  private Answer one(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    remove(Arguments.pathNumber(request, "id"), caller, note);
    return Answer.json(200, "null");
  }

  /// Each on its own: what one is refused for does not keep the others.
  private Answer many(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var ids = Arguments.body(request, text -> Json.tree(text).member("ids").integers());
    if (ids.isEmpty() || ids.size() > MOST) {
      throw new RefusedException(
          400, "ids are %d; they must be from 1 to %d".formatted(ids.size(), MOST));
    }
    var results = new ArrayList<Map<String, Object>>();
    for (var id : ids) {
      results.add(result(id, caller, note));
    }
    return Answer.json(200, Json.writeTree(results));
  }

  private Map<String, Object> result(long id, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var status = DONE;
    var error = "";
    try {
      note.action(DEED);
      note.object(Long.toString(id));
      note.detail("");
      remove(id, caller, note);
    } catch (RefusedException e) {
      status = e.status();
      error = String.valueOf(e.getMessage());
      if (status == MISSING) {
        note.nothing();
      } else {
        var why = error;
        store.write(records -> {
          note.failed(records, why);
          return why;
        });
      }
    }
    var result = new LinkedHashMap<String, Object>();
    result.put("id", id);
    result.put("status", status);
    result.put("error", error);
    return result;
  }

  private void remove(long id, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var stored =
        store.write(records -> {
          var workload = Consents.existing(records, id);
          note.action(Deeds.ofDeleting(workload));
          note.object(workload.gwid());
          note.detail(Deeds.detail(workload));
          Rights.requireKeeper(records, caller.tid(), workload);
          note.done(records);
          return removed(records, workload, caller.tid());
        });
    if (stored.nextAction() == NextAction.DELETE) {
      desk.announce(stored.nodeId(), id);
    }
  }

  /// Who asked is kept where the signatures are, so that the node may refuse as it may refuse a
  /// signed deletion.
  private Reservation removed(Writing records, Reservation workload, long tid) {
    if (workload.nextAction() == NextAction.DELETE || workload.nextAction() == NextAction.DELETED) {
      return workload;
    }
    var without = new Signature(tid, "", clock.instant().getEpochSecond());
    var asked =
        workload
            .withSignaturesDelete(
                Stream.concat(workload.signaturesDelete().stream(), Stream.of(without)).toList())
            .withNextAction(NextAction.DELETE);
    records.put(asked);
    records.enqueue(asked.nodeId(), asked.id());
    return asked;
  }
}
