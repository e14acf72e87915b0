package io.coredeck.dashboard.networks;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.model.Reservation;
import io.coredeck.model.rule.Ipv4Range;
import java.util.Map;
import java.util.Optional;

/// A small square for every address of a node's part: who has it, or that it is free.
final class AddressMap extends Div {

  private static final Texts TEXTS = Texts.of(AddressMap.class);
  private static final int SMALLEST_PREFIX = 24;
  private static final int BITS = 32;

  /// @param range not larger than a /24; of a larger one only the first 256 addresses are shown
  /// @param holders by address
  /// @param next the address the next container would get
  AddressMap(Ipv4Range range, Map<String, Reservation> holders, Optional<String> next) {
    addClassName("address-map");
    getElement().setAttribute("role", "img");
    var size = 1 << (BITS - Math.max(range.prefix(), SMALLEST_PREFIX));
    var used = 0;
    for (var number = 0; number < size; number++) {
      var address = range.address(number);
      var holder = Optional.ofNullable(holders.get(address.toString()));
      if (holder.isPresent()) {
        used++;
      }
      var cell = new Element("i");
      if (!range.isHost(address)) {
        cell.setAttribute("class", "fixed");
        cell.setAttribute("title", TEXTS.get("map.fixed", address.toString()));
      } else if (holder.isPresent()) {
        cell.setAttribute("class", "used");
        cell.setAttribute(
            "title", TEXTS.get("map.used", address.toString(), Named.of(holder.get())));
      } else if (next.filter(address.toString()::equals).isPresent()) {
        cell.setAttribute("class", "next");
        cell.setAttribute("title", TEXTS.get("map.next", address.toString()));
      } else {
        cell.setAttribute("title", TEXTS.get("map.free", address.toString()));
      }
      getElement().appendChild(cell);
    }
    getElement().setAttribute("aria-label", TEXTS.get("map", used, range.toString()));
  }
}
