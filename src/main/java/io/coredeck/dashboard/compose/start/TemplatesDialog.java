package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import com.vaadin.flow.server.streams.UploadHandler;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.draft.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// What a draft can begin with: templates of the product, shared ones, and the person's own.
public final class TemplatesDialog extends Dialog {

  private static final Texts TEXTS = Texts.of(TemplatesDialog.class);
  private static final int LONGEST_FILE = 1 << 20;

  private final transient Templates templates;
  private final transient Consumer<Draft> chosen;
  private final Div shared = new Div();
  private final Div own = new Div();
  private final Div browser = new Div();
  private final Paragraph trouble = new Paragraph();

  /// @param hub with the image that every instance has
  /// @param chosen told the draft to begin with
  public TemplatesDialog(Templates templates, URI hub, Consumer<Draft> chosen) {
    this.templates = templates;
    this.chosen = chosen;
    setHeaderTitle(TEXTS.get("templates"));
    setWidth("600px");
    addClassName("templates-dialog");
    var where = new Paragraph(TEXTS.get("templates-where"));
    where.addClassName("hint");
    trouble.addClassName("trouble");
    trouble.getElement().setAttribute("role", "alert");
    var shipped = new Div();
    Starter.shipped(hub)
        .forEach(one -> shipped.add(row(one.name(), one.description(), () -> choose(one.draft()))));
    own.add(hint("templates-loading"));
    add(shipped, shared, new H3(TEXTS.get("own-templates")), own, browser, where, trouble);
    if (templates.maySave()) {
      getFooter().add(importing());
    }
    getFooter().add(exporting(), new Button(TEXTS.get("close"), _ -> close()));
    load();
    if (templates.maySave()) {
      templates.inBrowser(this::offer);
    }
  }

  private void load() {
    templates.load(
        this::show,
        why -> {
          own.removeAll();
          fail(why);
        });
  }

  private void show(Templates.Found found) {
    trouble.setText("");
    shared.removeAll();
    if (!found.shared().isEmpty()) {
      shared.add(new H3(TEXTS.get("shared-templates")));
      found.shared().forEach(one -> shared.add(row(one, TEXTS.get("shared-by", one.owner()))));
    }
    own.removeAll();
    if (found.own().isEmpty()) {
      own.add(hint("no-own-templates"));
    }
    found.own().forEach(one -> own.add(row(one, one.isShared() ? TEXTS.get("shared") : "")));
  }

  private static Paragraph hint(String key) {
    var hint = new Paragraph(TEXTS.get(key));
    hint.addClassName("hint");
    return hint;
  }

  private void fail(String why) {
    trouble.setText(why);
  }

  private Div row(Template template, String whose) {
    var about = template.description().isEmpty() ? template.image() : template.description();
    var row =
        row(
            template.name(),
            whose.isEmpty() ? about : whose + " · " + about,
            () -> templates.draft(template, this::choose, this::fail));
    if (templates.mayRemove(template)) {
      var drop = new Button(new Icon("x"), _ -> templates.remove(template, this::load, this::fail));
      drop.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
      drop.setAriaLabel(TEXTS.get("delete-template", template.name()));
      drop.setTooltipText(TEXTS.get("delete-template", template.name()));
      row.add(drop);
    }
    return row;
  }

  private static Div row(String title, String about, Runnable choose) {
    var name = new Span(title);
    name.addClassName("name");
    var hint = new Span(about);
    hint.addClassName("hint");
    var use = new Button(TEXTS.get("use-template"), _ -> choose.run());
    use.setAriaLabel(TEXTS.get("use-this-template", title));
    var row = new Div(new Div(name, hint), use);
    row.addClassName("template");
    return row;
  }

  private void choose(Draft draft) {
    close();
    chosen.accept(draft);
  }

  private void offer(List<Starter> kept) {
    browser.removeAll();
    if (kept.isEmpty()) {
      return;
    }
    var words = new Span(TEXTS.get("in-browser", kept.size()));
    words.addClassName("hint");
    var move =
        new Button(
            TEXTS.get("move-to-explorer"), _ -> templates.move(kept, this::moved, this::fail));
    move.setDisableOnClick(true);
    var row = new Div(words, move);
    row.addClassName("template");
    browser.add(row);
  }

  private void moved(Templates.Moved moved) {
    offer(moved.left());
    templates.load(
        found -> {
          show(found);
          fail(moved.why());
        },
        this::fail);
  }

  private Upload importing() {
    var upload =
        new Upload(
            UploadHandler.inMemory((_, bytes) -> {
              var read = StarterFile.read(new String(bytes, StandardCharsets.UTF_8));
              if (read.isEmpty()) {
                fail(TEXTS.get("no-templates-in-file"));
              } else {
                templates.save(read, false, this::load, this::fail);
              }
            }));
    upload.addClassName("open-file");
    upload.setUploadButton(new Button(TEXTS.get("import"), new Icon("file-up")));
    upload.setDropAllowed(false);
    upload.setMaxFiles(1);
    upload.setMaxFileSize(LONGEST_FILE);
    upload.addAllFinishedListener(_ -> upload.clearFileList());
    return upload;
  }

  private Anchor exporting() {
    var link =
        new Anchor(
            DownloadHandler.fromInputStream(_ -> {
              var bytes = StarterFile.write(whole()).getBytes(StandardCharsets.UTF_8);
              return new DownloadResponse(
                  new ByteArrayInputStream(bytes),
                  "coredeck-templates.json",
                  "application/json",
                  bytes.length);
            }),
            TEXTS.get("export"));
    link.addClassName("button");
    return link;
  }

  private List<Starter> whole() throws IOException {
    try {
      return templates.whole();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while templates were read", e);
    }
  }
}
