package io.coredeck.dashboard.find;

import java.util.List;
import java.util.Map;

/// One line of the palette.
///
/// @param id what it is, e.g. `container 3`, for the list of what was opened lately
/// @param icon name of the sprite
/// @param state as `<coredeck-state>` calls it, drawn in place of the icon; empty for none
/// @param name what people call it
/// @param hits begin and end of each part of the name that was typed
/// @param text what tells it from others, or empty
/// @param aside its state, or what choosing it does; or empty
/// @param key pressed on its page for the same; or empty
/// @param href where it leads, or empty
/// @param does what is done in place of going somewhere, e.g. `copy 172.24.1.20`; or empty
/// @param acts what can be done with it
record Item(
    String id,
    String icon,
    String state,
    String name,
    List<Integer> hits,
    String text,
    String aside,
    String key,
    String href,
    String does,
    List<Item> acts) {

  static Item link(String id, String icon, String name, String href) {
    return new Item(id, icon, "", name, List.of(), "", "", "", href, "", List.of());
  }

  static Item action(String id, String icon, String name, String does) {
    return new Item(id, icon, "", name, List.of(), "", "", "", "", does, List.of());
  }

  Item hit(List<Integer> where) {
    return new Item(id, icon, state, name, where, text, aside, key, href, does, acts);
  }

  Item with(String more, String beside) {
    return new Item(id, icon, state, name, hits, more, beside, key, href, does, acts);
  }

  Item byKey(String pressed) {
    return new Item(id, icon, state, name, hits, text, aside, pressed, href, does, acts);
  }

  Map<String, Object> forPage() {
    return Map.ofEntries(
        Map.entry("id", id),
        Map.entry("icon", icon),
        Map.entry("state", state),
        Map.entry("name", name),
        Map.entry("hits", List.copyOf(hits)),
        Map.entry("text", text),
        Map.entry("aside", aside),
        Map.entry("key", key),
        Map.entry("href", href),
        Map.entry("does", does),
        Map.entry("acts", acts.stream().map(Item::forPage).toList()));
  }
}
