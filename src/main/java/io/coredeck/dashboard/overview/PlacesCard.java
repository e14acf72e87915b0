package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Card;
import java.net.URI;

/// Where the programs of this grid answer, for those who write clients.
final class PlacesCard extends Composite<Card> {

  PlacesCard(URI explorer, URI hub) {
    var places = new DescriptionList();
    places.add(new DescriptionList.Term("Explorer, keeps the reservations"), address(explorer));
    places.add(new DescriptionList.Term("Hub, keeps the images"), address(hub));
    getContent().setContent(places);
  }

  @Override
  protected Card initContent() {
    return new Card("Where it runs");
  }

  private static DescriptionList.Description address(URI url) {
    var text = new Span(url.toString());
    text.addClassName("mono");
    return new DescriptionList.Description(text);
  }
}
