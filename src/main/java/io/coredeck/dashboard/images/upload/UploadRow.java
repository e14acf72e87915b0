package io.coredeck.dashboard.images.upload;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.usage.ComposeLink;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.sdk.hub.HubUpload.Progress;
import io.coredeck.sdk.hub.HubUpload.Step;

/// One upload: how far it is, what became of it.
final class UploadRow extends Div {

  private static final Texts TEXTS = Texts.of(UploadRow.class);

  private final String file;
  private final State state = new State(State.Kind.BUSY, TEXTS.get("upload.begins"));
  private final Span words = new Span();
  private final ProgressBar bar = new ProgressBar(0, 1);
  private final Button cancel = new Button(TEXTS.get("upload.cancel"), _ -> isCancelled = true);
  private volatile boolean isCancelled;

  UploadRow(String file) {
    this.file = file;
    addClassName("upload");
    var name = new Span(file);
    name.addClassName("name");
    words.addClassName("words");
    cancel.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    bar.getElement().setAttribute("aria-label", TEXTS.get("upload.progress", file));
    getElement().setAttribute("role", "status");
    add(state, name, words, bar, cancel);
  }

  /// @return whether the person has thought better of it; may be asked by any thread
  boolean isCancelled() {
    return isCancelled;
  }

  /// @param total bytes of the archive; 0 or less if it is not known
  void show(Progress progress, long total) {
    if (progress.step() == Step.WRITING) {
      state.show(State.Kind.BUSY, TEXTS.get("upload.writing"));
      words.setText(TEXTS.get("upload.taken", Amounts.bytes(progress.bytes())));
      bar.setIndeterminate(true);
    } else if (progress.step() == Step.TAKING) {
      state.show(State.Kind.BUSY, TEXTS.get("upload.taking"));
      words.setText(
          total > 0
              ? TEXTS.get("upload.taken-of", Amounts.bytes(progress.bytes()), Amounts.bytes(total))
              : TEXTS.get("upload.taken", Amounts.bytes(progress.bytes())));
      bar.setIndeterminate(total <= 0);
      if (total > 0) {
        bar.setValue(Math.clamp((double) progress.bytes() / total, 0, 1));
      }
    }
  }

  /// @param title of the image
  /// @param url where nodes find it
  void done(String title, String url) {
    end(State.Kind.OK, TEXTS.get("upload.done"));
    words.setText("");
    var open = new Anchor("images/" + title, TEXTS.get("upload.open", title));
    var deploy = new Anchor(ComposeLink.withImage(url), TEXTS.get("upload.deploy"));
    deploy.addClassName("button");
    add(open, deploy);
  }

  /// @param why in a sentence
  void failed(String why) {
    end(State.Kind.FAIL, TEXTS.get("upload.failed"));
    getElement().setAttribute("role", "alert");
    words.setText(TEXTS.get("upload.failed.words", file, why));
  }

  private void end(State.Kind kind, String word) {
    state.show(kind, word);
    bar.setVisible(false);
    cancel.setVisible(false);
  }
}
