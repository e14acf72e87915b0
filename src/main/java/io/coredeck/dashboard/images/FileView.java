package io.coredeck.dashboard.images;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.errand.Errand;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The beginning of a file of an image, if it is text.
final class FileView extends Aside {

  private static final Texts TEXTS = Texts.of(FileView.class);
  private static final int MOST = 64 << 10;

  /// @param path of its directory; empty for the root
  FileView(HubClient hub, HubImage image, String path, String name) {
    addClassName("file-view");
    var title = new H2(name);
    title.setTitle(name);
    var back = "images/" + image.title() + (path.isEmpty() ? "" : "?path=" + encoded(path));
    var close = new Anchor(back, TEXTS.get("file.close"));
    close.addClassName("button");
    var size = new Span();
    size.addClassName("id");
    var head = new Div(title, size, close);
    head.addClassName("file-head");
    add(head);
    try {
      var whole = path.isEmpty() ? name : path + "/" + name;
      var part = hub.file(image.repository(), image.name(), whole, MOST);
      size.setText(Amounts.bytes(part.size()));
      show(FileText.of(part.bytes()), part.size());
    } catch (HubException e) {
      say(TEXTS.get("file.unknown", Errand.reason(e)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(FileText text, long size) {
    if (size == 0) {
      say(TEXTS.get("file.empty"));
    } else if (!text.isText()) {
      say(TEXTS.get("file.binary"));
    } else {
      if (size > MOST) {
        say(TEXTS.get("file.begins", Amounts.bytes(MOST), Amounts.bytes(size)));
      }
      var pre = new Pre(text.text());
      pre.getElement().setAttribute("tabindex", "0");
      add(pre);
    }
  }

  private void say(String words) {
    var none = new Paragraph(words);
    none.addClassName("none");
    add(none);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
