package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.router.QueryParameters;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.Optional;

/// Where the draft of one page comes from, and which container it takes the place of.
public final class Origin {

  /// Where drafts of new containers are.
  public static final String PATH = "containers/new";

  private Optional<Reservation> replacing;
  private Optional<Long> gone = Optional.empty();
  private Draft begun = Draft.empty();
  private boolean fromAddress;

  /// What is known of where a draft comes from, to come back to it.
  public record Mark(Optional<Reservation> replacing, Optional<Long> gone, Draft begun) {}

  /// @param replacing the container that will make place, as the session has kept it
  public Origin(Optional<Reservation> replacing) {
    this.replacing = replacing;
  }

  /// @return whether the address asks for what has begun already: the page is loaded anew
  public boolean isAskedAgain(QueryParameters asked) {
    return replacing
        .map(old -> String.valueOf(old.id()))
        .filter(id -> asked.getSingleParameter(Beginning.REPLACE).filter(id::equals).isPresent())
        .isPresent();
  }

  /// Begins with what the address asks for.
  public void begin(Beginning beginning) {
    fromAddress = true;
    beginning
        .draft()
        .ifPresent(draft -> {
          replacing = beginning.replacing();
          gone = beginning.again();
          begun = replaced().isPresent() ? draft : Draft.empty();
        });
  }

  /// The draft takes the place of another container, or of none, from now on.
  public void replace(Optional<Reservation> other) {
    replacing = other;
  }

  /// @return where the draft comes from now
  public Mark mark() {
    return new Mark(replacing, gone, begun);
  }

  /// The draft comes from there again.
  public void backTo(Mark mark) {
    replacing = mark.replacing();
    gone = mark.gone();
    begun = mark.begun();
  }

  /// Nothing has begun.
  public void forget() {
    replacing = Optional.empty();
    gone = Optional.empty();
    begun = Draft.empty();
  }

  /// @return the container that will make place
  public Optional<Reservation> replacing() {
    return replacing;
  }

  /// @return the number of the container that is edited, even if it is gone
  public Optional<Long> replaced() {
    return replacing.map(Reservation::id).or(() -> gone);
  }

  /// @return what the container that will make place is called
  public Optional<String> nameOfReplaced() {
    return replacing.map(old -> {
      var name = WorkloadName.of(old);
      return name.isEmpty() ? old.gwid() : name;
    });
  }

  /// @return the page's address
  public String address() {
    return replacing.map(old -> PATH + "?" + Beginning.REPLACE + "=" + old.id()).orElse(PATH);
  }

  public boolean isFromAddress() {
    return fromAddress;
  }

  /// @return whether somebody has put work into the draft since it began
  public boolean isWorthKeeping(Draft draft) {
    return KeptDraft.isWorth(draft) && !draft.withoutValues().equals(begun.withoutValues());
  }
}
