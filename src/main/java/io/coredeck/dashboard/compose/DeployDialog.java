package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.deploy.DeployFailure;
import io.coredeck.dashboard.compose.deploy.DeployRun;
import io.coredeck.dashboard.compose.deploy.DeployView;
import io.coredeck.dashboard.compose.deploy.DeployView.End;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A deployment, step by step, as it happens: `<coredeck-deployment>` of the webjar. It may be
/// closed; the deployment goes on. It is in the page from the beginning, one for all deployments.
@Tag("coredeck-deployment")
final class DeployDialog extends Component {

  private static final Texts TEXTS = Texts.of(DeployDialog.class);
  private static final String ACT = "event.detail.name";
  private static final String OPENING = "opening";
  private static final String CLOSED = "event.detail.opening";

  /// What has the focus after the dialog if what had it before is gone.
  private static final String BELOW = ".deploy-bar vaadin-button[theme~='primary']";

  /// The clock of a step under way goes on at least so often.
  private static final Duration TICK = Duration.ofMillis(500);

  /// Steps that end sooner after one another are shown together: to draw each would take from the
  /// container, on a machine that has both, the time it starts in.
  private static final Duration GATHERED = Duration.ofMillis(300);

  /// The node may tell of its last step after its answer.
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private transient Optional<Sight> sight = Optional.empty();

  /// A number for each time it opens: one that is closed and opened within one answer is told too.
  private int openings;

  /// Who is told what the person does.
  interface Watcher {

    /// Deploy again, with a change.
    void again(Fix fix);

    /// Go to the part of the form where it can be mended.
    void mend(Part part);

    /// Bring the old container back.
    void bringBack();

    /// The dialog was closed.
    void closed();

    /// The person went elsewhere with the dialog open.
    void left();
  }

  DeployDialog() {
    getElement().setProperty("closeWord", TEXTS.get("close"));
    getElement().setProperty("technicalWord", TEXTS.get("technical"));
    getElement().setProperty("backWord", TEXTS.get("back-to-form"));
    getElement().setProperty("copyWord", TEXTS.get("copy-report"));
    getElement().setProperty("below", BELOW);
    getElement()
        .addEventListener(
            "deployment-closed",
            event -> {
              if (event.getEventData().path(CLOSED).asInt(0) == openings) {
                close();
              }
            })
        .addEventData(CLOSED);
    getElement()
        .addEventListener(
            "deployment-act",
            event -> sight.ifPresent(one -> one.act(event.getEventData().path(ACT).asString(""))))
        .addEventData(ACT);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/deploy.js");
    addDetachListener(detached -> {
      detached.unregisterListener();
      leave();
    });
  }

  /// @return whether it is in sight
  boolean isOpen() {
    return sight.isPresent();
  }

  /// Shows a deployment, in place of the one that was shown.
  void open(DeployRun run, Watcher watcher) {
    close();
    var ui = getUI().orElseThrow();
    var fresh = new Sight(run, watcher);
    fresh.show(run.view());
    openings++;
    getElement().setProperty(OPENING, openings);
    fresh.watch(ui);
    sight = Optional.of(fresh);
  }

  /// Closed already, it stays so.
  void close() {
    hide().ifPresent(one -> one.watcher.closed());
  }

  /// Closes it because the person has gone elsewhere.
  ///
  /// @return whether it was open
  boolean leave() {
    var old = hide();
    old.ifPresent(one -> one.watcher.left());
    return old.isPresent();
  }

  private Optional<Sight> hide() {
    var old = sight;
    sight = Optional.empty();
    getElement().setProperty(OPENING, 0);
    old.flatMap(one -> one.watching).ifPresent(Thread::interrupt);
    return old;
  }

  /// One deployment in sight.
  private final class Sight {

    private final DeployRun run;
    private final Watcher watcher;
    private Optional<DeployFailure> why = Optional.empty();
    private Optional<Thread> watching = Optional.empty();

    Sight(DeployRun run, Watcher watcher) {
      this.run = run;
      this.watcher = watcher;
    }

    void watch(UI ui) {
      watching = Optional.of(Thread.ofVirtual().name("deploy-view").start(() -> follow(ui)));
    }

    private void follow(UI ui) {
      try {
        var known = 0L;
        var until = Long.MAX_VALUE;
        while (until == Long.MAX_VALUE || System.nanoTime() - until < 0) {
          known = run.awaitChange(known, TICK);
          var view = run.view();
          var _ = ui.access(() -> showStill(view));
          run.awaitMore(GATHERED);
          if (view.end().isPresent() && until == Long.MAX_VALUE) {
            until = System.nanoTime() + LAST_WORDS.toNanos();
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (UIDetachedException _) {
        // Nobody looks any more.
      }
    }

    private void showStill(DeployView view) {
      if (sight.filter(this::equals).isPresent()) {
        show(view);
      }
    }

    void show(DeployView view) {
      if (why.isEmpty()) {
        why =
            view.end()
                .flatMap(End::failure)
                .map(failure -> DeployFailure.of(failure, run.draft(), run.facts()));
      }
      getElement().setPropertyBean("view", DeployPicture.of(run, view, why));
    }

    void act(String name) {
      if (name.equals(DeployPicture.BRING_BACK)) {
        if (run.end().filter(End::oldIsGone).isPresent()) {
          close();
          watcher.bringBack();
        }
        return;
      }
      if (name.equals(DeployPicture.MEND)) {
        var part = why.flatMap(DeployFailure::mend).map(DeployFailure.Mend::part);
        part.ifPresent(_ -> close());
        part.ifPresent(watcher::mend);
        return;
      }
      var fixes = why.map(DeployFailure::fixes).orElse(List.of());
      for (int i = 0; i < fixes.size(); i++) {
        if (name.equals(Integer.toString(i))) {
          close();
          watcher.again(fixes.get(i));
        }
      }
    }
  }
}
