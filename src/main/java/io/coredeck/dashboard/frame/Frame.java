package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.grid.Made;
import io.coredeck.dashboard.grid.Reservations;
import io.coredeck.dashboard.notice.LostNotice;
import io.coredeck.dashboard.notice.Notices;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.signin.PersonSession;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Volume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Navigation left, top bar above, the page in between.
public final class Frame extends AppLayout implements AfterNavigationObserver {

  private static final Texts TEXTS = Texts.of(Frame.class);
  private static final String SEEN = "event.detail.key";
  private static final String WANTED = "event.detail.id";

  /// How many there are of what a page of the navigation shows.
  private static final Made<Map<String, Long>> COUNTS = new Made<>(Frame::counts);

  private final Person who = PersonSession.required().person();
  private final Navigation navigation = new Navigation(who.role());
  private final PersonMenu menu = new PersonMenu(who);
  private final Nav path = new Nav();
  private final Anchor create = new Anchor("containers/new", "");
  private final GridWatch grid = GridWatch.current();
  private final Notices notices = Notices.of(grid.news(), who.tid());
  private final Toasts toasts = new Toasts(notices);
  private final Element bell = new Element("coredeck-notices");
  private final LostNotice lost = new LostNotice();
  private String at = "";
  private Optional<HasElement> page = Optional.empty();
  private String deletionAt = "";
  private long shownVersion = -1;
  private long saidUpTo = notices.newest();

  public Frame() {
    setPrimarySection(Section.DRAWER);
    addToDrawer(brand(), navigation, menu);
    addToNavbar(topBar(), lost);
    var line = new Element("coredeck-line");
    line.setAttribute("live", LiveNumbers.current().areServed());
    getElement().appendChild(toasts.getElement(), line);
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
    palette
        .addEventListener(
            "delete-wanted", event -> goAndDelete(event.getEventData().get(WANTED).asString("")))
        .addEventData(WANTED);
    return palette;
  }

  /// Opens the page of what is to be deleted, where its own button is pressed. An address alone
  /// never deletes.
  private void goAndDelete(String id) {
    if (!id.matches("\\d{1,18}")) {
      return;
    }
    var wanted = "containers/" + id;
    if (at.equals(wanted) || at.startsWith(wanted + "/")) {
      askToDelete(); // a navigation to where one is would do nothing
    } else {
      deletionAt = wanted;
      getUI().orElseThrow().navigate(wanted);
    }
  }

  private void askToDelete() {
    page.filter(Deletes.class::isInstance).map(Deletes.class::cast).ifPresent(Deletes::askToDelete);
  }

  private void show(GridView whole) {
    notices.hear();
    showNotices();
    var view = who.role().seesAll() ? whole : whole.of(who.tid());
    var isLost = !view.trouble().isEmpty();
    menu.showLine(!isLost);
    lost.show(view);
    setClassName("lost", isLost);
    if (view.isKnown()) {
      view.once(COUNTS).forEach(navigation::showCount);
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

  private static Map<String, Long> counts(Reservations all) {
    var counts = new HashMap<>(Map.of("reservations", 0L, "networks", 0L, "volumes", 0L));
    for (var one : all.list()) {
      switch (one.workload()) {
        case Container _ -> counts.merge("reservations", 1L, Long::sum);
        case NetworkResource _ -> counts.merge("networks", 1L, Long::sum);
        case Volume _ -> counts.merge("volumes", 1L, Long::sum);
        default -> {} // has no page
      }
    }
    return Map.copyOf(counts);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/frame.js");
  }

  /// A page has learned what it is called.
  public static void titleOf(Component page) {
    Optional.ofNullable(page.findAncestor(Frame.class)).ifPresent(frame -> frame.showPath(page));
    if (page instanceof HasDynamicTitle titled) {
      page.getUI().ifPresent(ui -> ui.getPage().setTitle(titled.getPageTitle()));
    }
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    showPath(event.getActiveChain().getFirst());
    getElement()
        .setAttribute("data-at", event.getLocation().getPath()); // for frontend/frame/back.ts
    at = event.getLocation().getPath();
    page = Optional.of(event.getActiveChain().getFirst());
    var isAsked = at.equals(deletionAt);
    deletionAt = "";
    if (isAsked) {
      askToDelete();
    }
  }

  private void showPath(HasElement shown) {
    path.removeAll();
    if (shown instanceof Titled page) {
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

  /// A page of something that the person may delete.
  public interface Deletes {

    /// The person wants it deleted: the same as its own button does.
    void askToDelete();
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
