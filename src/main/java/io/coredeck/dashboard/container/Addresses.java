package io.coredeck.dashboard.container;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The addresses of a container: the first one, and behind a button the others.
final class Addresses extends Span {

  private static final Texts TEXTS = Texts.of(Addresses.class);

  Addresses(Reservation reservation) {
    addClassName("addresses");
    var all = of(reservation);
    if (all.isEmpty()) {
      add(new Span(TEXTS.get("no-address")));
      return;
    }
    var first = new Span(all.values().iterator().next());
    first.addClassName("mono");
    add(first);
    if (all.size() > 1) {
      add(more(all));
    }
  }

  private static Button more(Map<String, String> all) {
    var more = new Button(TEXTS.get("more-addresses", all.size() - 1));
    more.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    more.setAriaLabel(TEXTS.get("all-addresses"));
    var list = new Div();
    list.addClassName("address-list");
    all.forEach((word, address) -> {
      var label = new Span(word);
      label.addClassName("label");
      var text = new Span(address);
      text.addClassName("mono");
      var copy = new Element("coredeck-copy");
      copy.setAttribute("text", address);
      var row = new Div(label, text);
      row.getElement().appendChild(copy);
      list.add(row);
    });
    var popover = new Popover(list);
    popover.setTarget(more);
    popover.setPosition(PopoverPosition.BOTTOM_START);
    popover.setAriaLabel(TEXTS.get("all-addresses"));
    return more;
  }

  /// @return the first address, as asked for; empty for none
  static String first(Reservation reservation) {
    return Facts.containerOf(reservation).networkConnections().stream()
        .findFirst()
        .map(one -> one.ipaddress())
        .orElse("");
  }

  /// @return what the node has given it, or until then what was asked for, by the kind's word
  private static Map<String, String> of(Reservation reservation) {
    var all = new LinkedHashMap<String, String>();
    all.put(TEXTS.get("ipv4"), first(reservation));
    var told = told(reservation);
    if (told.isObject()) {
      put(all, "ipv4", told);
      put(all, "ipv6", told);
      put(all, "yggdrasil", told);
    }
    all.values().removeIf(String::isEmpty);
    return all;
  }

  private static void put(Map<String, String> all, String member, JsonValue told) {
    if (!told.member(member).text().isEmpty()) {
      all.put(TEXTS.get(member), told.member(member).text());
    }
  }

  private static JsonValue told(Reservation reservation) {
    try {
      return Json.tree(reservation.result().dataJson());
    } catch (WireException _) {
      return Json.tree("null"); // a node of another make tells what it likes
    }
  }
}
