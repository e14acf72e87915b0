package io.coredeck.dashboard.compose;

import io.coredeck.dashboard.compose.SessionRuns.Entry;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Reservation;
import java.util.Optional;

/// The deployment of a composer's draft: seen in a dialog, and above the form when that is closed.
final class Deploying {

  private final String tab;
  private final Composer composer;
  private final SessionRuns runs = SessionRuns.ofSession();
  private final RunNotice notice =
      new RunNotice(this::open, this::bringBack, this::forget, this::settle);
  private final DeployDialog dialog = new DeployDialog();
  private Optional<Entry> run = Optional.empty();

  /// The composer as far as a deployment touches it.
  interface Composer {

    /// Deploy again, with a change.
    void again(DeployRun failed, Fix fix);

    /// Show the part of the form where what failed can be mended.
    void mend(DeployRun failed, Part part);

    /// Something is under way, or is no more.
    void changed();

    /// What was deployed runs; another draft may be in its place by now.
    void runs(Entry entry);
  }

  /// @param tab of the browser
  Deploying(String tab, Composer composer) {
    this.tab = tab;
    this.composer = composer;
  }

  RunNotice notice() {
    return notice;
  }

  /// @return to be a part of the page, seen while a deployment is looked at
  DeployDialog dialog() {
    return dialog;
  }

  boolean isUnder() {
    return run.filter(Entry::isUnder).isPresent();
  }

  /// @return whether the form is behind the dialog
  boolean isCovering() {
    return dialog.isOpen();
  }

  /// @param replacing the container that is to make place
  /// @return whether it has gone already, for one that failed
  boolean isGone(Reservation replacing) {
    return run.filter(one -> one.run().end().filter(End::oldIsGone).isPresent())
        .flatMap(one -> one.run().replaced())
        .filter(old -> old.id() == replacing.id())
        .isPresent();
  }

  /// The address has changed under the dialog: it closes.
  ///
  /// @return what runs by now and the draft has to do with; it may be newer than what was shown
  Optional<Entry> leave(Draft draft, Optional<Reservation> replacing) {
    if (!dialog.leave()) {
      return Optional.empty();
    }
    var left = run;
    var done = takeUp(draft, replacing);
    run.filter(one -> left.filter(one::equals).isPresent())
        .filter(one -> one.run().end().filter(end -> !end.oldIsGone()).isPresent())
        .ifPresent(one -> {
          runs.seen(one); // it failed, and nothing can be brought back
          run = Optional.empty();
          notice.show(run);
        });
    return done;
  }

  /// Shows what is being deployed, or has failed, since the page was left.
  ///
  /// @return what runs by now
  Optional<Entry> takeUp(Draft draft, Optional<Reservation> replacing) {
    run = runs.of(tab, draft, replacing);
    var done =
        run.filter(one -> one.run().end().filter(end -> end.failure().isEmpty()).isPresent());
    if (done.isPresent()) {
      runs.seen(done.get());
      run = Optional.empty();
    }
    notice.show(run);
    return done;
  }

  void begin(DeployRun.Order order) {
    open(runs.begin(order, tab, Optional.empty()));
  }

  /// Shows the one under way.
  void open() {
    run.ifPresent(this::open);
  }

  private void open(Entry entry) {
    run = Optional.of(entry);
    notice.show(Optional.empty());
    runs.shown(entry.run(), true);
    dialog.open(entry.run(), new Person(entry));
    composer.changed();
  }

  private void bringBack(Entry failed) {
    forget(failed);
    open(runs.begin(failed.run().oldAgain(), tab, failed.run().replaced()));
  }

  private void forget(Entry entry) {
    runs.seen(entry);
    run = Optional.empty();
    notice.show(run);
    composer.changed();
  }

  /// The person has seen how it went, or that it is still under way.
  private void settle(Entry entry) {
    var end = entry.run().end();
    if (end.isEmpty() || (end.get().failure().isPresent() && end.get().oldIsGone())) {
      notice.show(run); // of one that failed the old one can still be brought back
      composer.changed();
      return;
    }
    forget(entry);
    if (end.get().failure().isEmpty()) {
      composer.runs(entry);
    }
  }

  /// What the person does in the dialog.
  private final class Person implements DeployDialog.Watcher {

    private final Entry entry;

    Person(Entry entry) {
      this.entry = entry;
    }

    @Override
    public void again(Fix fix) {
      composer.again(entry.run(), fix);
    }

    @Override
    public void mend(Part part) {
      composer.mend(entry.run(), part);
    }

    @Override
    public void bringBack() {
      Deploying.this.bringBack(entry);
    }

    @Override
    public void closed() {
      left();
      settle(entry);
    }

    @Override
    public void left() {
      runs.shown(entry.run(), false);
    }
  }
}
