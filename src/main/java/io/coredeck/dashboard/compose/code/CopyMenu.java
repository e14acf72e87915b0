package io.coredeck.dashboard.compose.code;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.copy.CopyAs;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Toasts;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;

/// Copies the draft in one of its forms. Where the browser lets no page write to the clipboard, the
/// text is shown to be copied by hand.
public final class CopyMenu extends Composite<Div> {

  private static final Texts TEXTS = Texts.of(CopyMenu.class);

  private static final String COPY =
      "return (isSecureContext && navigator.clipboard)"
          + " ? navigator.clipboard.writeText($0).then(() => true, () => false) : false";

  private final DraftModel model;
  private final URI explorer;
  private final long tid;

  /// @param explorer base URL
  /// @param tid of the person
  public CopyMenu(DraftModel model, URI explorer, long tid) {
    this.model = model;
    this.explorer = explorer;
    this.tid = tid;
    var button = new Button(TEXTS.get("copy-as"), new Icon("copy"));
    var menu = new ContextMenu(button);
    menu.setOpenOnClick(true);
    for (var form : CopyAs.values()) {
      var line = new Span(new Icon(form.icon()), new Span(form.title()));
      line.addClassName("menu-line");
      menu.addItem(line, _ -> copy(form));
    }
    getContent().add(button);
    getContent().addClassName("copy-menu");
  }

  private void copy(CopyAs form) {
    var draft = model.draft();
    var text = form.of(form.isProgram() ? model.facts().withPool(draft) : draft, explorer, tid);
    getElement()
        .executeJs(COPY, text)
        .then(
            Boolean.class,
            done -> {
              if (done) {
                say(form);
              } else {
                show(form, text);
              }
            });
  }

  private void say(CopyAs form) {
    var key = model.draft().secretNames().isEmpty() ? "copied" : "copied-open";
    Toasts.say(Toasts.done(TEXTS.get(key, form.title())));
  }

  private static void show(CopyAs form, String text) {
    var dialog = new Dialog(form.title());
    var code = new Pre(text);
    code.addClassName("copy-text");
    code.getElement().setAttribute("tabindex", "0");
    code.getElement().executeJs("getSelection().selectAllChildren(this)");
    dialog.add(new Paragraph(TEXTS.get("not-copied")), code);
    dialog.setWidth("640px");
    dialog.getFooter().add(new Button(TEXTS.get("close"), _ -> dialog.close()));
    dialog.open();
  }
}
