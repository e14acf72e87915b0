package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.draft.Draft;
import java.util.List;

/// Where lines and numbers go, besides the platform's own keeping.
public final class TelemetryPart extends FormPart {

  private static final String FORM = "redis://host:6379/channel";

  private final List<Channel> channels;

  public TelemetryPart(DraftModel model) {
    super(Part.TELEMETRY, "Telemetry", model);
    var stdout = new Channel("Send logs to", "/logs/0", "stdout");
    var stderr = new Channel("Send error lines to", "/logs/0", "stderr");
    var stats = new Channel("Send statistics to", "/stats/0", "endpoint");
    stdout.field.setHelperText("Optional. A password in the address is encrypted for the node.");
    stats.field.setHelperText("Optional. Others on the grid can read it: no password here.");
    channels = List.of(stdout, stderr, stats);
    add(stdout, columns(stderr, stats));
  }

  @Override
  public void show() {
    channels.forEach(Channel::show);
  }

  /// The address of one channel.
  private final class Channel extends Div {
    private final TextField field;
    private final String entry;
    private final String pointer;
    private final Fixes fixes = new Fixes();

    Channel(String label, String entry, String member) {
      this.entry = entry;
      this.pointer = entry + "/data/" + member;
      field = text(label);
      field.addClassName("mono-field");
      field.setPlaceholder(FORM);
      field.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          model.change(one -> set(one, event.getValue().strip()));
        }
      });
      addClassName("field");
      add(field, fixes);
    }

    /// An entry whose addresses are all empty is taken out.
    private Draft set(Draft draft, String url) {
      var changed = draft.has(entry) ? draft : draft.with(entry + "/type", "redis");
      changed = changed.with(pointer, url);
      var isEmpty =
          changed.text(entry + "/data/stdout").isEmpty()
              && changed.text(entry + "/data/stderr").isEmpty()
              && changed.text(entry + "/data/endpoint").isEmpty();
      return isEmpty ? changed.without(entry) : changed;
    }

    void show() {
      put(field, model.draft().text(pointer));
      mark(field, model.told(pointer));
      fixes.show(model.told(pointer));
    }
  }
}
