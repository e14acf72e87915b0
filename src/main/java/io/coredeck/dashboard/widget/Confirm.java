package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks before something is deleted that does not come back: names what is lost and what stays, and
/// wants the name typed. Keeping it has the focus.
public final class Confirm {

  private static final Texts TEXTS = Texts.of(Confirm.class);
  private static final int QUARTERS = 4;
  private static final int MOST_IN_COMMAND = 100;
  private static final String WIDTH = "min(480px, calc(100vw - 24px))";

  private final Dialog dialog = new Dialog();
  private final Button delete;
  private Optional<TypedWord> typed = Optional.empty();
  private Optional<Button> stopper = Optional.empty();
  private final Button keep = new Button(TEXTS.get("confirm.keep"), _ -> dialog.close());
  private final Paragraph progress = new Paragraph();
  private final ProgressBar bar = new ProgressBar();
  private final Span news = new Span();
  private int told = -1;

  /// @param title e.g. `Delete shop-data`
  /// @param action words of the button, e.g. `Delete volume`
  public Confirm(String title, String action) {
    delete = new Button(action);
    delete.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
    delete.setDisableOnClick(true);
    dialog.addClassName("delete-dialog");
    dialog.setHeaderTitle(title);
    dialog.setWidth(WIDTH);
    dialog.add(news);
    dialog.getFooter().add(keep, delete);
    news.addClassName("sr-only");
    news.getElement().setAttribute("role", "status");
    bar.getElement().setAttribute("aria-label", title);
    // The dialog itself gives the focus to the field, when it has opened.
    var _ =
        keep.getElement()
            .executeJs(
                "document.body.addEventListener('vaadin-overlay-open', () => this.focus(),"
                    + " { once: true })");
  }

  /// @param words what is lost
  public Confirm losing(String words) {
    dialog.add(part("lost", words));
    return this;
  }

  /// @param words what is there afterwards
  public Confirm keeping(String words) {
    dialog.add(part("stays", words));
    return this;
  }

  /// @param things that are deleted
  public Confirm naming(List<String> things) {
    dialog.add(list(things));
    return this;
  }

  /// @param words of the button that leaves all as it is, in place of `Keep it`
  public Confirm orElse(String words) {
    keep.setText(words);
    return this;
  }

  /// @param word has to be typed
  public Confirm typing(String word) {
    var field = new TypedWord(TEXTS.get("confirm.type", word), word, delete);
    typed = Optional.of(field);
    dialog.add(field);
    return this;
  }

  /// Tells the command that deletes the same on the grid's machine, in the name of its
  /// administrator; of very many things none, which nobody would read.
  ///
  /// @param gwids of what is deleted
  public Confirm asCommand(List<String> gwids) {
    if (gwids.size() > MOST_IN_COMMAND) {
      return this;
    }
    var command = "sudo ./coredeck delete " + String.join(" ", gwids);
    var label = new Span(TEXTS.get("confirm.command"));
    label.addClassName("label");
    var code = new Code(command);
    code.setTitle(command);
    var copy = new Element("coredeck-copy");
    copy.setProperty("text", command);
    var box = new Div(label, code);
    box.addClassName("as-command");
    box.getElement().appendChild(copy);
    dialog.add(box);
    return this;
  }

  /// @param words of the button with which what has begun can be stopped
  /// @param stop called once at most; says what is still under way. The dialog can be closed then
  public Confirm stopping(String words, Runnable stop) {
    var button = new Button(words);
    button.setDisableOnClick(true);
    button.addClickListener(_ -> {
      told = -1;
      stop.run();
      letClose(button);
    });
    stopper = Optional.of(button);
    return this;
  }

  private void letClose(Button stopped) {
    var close = new Button(TEXTS.get("close"), _ -> dialog.close());
    dialog.getFooter().remove(stopped);
    dialog.getFooter().add(close);
    dialog.setCloseOnEsc(true);
    dialog.setCloseOnOutsideClick(true);
    close.focus();
  }

  /// @param act called once, after the dialog is gone
  public void ask(Runnable act) {
    askAndStay(asked -> {
      asked.close();
      act.run();
    });
  }

  /// @param act called once, with the dialog, which now shows how far it is
  public void askAndStay(Consumer<Confirm> act) {
    delete.addClickListener(_ -> {
      if (!typed.map(TypedWord::check).orElse(true)) {
        return;
      }
      showProgress();
      act.accept(this);
    });
    dialog.open();
  }

  /// Asks nothing: it has begun.
  public void begin() {
    showProgress();
    dialog.open();
  }

  private void showProgress() {
    dialog.getChildren().filter(child -> !child.equals(news)).toList().forEach(dialog::remove);
    dialog.getFooter().removeAll();
    dialog.add(progress, bar);
    stopper.ifPresent(button -> {
      dialog.setCloseOnEsc(false); // the button is nowhere else
      dialog.setCloseOnOutsideClick(false);
      dialog.getFooter().add(button);
      button.focus();
    });
  }

  /// Who hears the page is told at every quarter, not of each step.
  ///
  /// @param share 0 to 1
  public void show(String words, double share) {
    progress.setText(words);
    bar.setValue(share);
    var quarter = (int) (share * QUARTERS);
    if (quarter != told) {
      told = quarter;
      news.setText(words);
    }
  }

  public void close() {
    dialog.close();
  }

  /// Says why something cannot be deleted.
  ///
  /// @param users what uses it
  public static void refuse(String title, String why, List<String> users) {
    var dialog = new Dialog();
    dialog.addClassName("delete-dialog");
    dialog.setHeaderTitle(title);
    dialog.setWidth(WIDTH);
    dialog.add(new Paragraph(why), list(users));
    var close = new Button(TEXTS.get("close"), _ -> dialog.close());
    close.setAutofocus(true);
    dialog.getFooter().add(close);
    dialog.open();
  }

  private static Paragraph part(String kind, String words) {
    var part = new Paragraph();
    part.addClassName(kind);
    var label = new Span(TEXTS.get("confirm." + kind));
    label.addClassName("label");
    part.add(label, new Span(words));
    return part;
  }

  private static UnorderedList list(List<String> things) {
    var list = new UnorderedList();
    things.forEach(thing -> list.add(new ListItem(thing)));
    return list;
  }
}
