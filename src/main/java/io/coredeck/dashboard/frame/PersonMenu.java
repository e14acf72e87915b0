package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.RouteConfiguration;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignInPage;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;

/// Who is signed in, and what only that person can do: the account, the language, sign out.
final class PersonMenu extends Composite<Div> {

  /// Address of the page about the person's account.
  static final String ACCOUNT = "account";

  private static final Texts TEXTS = Texts.of(PersonMenu.class);

  private final State line = new State(State.Kind.BUSY, TEXTS.get("asking")).ofLine();

  PersonMenu(Person who) {
    var bar = new MenuBar();
    bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
    bar.getElement().setAttribute("aria-label", TEXTS.get("person"));
    var item = bar.addItem(face(who));
    var menu = item.getSubMenu();
    if (RouteConfiguration.forApplicationScope().isPathAvailable(ACCOUNT)) {
      menu.addItem(
          entry("circle-user", TEXTS.get("account")), _ -> UI.getCurrent().navigate(ACCOUNT));
    }
    for (var language : Language.values()) {
      if (language != Language.current()) {
        var words = entry("globe", language.ownName());
        words.getElement().setAttribute("lang", language.code());
        menu.addItem(words, _ -> language.choose());
      }
    }
    menu.addSeparator();
    menu.addItem(entry("log-out", TEXTS.get("sign-out")), _ -> signOut());
    line.addClassName("line");
    getContent().addClassName("person");
    getContent().add(bar, line);
  }

  private static Component face(Person who) {
    var initials = new Span(who.initials());
    initials.addClassName("initials");
    initials.getElement().setAttribute("aria-hidden", "true");
    var name = new Span(who.name());
    name.addClassName("name");
    name.getElement().setAttribute("title", who.name());
    var role = new Span(TEXTS.get(who.role().word()));
    role.addClassName("role");
    var face = new Div(initials, name, role, new Icon("chevrons-up-down"));
    face.addClassName("face");
    return face;
  }

  private static Component entry(String icon, String words) {
    var entry = new Div(new Icon(icon), new Span(words));
    entry.addClassName("menu-entry");
    return entry;
  }

  /// Ends the session with all its pages.
  static void signOut() {
    UI.getCurrent().getPage().setLocation(SignInPage.PATH);
    PersonSession.end();
  }

  /// @param isLive whether the explorer answers
  void showLine(boolean isLive) {
    line.show(isLive ? State.Kind.OK : State.Kind.WARN, TEXTS.get(isLive ? "live" : "silent"));
  }
}
