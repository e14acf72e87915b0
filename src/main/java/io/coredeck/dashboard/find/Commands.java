package io.coredeck.dashboard.find;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Role;
import java.util.ArrayList;
import java.util.List;

/// What can be done from anywhere, and with a container.
final class Commands {

  private static final Texts TEXTS = Texts.of(Commands.class);

  private Commands() {}

  static List<Item> everywhere(Role role, Language language) {
    var all = new ArrayList<Item>();
    if (role.mayChange()) {
      all.add(
          Item.link("do new", "plus", TEXTS.in(language, "new-container"), "containers/new")
              .byKey("C"));
    }
    all.add(Item.action("do dark", "moon", TEXTS.in(language, "dark"), "colours dark"));
    all.add(Item.action("do light", "sun", TEXTS.in(language, "light"), "colours light"));
    all.add(Item.action("do system", "sun-moon", TEXTS.in(language, "system"), "colours system"));
    for (var other : Language.values()) {
      if (other != language) {
        var words = TEXTS.in(language, "language", other.ownName());
        all.add(Item.action("do " + other.code(), "globe", words, "language " + other.code()));
      }
    }
    all.add(Item.action("do keys", "keyboard", TEXTS.in(language, "keys"), "keys").byKey("?"));
    all.add(Item.action("", "log-out", TEXTS.in(language, "sign-out"), "sign-out"));
    return all;
  }

  /// @param runs whether the container runs
  static List<Item> of(Containers.Entry entry, boolean runs, Language language) {
    var page = "containers/" + entry.reservation().id() + "/";
    var all = new ArrayList<Item>();
    if (runs && entry.container().interactive()) {
      all.add(tab("square-terminal", "console", page, language).byKey("T"));
    }
    all.add(tab("scroll-text", "logs", page, language).byKey("L"));
    all.add(tab("chart-line", "metrics", page, language));
    all.add(tab("file-json", "definition", page, language));
    if (!entry.address().isEmpty()) {
      var copy = TEXTS.in(language, "copy-address");
      all.add(Item.action("", "copy", copy, "copy " + entry.address()).with(entry.address(), ""));
    }
    return all;
  }

  private static Item tab(String icon, String tab, String page, Language language) {
    return Item.link("", icon, TEXTS.in(language, tab), page + tab);
  }
}
