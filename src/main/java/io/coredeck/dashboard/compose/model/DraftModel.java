package io.coredeck.dashboard.compose.model;

import io.coredeck.dashboard.compose.check.DraftCheck;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.NetworkCheck;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.check.Problem;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.draft.DraftTextException;
import io.coredeck.dashboard.compose.draft.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The one model that form and code show. What was typed last wins; a text that is no draft leaves
/// the draft as it was. For one page, under its session's lock.
public final class DraftModel {

  private final List<Runnable> listeners = new ArrayList<>();
  private Draft draft;
  private DraftFormat format;
  private String text;
  private Places places;
  private Optional<DraftTextException> fault = Optional.empty();
  private GridFacts facts = GridFacts.NOTHING;
  private List<Problem> problems;
  private boolean begun;

  /// @param draft to begin with
  /// @param format of its text
  public DraftModel(Draft draft, DraftFormat format) {
    this.draft = draft;
    this.format = format;
    this.text = format.print(draft);
    this.places = placesOf(text);
    this.problems = DraftCheck.of(draft, facts);
    this.begun = !draft.text("/flist").isEmpty();
  }

  public Draft draft() {
    return draft;
  }

  public DraftFormat format() {
    return format;
  }

  public GridFacts facts() {
    return facts;
  }

  /// @return what the editor shows: as printed, or as typed
  public String text() {
    return text;
  }

  /// @return why what was typed is no draft; empty if it is one
  public Optional<DraftTextException> fault() {
    return fault;
  }

  /// @return what is wrong with the draft
  public List<Problem> problems() {
    return problems;
  }

  /// @return what is wrong in a part of the form
  public List<Problem> problems(Part part) {
    return problems.stream().filter(problem -> problem.part() == part).toList();
  }

  /// @return what is wrong with a member
  public Optional<Problem> problem(String pointer) {
    return problems.stream().filter(problem -> problem.pointer().equals(pointer)).findFirst();
  }

  /// @return what is wrong with a member and shall be said at it: nothing before somebody has begun
  public Optional<Problem> told(String pointer) {
    return begun ? problem(pointer) : Optional.empty();
  }

  /// @return whether somebody has begun; before that nobody is told what is still missing
  public boolean isBegun() {
    return begun;
  }

  /// From now on everything that is wrong is said where it is.
  public void begin() {
    begun = true;
  }

  /// @return where a member stands in the text
  public Places.Place place(String pointer) {
    return places.of(pointer);
  }

  /// Told after every change.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// The form changed something.
  public void change(UnaryOperator<Draft> how) {
    begun = true;
    apply(how);
  }

  private void apply(UnaryOperator<Draft> how) {
    var changed = how.apply(draft);
    if (!changed.equals(draft) || fault.isPresent()) {
      draft = changed;
      print();
    }
  }

  /// The form changed a member.
  public void set(String pointer, Object value) {
    change(one -> one.with(pointer, value));
  }

  /// Somebody typed into the code, or opened a file.
  ///
  /// @param typed the whole text
  public void type(String typed) {
    begun = true;
    try {
      var read = format.parse(typed, draft);
      var hides = !read.draft().hasSecretsOf(draft);
      draft = read.draft();
      // The text stays as it was typed, unless there is a secret in it.
      text = hides ? format.print(draft) : typed;
      places = hides ? placesOf(text) : read.places();
      fault = Optional.empty();
    } catch (DraftTextException e) {
      text = typed;
      fault = Optional.of(e);
    }
    tell();
  }

  /// Begins anew with something else; what it leaves open is chosen as far as the grid is known.
  public void replace(Draft other) {
    draft = other;
    begun = !other.text("/flist").isEmpty();
    print();
    if (facts.isKnown()) {
      chooseForThem();
    }
  }

  /// Shows the code in another format; what was typed and not understood is given up.
  public void speak(DraftFormat other) {
    format = other;
    print();
  }

  /// The grid has changed.
  public void know(GridFacts newer) {
    facts = newer;
    tell();
  }

  /// Fills in what nobody has chosen yet: a node that fits, a network on it, a free address.
  public void chooseForThem() {
    apply(one -> {
      var chosen = one;
      if (chosen.text("/node_id").isEmpty()) {
        var fit = NodeFit.all(chosen, facts).stream().filter(NodeFit::fits).findFirst();
        if (fit.isPresent()) {
          chosen = chosen.with("/node_id", fit.get().node().nodeId());
        }
      }
      var node = chosen.text("/node_id");
      var network = "/network_connection/0/network_id";
      if (chosen.text(network).isEmpty()) {
        var here =
            facts.networks().stream()
                .filter(name -> facts.nodesOf(name).contains(node))
                .findFirst();
        if (here.isPresent()) {
          chosen = chosen.with(network, here.get());
        }
      }
      return withAddress(chosen);
    });
  }

  /// @return with a free address of its network, if it has none
  public Draft withAddress(Draft one) {
    var address = "/network_connection/0/ipaddress";
    return one.text(address).isEmpty()
        ? NetworkCheck.nextFree(one, facts).map(free -> one.with(address, free)).orElse(one)
        : one;
  }

  private void print() {
    text = format.print(draft);
    places = placesOf(text);
    fault = Optional.empty();
    tell();
  }

  private Places placesOf(String printed) {
    try {
      return format.parse(printed, draft).places();
    } catch (DraftTextException e) {
      throw new IllegalStateException("a printed draft is not understood: " + e.reason(), e);
    }
  }

  private void tell() {
    problems = DraftCheck.of(draft, facts);
    List.copyOf(listeners).forEach(Runnable::run);
  }
}
