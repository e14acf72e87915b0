package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.frame.Card;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;

/// How the first container comes to be: by a click, or as a command.
final class StartCard extends Composite<Card> {

  private static final Texts TEXTS = Texts.of(StartCard.class);

  private final URI hub;

  StartCard(URI hub) {
    this.hub = hub;
  }

  @Override
  protected Card initContent() {
    return new Card(TEXTS.get("start"));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    var command =
        """
        sudo ./coredeck deploy - <<'EOF'
        {"flist": "%s/demo/busybox.flist", "interactive": true}
        EOF
        """
            .formatted(hub.toString().replaceAll("/$", ""));
    var code = new Pre(command);
    code.addClassName("code");
    var copy = new Element("coredeck-copy");
    copy.setAttribute("text", command);
    var box = new Div(code);
    box.addClassName("command");
    box.getElement().appendChild(copy);
    var compose = new Anchor("containers/new", TEXTS.get("start.compose"));
    compose.addClassName("button");
    var first = new Div(new Paragraph(TEXTS.get("start.text")), compose);
    first.addClassName("first");
    getContent().setContent(first, new Paragraph(TEXTS.get("start.command")), box);
  }
}
