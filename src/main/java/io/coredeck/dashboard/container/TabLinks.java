package io.coredeck.dashboard.container;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.text.Texts;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The tabs: links, so that each can be opened beside, and keys for those who prefer them.
final class TabLinks extends Nav {

  private static final String KEY = "event.detail.key";
  private static final Texts TEXTS = Texts.of(TabLinks.class);

  private final Element keys = new Element("coredeck-page-keys");

  /// @param chosen told which tab a key asks for
  TabLinks(Consumer<Tab> chosen) {
    addClassName("tabs");
    getElement().setAttribute("aria-label", TEXTS.get("parts"));
    var numbers = Arrays.stream(Tab.values()).map(Tab::key).collect(Collectors.joining(" "));
    keys.setAttribute("keys", numbers + " t l");
    keys.addEventListener(
            "page-key", event -> go(event.getEventData().path(KEY).asString(""), chosen))
        .addEventData(KEY);
  }

  private static void go(String key, Consumer<Tab> chosen) {
    for (var tab : Tab.values()) {
      var isLetter =
          (key.equals("l") && tab == Tab.LOGS) || (key.equals("t") && tab.path().equals("console"));
      if (tab.key().equals(key) || isLetter) {
        chosen.accept(tab);
      }
    }
  }

  void show(long id, Tab current) {
    removeAll();
    for (var tab : Tab.values()) {
      var link =
          new Anchor("containers/%d/%s".formatted(id, tab.path()), TEXTS.get("tab-" + tab.path()));
      link.setRouterIgnore(false);
      link.getElement().setAttribute("aria-current", tab == current ? "page" : "false");
      add(link);
    }
    var hint = new Span(TEXTS.get("tab-keys", Tab.values().length));
    hint.addClassName("hint");
    add(hint);
    getElement().appendChild(keys);
  }
}
