package io.coredeck.dashboard.compose.start;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import java.nio.charset.StandardCharsets;

/// Takes a draft from a file, in place of the one that is there.
public final class OpenFile extends Upload {

  private static final Texts TEXTS = Texts.of(OpenFile.class);

  private static final int LONGEST_FILE = 1 << 20;

  public OpenFile(DraftModel model) {
    super(
        UploadHandler.inMemory((about, bytes) -> {
          var isJson = new String(bytes, StandardCharsets.UTF_8).stripLeading().startsWith("{");
          var named = about.fileName().toLowerCase(java.util.Locale.ROOT);
          model.speak(isJson && !named.matches(".*\\.ya?ml") ? DraftFormat.JSON : DraftFormat.YAML);
          model.type(new String(bytes, StandardCharsets.UTF_8));
        }));
    addClassName("open-file");
    setUploadButton(new Button(TEXTS.get("open-file"), new Icon("file-up")));
    setDropAllowed(false);
    setMaxFiles(1);
    setMaxFileSize(LONGEST_FILE);
    addAllFinishedListener(_ -> clearFileList());
  }
}
