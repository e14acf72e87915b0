package io.coredeck.dashboard.networks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.NetworkUse;
import io.coredeck.dashboard.usage.NetworkUse.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A network's part on one node: its addresses, its tunnel, its peers.
final class PartCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(PartCard.class);

  private final String node;

  /// @param node what people call it
  PartCard(NetworkUse use, Part part, String node) {
    this.node = node;
    var next = use.nextFree(part);
    var parts = new ArrayList<Component>();
    part.range().ifPresent(range -> parts.add(new AddressMap(range, use.holders(), next)));
    parts.add(legend());
    parts.add(facts(part, next));
    getContent().setAside(part.network().iprange());
    getContent().setContent(parts.toArray(Component[]::new));
  }

  @Override
  protected Card initContent() {
    var card = new Card(TEXTS.get("part", node));
    card.addClassName("network-part");
    return card;
  }

  private static Div legend() {
    var legend = new Div();
    legend.addClassName("map-legend");
    for (var kind : List.of("used", "next", "free", "fixed")) {
      var square = new Span();
      square.addClassNames("square", kind);
      legend.add(new Div(square, new Span(TEXTS.get("legend." + kind))));
    }
    legend.getElement().setAttribute("aria-hidden", "true");
    return legend;
  }

  private DescriptionList facts(Part part, Optional<String> next) {
    var network = part.network();
    var list = new DescriptionList();
    list.add(
        new DescriptionList.Term(TEXTS.get("node")),
        new DescriptionList.Description(new Anchor("nodes/" + part.reservation().nodeId(), node)));
    add(list, "next", next.orElse(TEXTS.get("next.none")));
    add(list, "port", Long.toString(network.wireguardListenPort()));
    add(list, "key", network.wireguardPublicKey());
    if (network.peers().isEmpty()) {
      add(list, "peers", TEXTS.get("peers.none"));
    }
    for (var peer : network.peers()) {
      add(
          list,
          "peers",
          TEXTS.get(
              "peer",
              peer.iprange(),
              peer.endpoint().isBlank() ? TEXTS.get("peer.hidden") : peer.endpoint(),
              peer.publicKey()));
    }
    add(list, "reservation", part.reservation().gwid());
    return list;
  }

  private static void add(DescriptionList list, String key, String text) {
    var value = new Span(text);
    value.addClassName("mono");
    list.add(new DescriptionList.Term(TEXTS.get(key)), new DescriptionList.Description(value));
  }
}
