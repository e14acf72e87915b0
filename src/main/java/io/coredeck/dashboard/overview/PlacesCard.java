package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;

/// Where the programs of this grid answer, for those who write clients.
final class PlacesCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(PlacesCard.class);

  PlacesCard(URI explorer, URI hub) {
    var places = new DescriptionList();
    places.add(new DescriptionList.Term(TEXTS.get("places.explorer")), address(explorer));
    places.add(new DescriptionList.Term(TEXTS.get("places.hub")), address(hub));
    getContent().setContent(places);
  }

  @Override
  protected Card initContent() {
    return new Card(TEXTS.get("places"));
  }

  private static DescriptionList.Description address(URI url) {
    var text = new Span(url.toString());
    text.addClassName("mono");
    return new DescriptionList.Description(text);
  }
}
