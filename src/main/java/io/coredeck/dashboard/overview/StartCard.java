package io.coredeck.dashboard.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.frame.Card;
import java.net.URI;

/// How a container comes to be, as long as that is done from the command line.
final class StartCard extends Composite<Card> {

  private final URI hub;

  StartCard(URI hub) {
    this.hub = hub;
  }

  @Override
  protected Card initContent() {
    return new Card("Deploy from the command line");
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
    var after = new Paragraph("Then ");
    after.add(new Code("./coredeck list"));
    after.add(" shows it, ");
    after.add(new Code("./coredeck delete ID"));
    after.add(" takes it away.");
    getContent().setContent(box, after);
  }
}
