package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.router.QueryParameters;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.workload.WorkloadName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the page's address asks to begin with. Everything in it may have been written by anybody.
///
/// @param draft to begin with; empty if there is none, and why stands in the trouble
/// @param replacing the container that will make place
/// @param again the number of a container that is gone and stands in the draft with its name and
///   its address; nothing is left to be replaced
/// @param trouble why it cannot begin so; empty if it can
public record Beginning(
    Optional<Draft> draft, Optional<Reservation> replacing, Optional<Long> again, String trouble) {

  /// The container that is replaced.
  public static final String REPLACE = "replace";

  /// The container that is gone and is made once more.
  public static final String AGAIN = "again";

  private static final Texts TEXTS = Texts.of(Beginning.class);
  private static final String FROM = "from";
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_URL = 2000;

  /// @return the draft an address asks for; nothing where it asks for none
  public static Optional<Beginning> of(QueryParameters asked) {
    var replace = asked.getSingleParameter(REPLACE).or(() -> asked.getSingleParameter(AGAIN));
    if (replace.isPresent()) {
      return Optional.of(replacing(replace.get()));
    }
    var from = asked.getSingleParameter(FROM);
    if (from.isPresent()) {
      return Optional.of(copyOf(from.get()));
    }
    var draft = Draft.empty();
    draft = with(asked, "image", "\\S{1," + LONGEST_URL + "}", draft, "/flist");
    draft = with(asked, "node", "[A-Za-z0-9]{1,64}", draft, "/node_id");
    draft =
        with(asked, "network", "[^\\p{Cntrl}]{1,100}", draft, "/network_connection/0/network_id");
    draft = with(asked, "volume", "[0-9]{1,18}-[0-9]{1,18}", draft, "/volumes/0/volume_id");
    if (draft.has("/volumes/0")) {
      draft = draft.with("/volumes/0/mountpoint", "/data");
    }
    return draft.equals(Draft.empty())
        ? Optional.empty()
        : Optional.of(new Beginning(Optional.of(draft), Optional.empty(), Optional.empty(), ""));
  }

  private static Draft with(
      QueryParameters asked, String name, String form, Draft draft, String pointer) {
    return asked
        .getSingleParameter(name)
        .filter(value -> value.matches(form))
        .map(value -> draft.with(pointer, value))
        .orElse(draft);
  }

  private static Beginning failed(String key, String id) {
    var shown = id.matches("[0-9]{1,18}") ? id : "?";
    return new Beginning(
        Optional.empty(), Optional.empty(), Optional.empty(), TEXTS.get(key, shown));
  }

  private static Beginning copyOf(String id) {
    var person = PersonSession.required().person();
    var stored =
        container(id).filter(one -> one.customerTid() == person.tid() || person.role().seesAll());
    if (stored.isEmpty()) {
      return failed("no-container", id);
    }
    var copy =
        DraftReservation.from(stored.get(), person.tid())
            .with("/name", copyName(WorkloadName.of(stored.get())))
            .with("/network_connection/0/ipaddress", "");
    return new Beginning(Optional.of(copy), Optional.empty(), Optional.empty(), "");
  }

  private static String copyName(String name) {
    var copy = name + "-copy";
    return name.isEmpty() || copy.length() > LONGEST_NAME ? name : copy;
  }

  /// Only who reserved a container can have it deleted.
  private static Beginning replacing(String id) {
    var person = PersonSession.required().person();
    var stored = container(id).filter(one -> one.customerTid() == person.tid());
    if (stored.isEmpty()) {
      return failed("no-container", id);
    }
    if (!person.role().mayChange()) {
      return failed("may-not-change", id);
    }
    var draft = Optional.of(DraftReservation.from(stored.get(), person.tid()));
    return stored.get().nextAction().code() > NextAction.DEPLOY.code()
        ? new Beginning(draft, Optional.empty(), Optional.of(stored.get().id()), "")
        : new Beginning(draft, stored, Optional.empty(), "");
  }

  private static Optional<Reservation> container(String id) {
    return id.matches("[0-9]{1,18}")
        ? reservation(Long.parseLong(id)).filter(one -> one.workload() instanceof Container)
        : Optional.empty();
  }

  private static Optional<Reservation> reservation(long id) {
    var known = GridWatch.current().reservation(id);
    if (known.isPresent()) {
      return known;
    }
    var grid = PersonSession.required().grid();
    var answer = new CompletableFuture<Optional<Reservation>>();
    Thread.ofVirtual()
        .name("composer-begin")
        .start(() -> {
          try {
            answer.complete(Optional.of(grid.workload(id)));
          } catch (GridException _) {
            answer.complete(Optional.empty()); // told as not found
          } catch (InterruptedException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
