package io.coredeck.dashboard.account;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignInGuard;
import io.coredeck.dashboard.signin.SignInPage;
import io.coredeck.dashboard.text.Texts;

/// Where a person who was given a password chooses an own one; nothing else can be reached before.
@Route(SignInGuard.NEW_PASSWORD)
public final class NewPasswordPage extends Main implements HasDynamicTitle {

  private static final Texts TEXTS = Texts.of(NewPasswordPage.class);

  public NewPasswordPage() {
    addClassName("sign-in-page");
    var head = new Div(new H1(TEXTS.get("new-password.title")));
    head.addClassName("head");
    head.getElement().insertChild(0, new Element("coredeck-logo"));
    var why =
        new Paragraph(TEXTS.get("new-password.why", PersonSession.required().person().name()));
    var box = new Div(why, new PasswordForm(this::enter));
    box.addClassName("box");
    var out = new Button(TEXTS.get("sign-out"), _ -> leave());
    out.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    add(head, box, out);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/theme.js");
  }

  private void enter() {
    getUI().orElseThrow().getPage().setLocation("./");
  }

  private void leave() {
    getUI().orElseThrow().getPage().setLocation(SignInPage.PATH);
    PersonSession.end();
  }

  @Override
  public String getPageTitle() {
    return TEXTS.get("new-password.title") + " · Coredeck";
  }
}
