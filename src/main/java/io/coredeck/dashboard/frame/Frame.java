package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.signin.SignInPage;
import io.coredeck.dashboard.text.Texts;

/// Navigation left, top bar above, the page in between. The navigation names only pages that exist.
public final class Frame extends AppLayout implements AfterNavigationObserver {

  private static final Texts TEXTS = Texts.of(Frame.class);

  private final Span place = new Span();

  public Frame() {
    setPrimarySection(Section.DRAWER);
    addToDrawer(brand(), navigation(), person());
    addToNavbar(topBar());
  }

  private static Div brand() {
    var brand = new Div();
    brand.addClassName("brand");
    brand.getElement().appendChild(new Element("coredeck-logo"), new Span("Coredeck").getElement());
    return brand;
  }

  private static SideNav navigation() {
    var navigation = new SideNav();
    navigation.getElement().setAttribute("aria-label", TEXTS.get("pages"));
    navigation.addItem(new SideNavItem(TEXTS.get("overview"), "", new Icon("layout-dashboard")));
    var reservations =
        new SideNavItem(TEXTS.get("reservations"), "reservations", new Icon("boxes"));
    reservations.setMatchNested(true);
    navigation.addItem(reservations);
    navigation.addItem(place("nodes", "server"));
    navigation.addItem(place("networks", "network"));
    navigation.addItem(place("volumes", "hard-drive"));
    navigation.addItem(place("pools", "layers"));
    navigation.addItem(place("images", "package"));
    return navigation;
  }

  private static SideNavItem place(String path, String icon) {
    var item = new SideNavItem(TEXTS.get(path), path, new Icon(icon));
    item.setMatchNested(true);
    return item;
  }

  private static Div person() {
    var who = PersonSession.required().person();
    var initials = new Span(who.initials());
    initials.addClassName("initials");
    initials.getElement().setAttribute("aria-hidden", "true");
    var name = new Span(who.name());
    name.addClassName("name");
    var role = new Span(who.role().word());
    role.addClassName("role");
    var out = new Button(TEXTS.get("sign-out"), click -> signOut(click.getSource()));
    out.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    var row = new Div(initials, name, role, out);
    row.addClassName("person");
    return row;
  }

  private static void signOut(Component from) {
    from.getUI().orElseThrow().getPage().setLocation(SignInPage.PATH);
    PersonSession.end();
  }

  private Div topBar() {
    place.addClassName("place");
    var create = new Anchor("containers/new", TEXTS.get("new-container"));
    create.addClassNames("button", "primary", "new");
    var bar = new Div(new DrawerToggle(), place, create);
    bar.addClassName("top-bar");
    bar.getElement().appendChild(new Element("coredeck-mode-switch"));
    return bar;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/theme.js");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    place.setText(event.getActiveChain().getFirst() instanceof Titled page ? page.title() : "");
  }

  /// A page that says what the top bar calls it.
  public interface Titled {
    /// @return a few words, sentence case
    String title();
  }
}
