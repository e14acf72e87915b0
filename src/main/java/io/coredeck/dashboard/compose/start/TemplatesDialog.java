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
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a draft can begin with: templates of the product, and the person's own.
public final class TemplatesDialog extends Dialog {

  private static final Texts TEXTS = Texts.of(TemplatesDialog.class);
  private static final int LONGEST_FILE = 1 << 20;

  private final transient Templates templates;
  private final transient Consumer<Draft> chosen;
  private final Div shipped = new Div();
  private final Div own = new Div();
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
    add(shipped, new H3(TEXTS.get("own-templates")), own, where, trouble);
    Template.shipped(hub).forEach(one -> shipped.add(row(one)));
    getFooter().add(importing(), exporting(), new Button(TEXTS.get("close"), _ -> close()));
    show();
    templates.load(this::show);
  }

  private void show() {
    own.removeAll();
    if (templates.own().isEmpty()) {
      var none = new Paragraph(TEXTS.get("no-own-templates"));
      none.addClassName("hint");
      own.add(none);
    }
    templates.own().forEach(one -> own.add(row(one)));
  }

  private Div row(Template template) {
    var name = new Span(template.name());
    name.addClassName("name");
    var about = template.isOwn() ? template.draft().text("/flist") : template.description();
    var hint = new Span(about);
    hint.addClassName("hint");
    var use = new Button(TEXTS.get("use-template"), _ -> choose(template));
    use.setAriaLabel(TEXTS.get("use-this-template", template.name()));
    var row = new Div(new Div(name, hint), use);
    row.addClassName("template");
    if (template.isOwn()) {
      var drop = new Button(new Icon("x"), _ -> templates.remove(template, kept -> after(kept)));
      drop.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
      drop.setAriaLabel(TEXTS.get("delete-template", template.name()));
      drop.setTooltipText(TEXTS.get("delete-template", template.name()));
      row.add(drop);
    }
    return row;
  }

  private void choose(Template template) {
    close();
    chosen.accept(template.draft());
  }

  private void after(boolean kept) {
    trouble.setText(kept ? "" : TEXTS.get("not-kept", Templates.MOST));
    show();
  }

  private Upload importing() {
    var upload =
        new Upload(
            UploadHandler.inMemory((_, bytes) -> {
              var read = Templates.read(new String(bytes, StandardCharsets.UTF_8));
              if (read.isEmpty()) {
                trouble.setText(TEXTS.get("no-templates-in-file"));
              } else {
                templates.add(read, this::after);
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
              var bytes = Templates.write(templates.own()).getBytes(StandardCharsets.UTF_8);
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
}
