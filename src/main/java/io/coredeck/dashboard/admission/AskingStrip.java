package io.coredeck.dashboard.admission;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.errand.Asking;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Those who ask to be let in, each with what can be said to it. Not there while nobody asks.
public final class AskingStrip extends Section {

  private static final Texts TEXTS = Texts.of(AskingStrip.class);

  /// Further ones come up when these have been answered.
  private static final int MOST_SHOWN = 5;

  /// Nobody tells when somebody new asks.
  private static final Duration FRESH = Duration.ofSeconds(15);

  /// Who asks.
  ///
  /// @param id what it is called by to the explorer
  /// @param name for people
  /// @param about more of it
  public record Asker(String id, String name, String about) {}

  /// Tells the explorer what was said.
  @FunctionalInterface
  public interface Answer {
    void give(String id, boolean isAdmitted) throws GridException, InterruptedException;
  }

  private final Kind kind;
  private final Answer answer;
  private final Runnable admitted;
  private final Asking<List<Asker>> asking;
  private Instant known = Instant.EPOCH;
  private List<Asker> shown = List.of();

  /// What asks.
  public enum Kind {
    NODES,
    USERS;

    private String key(String word) {
      return (this == NODES ? "nodes." : "users.") + word;
    }
  }

  /// @param work asks the explorer who asks
  /// @param answer tells it what was said
  /// @param admitted done in the page after somebody was let in
  public AskingStrip(Kind kind, Errand.Work<List<Asker>> work, Answer answer, Runnable admitted) {
    this.kind = kind;
    this.answer = answer;
    this.admitted = admitted;
    asking = new Asking<>("asking", work, this::show, _ -> {});
    addClassName("asking");
    setVisible(false);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    ask();
  }

  private void ask() {
    known = Instant.now();
    asking.ask();
  }

  /// @param view the grid as it is now; now and then, those who ask are asked for again
  public void look(GridView view) {
    asking.look(view);
    if (isAttached() && view.trouble().isEmpty() && known.plus(FRESH).isBefore(Instant.now())) {
      ask();
    }
  }

  /// Only a change is drawn: who is about to press a button there keeps the focus.
  private void show(List<Asker> all) {
    if (all.equals(shown)) {
      return;
    }
    shown = all;
    removeAll();
    setVisible(!all.isEmpty());
    if (all.isEmpty()) {
      return;
    }
    var list = new UnorderedList();
    all.stream().limit(MOST_SHOWN).map(this::item).forEach(list::add);
    add(
        new H2(TEXTS.get(kind.key("title"), all.size())),
        new Paragraph(TEXTS.get(kind.key("words"))),
        list);
    if (all.size() > MOST_SHOWN) {
      add(new Paragraph(TEXTS.get("more", all.size() - MOST_SHOWN)));
    }
  }

  private ListItem item(Asker one) {
    var name = new Span(one.name());
    name.addClassName("name");
    var about = new Span(one.about());
    about.addClassName("about");
    var admit = new Button(TEXTS.get("admit"), event -> say(one, true, event.getSource()));
    admit.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_PRIMARY);
    admit.setAriaLabel(TEXTS.get("admit.one", one.name()));
    admit.setDisableOnClick(true);
    var refuse = new Button(TEXTS.get("refuse"), event -> say(one, false, event.getSource()));
    refuse.addThemeVariants(ButtonVariant.LUMO_SMALL);
    refuse.setAriaLabel(TEXTS.get("refuse.one", one.name()));
    refuse.setDisableOnClick(true);
    return new ListItem(name, about, admit, refuse);
  }

  private void say(Asker one, boolean isAdmitted, Button pressed) {
    new Errand<Asker>(
            UI.getCurrent(),
            _ -> {
              Toasts.say(Toasts.done(TEXTS.get(isAdmitted ? "admitted" : "refused", one.name())));
              if (isAdmitted) {
                admitted.run();
              }
              ask();
            },
            why -> {
              pressed.setEnabled(true);
              Toasts.say(Toasts.failed(why));
              ask();
            })
        .run(
            "admit",
            () -> {
              answer.give(one.id(), isAdmitted);
              return one;
            });
  }
}
