package io.coredeck.dashboard.frame;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.RouteConfiguration;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Numbers;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Role;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The pages, in groups. A page stands here when its address exists and the person's role may see
/// it; a further one is one line of {@link #PLACES} and its name in the bundle.
public final class Navigation extends Composite<Div> {

  private static final Texts TEXTS = Texts.of(Navigation.class);

  /// What stands together, with its heading in the bundle.
  private enum Group {
    MAIN,
    INFRASTRUCTURE,
    ADMINISTRATION
  }

  /// A page that can be gone to.
  ///
  /// @param path its address, and its text's key unless that is the start page's
  /// @param group where it stands
  /// @param icon name of the sprite
  /// @param key pressed after G
  /// @param isFor who may see it
  public record Place(String path, Group group, String icon, char key, Predicate<Role> isFor) {

    private String textKey() {
      return path.isEmpty() ? "overview" : path;
    }

    /// @return what people call it
    public String name(Language language) {
      return TEXTS.in(language, textKey());
    }
  }

  private static final List<Place> PLACES =
      List.of(
          new Place("", Group.MAIN, "layout-dashboard", 'o', Navigation::anybody),
          new Place("reservations", Group.MAIN, "boxes", 'r', Navigation::anybody),
          new Place("nodes", Group.INFRASTRUCTURE, "server", 'n', Navigation::anybody),
          new Place("networks", Group.INFRASTRUCTURE, "network", 'w', Navigation::anybody),
          new Place("volumes", Group.INFRASTRUCTURE, "hard-drive", 'v', Navigation::anybody),
          new Place("pools", Group.INFRASTRUCTURE, "layers", 'p', Navigation::anybody),
          new Place("images", Group.INFRASTRUCTURE, "package", 'i', Navigation::anybody),
          new Place("users", Group.ADMINISTRATION, "users", 'u', Navigation::admin),
          new Place("audit", Group.ADMINISTRATION, "history", 'a', Role::seesAll));

  private final Map<String, Span> counts = new HashMap<>();

  private static boolean anybody(Role role) {
    return true;
  }

  private static boolean admin(Role role) {
    return role == Role.ADMIN;
  }

  Navigation(Role role) {
    var groups = new EnumMap<Group, SideNav>(Group.class);
    for (var place : places(role, RouteConfiguration.forApplicationScope())) {
      groups.computeIfAbsent(place.group(), Navigation::group).addItem(item(place));
    }
    getContent().addClassName("navigation");
    groups.values().forEach(getContent()::add);
  }

  /// @return the pages there are for that role
  public static List<Place> places(Role role, RouteConfiguration routes) {
    return PLACES.stream()
        .filter(place -> place.isFor().test(role))
        .filter(place -> routes.isPathAvailable(place.path()) || isTemplate(place, routes))
        .toList();
  }

  private static boolean isTemplate(Place place, RouteConfiguration routes) {
    return routes.getAvailableRoutes().stream()
        .anyMatch(route -> route.getTemplate().startsWith(place.path() + "/:"));
  }

  private static SideNav group(Group group) {
    var navigation = new SideNav();
    if (group == Group.MAIN) {
      navigation.getElement().setAttribute("aria-label", TEXTS.get("pages"));
    } else {
      navigation.setLabel(
          TEXTS.get(group == Group.ADMINISTRATION ? "administration" : "infrastructure"));
    }
    return navigation;
  }

  private SideNavItem item(Place place) {
    var name = place.name(Language.current());
    var item = new SideNavItem(name, place.path(), new Icon(place.icon()));
    item.setMatchNested(!place.path().isEmpty());
    var count = new Span();
    count.addClassName("count");
    item.setSuffixComponent(count);
    counts.put(place.path(), count);
    Keys.mark(item, "g " + place.key(), name);
    return item;
  }

  /// @param path of a page
  /// @param number how many there are of what it shows
  void showCount(String path, long number) {
    var count = counts.get(path);
    if (count != null) {
      count.setText(Numbers.count(number));
    }
  }
}
