package io.coredeck.dashboard.images.upload;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.sdk.hub.HubClient;

/// Takes archives by drop or by choice and shows what becomes of them. An archive flows through to
/// the hub while it comes: nothing of it is kept here.
public final class UploadStrip extends Div {

  private static final Texts TEXTS = Texts.of(UploadStrip.class);
  private static final int MOST_SHOWN = 5;

  private final Upload upload = new Upload();
  private final Checkbox replace = new Checkbox(TEXTS.get("upload.replace"));
  private final Div rows = new Div();
  private final HubClient hub;
  private final Runnable changed;

  /// @param changed called when there is another image, with the lock of the page's session held
  public UploadStrip(Person person, HubClient hub, Runnable changed) {
    this.hub = hub;
    this.changed = changed;
    addClassName("upload-strip");
    var choose = new Button(TEXTS.get("upload.choose"), new Icon("upload"));
    choose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    upload.setUploadButton(choose);
    upload.setDropLabel(
        new Span(TEXTS.get("upload.drop", Amounts.bytes(HubClient.LARGEST_UPLOAD))));
    upload.setDropLabelIcon(new Icon("package"));
    upload.setUploadFormat(UploadFormat.RAW);
    upload.setAcceptedFileExtensions(".gz", ".tgz", ".tar");
    upload.getElement().setProperty("maxFileSize", (double) HubClient.LARGEST_UPLOAD);
    upload.addFileRejectedListener(event ->
        fresh(event.getFileName())
            .failed(TEXTS.get("upload.wrong", Amounts.bytes(HubClient.LARGEST_UPLOAD))));
    upload.addAllFinishedListener(_ -> upload.clearFileList());
    replace.setVisible(person.role().seesAll());
    rows.addClassName("uploads");
    add(new Div(upload, replace), rows);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    upload.setUploadHandler(new Inlet(this, hub, event.getUI()));
  }

  /// @return whether an image of the same name may be replaced
  boolean isReplacing() {
    return replace.isVisible() && replace.getValue();
  }

  /// @return a row for an upload that begins
  UploadRow fresh(String file) {
    var row = new UploadRow(file);
    rows.addComponentAsFirst(row);
    while (rows.getComponentCount() > MOST_SHOWN) {
      rows.remove(rows.getComponentAt(rows.getComponentCount() - 1));
    }
    return row;
  }

  /// An upload has become an image.
  void done() {
    changed.run();
  }
}
