package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.notice.Notices;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import java.util.List;

/// Navigation left, top bar above, the page in between.
public final class Frame extends AppLayout implements AfterNavigationObserver {

  private static final Texts TEXTS = Texts.of(Frame.class);
  private static final String SEEN = "event.detail.key";

  private final Person who = PersonSession.required().person();
  private final Navigation navigation = new Navigation(who.role());
  private final PersonMenu menu = new PersonMenu(who);
  private final Nav path = new Nav();
  private final Anchor create = new Anchor("containers/new", "");
  private final GridWatch grid = GridWatch.current();
  private final Notices notices = Notices.of(grid.news(), who.tid());
  private final Toasts toasts = new Toasts(notices);
  private final Element bell = new Element("coredeck-notices");
  private long shownVersion = -1;
  private long saidUpTo = notices.newest();

  public Frame() {
    setPrimarySection(Section.DRAWER);
    addToDrawer(brand(), navigation, menu);
    addToNavbar(topBar());
    getElement().appendChild(toasts.getElement(), new Element("coredeck-line"));
    bell.addEventListener("seen", event -> see(event.getEventData().get(SEEN).asLong()))
        .addEventData(SEEN);
    grid.follow(this, this::show);
  }

  private static Div brand() {
    var brand = new Div();
    brand.addClassName("brand");
    brand.getElement().appendChild(new Element("coredeck-logo"), new Span("Coredeck").getElement());
    return brand;
  }

  private Div topBar() {
    path.addClassName("place");
    path.getElement().setAttribute("aria-label", TEXTS.get("path"));
    create.addClassNames("button", "primary", "new");
    create.add(new Icon("plus"), new Span(TEXTS.get("new-container")));
    create.getElement().setAttribute("aria-label", TEXTS.get("new-container"));
    create.getElement().setAttribute("title", TEXTS.get("new-container") + " (C)");
    Keys.mark(create, "c", TEXTS.get("new-container"));
    var toggle = new DrawerToggle();
    toggle.setAriaLabel(TEXTS.get("menu"));
    var bar = new Div(toggle, path);
    bar.addClassName("top-bar");
    bar.getElement().appendChild(palette(), bell, new Element("coredeck-mode-switch"));
    bar.add(create);
    return bar;
  }

  private Element palette() {
    var palette = new Element("coredeck-palette");
    palette.setAttribute("person", who.name());
    palette.addEventListener("sign-out", _ -> PersonMenu.signOut());
    return palette;
  }

  private void show(GridView whole) {
    notices.hear();
    showNotices();
    var view = who.role().seesAll() ? whole : whole.of(who.tid());
    menu.showLine(view.trouble().isEmpty());
    if (view.isKnown()) {
      navigation.showCount("reservations", count(view, Container.class));
      navigation.showCount("networks", count(view, NetworkResource.class));
      navigation.showCount("volumes", count(view, Volume.class));
      navigation.showCount("nodes", view.nodes().size());
    }
  }

  private void see(long newest) {
    notices.see(newest);
    showNotices();
  }

  /// What failed meanwhile is said in each open page, everything is behind the bell.
  private void showNotices() {
    for (var notice : notices.after(saidUpTo)) {
      saidUpTo = notice.key();
      if (notice.isFailure() && !notice.isSeen() && !toasts.has(notice.key())) {
        toasts.show(notice.key(), Toasts.of(notice));
      }
    }
    if (shownVersion != notices.version()) {
      shownVersion = notices.version();
      bell.setAttribute("list", notices.forPage());
    }
  }

  private static long count(GridView view, Class<? extends Workload> kind) {
    return view.live().stream().filter(one -> kind.isInstance(one.workload())).count();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/frame.js");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    path.removeAll();
    if (event.getActiveChain().getFirst() instanceof Titled page) {
      var above = page.path();
      above.forEach(step -> path.add(new Anchor(step.path(), step.name()), slash()));
      var here = new Span(page.title());
      here.getElement().setAttribute("aria-current", "page");
      path.add(here);
      create.setVisible(who.role().mayChange() && page.offersNewContainer());
    }
  }

  private static Component slash() {
    var slash = new Span("/");
    slash.addClassName("slash");
    slash.getElement().setAttribute("aria-hidden", "true");
    return slash;
  }

  /// A page that says what the top bar calls it.
  public interface Titled {

    /// @return a few words, sentence case
    String title();

    /// @return the pages above it, from the outermost; none if it is in the navigation itself
    default List<Step> path() {
      return List.of();
    }

    /// @return whether **New container** stands in the top bar
    default boolean offersNewContainer() {
      return true;
    }

    /// A page above a page.
    ///
    /// @param name what people call it
    /// @param path its address
    record Step(String name, String path) {

      /// @param path of a page of the navigation, e.g. `reservations`
      /// @return with its name in the reader's language
      public static Step to(String path) {
        return new Step(TEXTS.get(path), path);
      }
    }
  }
}
