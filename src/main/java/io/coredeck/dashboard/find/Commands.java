package io.coredeck.dashboard.find;

import io.coredeck.dashboard.find.Finder.Asker;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Role;
import java.util.ArrayList;
import java.util.List;

/// What can be done from anywhere, and with a container.
final class Commands {

  private static final int COREX_PORT = 7681;
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
    all.add(
        Item.action(
            "do screen-reader",
            "square-terminal",
            TEXTS.in(language, "screen-reader"),
            "screen-reader"));
    all.add(Item.action("do keys", "keyboard", TEXTS.in(language, "keys"), "keys").byKey("?"));
    all.add(Item.action("", "log-out", TEXTS.in(language, "sign-out"), "sign-out"));
    return all;
  }

  /// What the person may do with a container; what its page does too.
  static List<Item> of(Containers.Entry entry, Look look, Asker asker) {
    var language = asker.language();
    var page = "containers/" + entry.reservation().id() + "/";
    var all = new ArrayList<Item>();
    if (look.isUp() && entry.container().interactive()) {
      all.add(tab("square-terminal", "console", page, language).byKey("T"));
    }
    all.add(tab("scroll-text", "logs", page, language).byKey("L"));
    all.add(tab("chart-line", "metrics", page, language));
    all.add(tab("file-json", "definition", page, language));
    all.add(tab("clock", "events", page, language));
    if (!entry.address().isEmpty()) {
      var copy = TEXTS.in(language, "copy-address");
      all.add(Item.action("", "copy", copy, "copy " + entry.address()).with(entry.address(), ""));
    }
    if (look.isUp() && entry.container().interactive() && !entry.address().isEmpty()) {
      var corex = "http://%s:%d/".formatted(entry.address(), COREX_PORT);
      all.add(
          new Item(
              "",
              "square-terminal",
              "",
              TEXTS.in(language, "corex"),
              List.of(),
              entry.address(),
              "",
              "",
              corex,
              "open-tab",
              List.of()));
    }
    if (asker.person().role().mayChange()) {
      all.addAll(changes(entry.reservation(), look, asker));
    }
    return all;
  }

  private static List<Item> changes(Reservation one, Look look, Asker asker) {
    var language = asker.language();
    var all = new ArrayList<Item>();
    var isThere = look != Look.DELETED && look != Look.STOPPING;
    var compose = "containers/new?";
    if (isThere && one.customerTid() == asker.person().tid()) {
      var what = look == Look.FAILED ? "again=" : "replace=";
      all.add(Item.link("", "pencil", TEXTS.in(language, "edit"), compose + what + one.id()));
    }
    all.add(Item.link("", "copy", TEXTS.in(language, "clone"), compose + "from=" + one.id()));
    if (one.nextAction() == NextAction.DEPLOY || one.nextAction() == NextAction.INVALID) {
      var delete = TEXTS.in(language, "delete");
      all.add(Item.action("", "trash-2", delete, "delete " + one.id()));
    }
    return all;
  }

  private static Item tab(String icon, String tab, String page, Language language) {
    return Item.link("", icon, TEXTS.in(language, tab), page + tab);
  }
}
