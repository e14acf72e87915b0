package io.coredeck.explorer.draft;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.draft.Drafts;

/// The draft of a workload that is there, or was: what its customer set, to be asked for again. Who
/// asks signs what is asked for, so the explorer cannot make the copy itself.
public final class WorkloadDraft {

  private final Store store;

  private WorkloadDraft(Store store) {
    this.store = store;
  }

  /// Adds the call.
  public static void open(Doors doors, Store store) {
    doors.user(
        "GET", "/reservations/workloads/{id:digits}/draft", new WorkloadDraft(store)::answer);
  }

  private Answer answer(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var stored =
        store.read(records -> {
          var found =
              records
                  .workload(id)
                  .orElseThrow(() -> new RefusedException(404, "workload not found"));
          Rights.requireInsight(records, caller.tid(), found, "the draft");
          return found;
        });
    try {
      return Answer.json(200, Drafts.of(stored).json());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }
}
