package io.coredeck.dashboard.container;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.text.Texts;

/// The tabs: links, so that each can be opened beside, and keys for those who prefer them.
final class TabLinks extends Nav {

  private static final Texts TEXTS = Texts.of(TabLinks.class);

  TabLinks() {
    addClassName("tabs");
    getElement().setAttribute("aria-label", TEXTS.get("parts"));
  }

  private static String keysOf(Tab tab) {
    return switch (tab) {
      case CONSOLE -> tab.key() + "|t";
      case LOGS -> tab.key() + "|l";
      default -> tab.key();
    };
  }

  void show(long id, Tab current) {
    removeAll();
    for (var tab : Tab.values()) {
      var name = TEXTS.get("tab-" + tab.path());
      var link = new Anchor("containers/%d/%s".formatted(id, tab.path()), name);
      link.setRouterIgnore(false);
      link.getElement().setAttribute("aria-current", tab == current ? "page" : "false");
      if (tab != current) { // the keys of the tab that is open are its own
        Keys.mark(link, keysOf(tab), name);
      }
      add(link);
    }
    var hint = new Span(TEXTS.get("tab-keys", Tab.values().length));
    hint.addClassName("hint");
    add(hint);
  }
}
