package io.coredeck.dashboard.nodes;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.registry.Node;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a node is reached: its interfaces, its ports of tunnels.
final class LinksCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(LinksCard.class);

  private Optional<Node> shown = Optional.empty();

  @Override
  protected Card initContent() {
    return new Card(TEXTS.get("links"));
  }

  void show(Node node) {
    var isSame =
        shown
            .filter(before ->
                before.interfaces().equals(node.interfaces())
                    && before.wgPorts().equals(node.wgPorts()))
            .isPresent();
    if (isSame) {
      return;
    }
    shown = Optional.of(node);
    var list = new DescriptionList();
    add(
        list,
        TEXTS.get("links.wireguard"),
        node.wgPorts().isEmpty()
            ? TEXTS.get("links.none")
            : node.wgPorts().stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", ")));
    for (var one : node.interfaces()) {
      var addresses =
          one.addrs().isEmpty() ? TEXTS.get("links.none") : String.join(", ", one.addrs());
      add(list, one.name(), addresses);
      if (!one.gateways().isEmpty()) {
        add(list, TEXTS.get("links.gateways", one.name()), String.join(", ", one.gateways()));
      }
    }
    add(list, TEXTS.get("links.key"), node.publicKeyHex());
    getContent().setContent(list);
  }

  private static void add(DescriptionList list, String term, String text) {
    var value = new Span(text);
    value.addClassName("mono");
    list.add(new DescriptionList.Term(term), new DescriptionList.Description(value));
  }
}
