package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.form.TelemetryPart.Trial;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import io.coredeck.dashboard.text.Refusal;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.model.probe.ProbeAnswer.Outcome;
import io.coredeck.sdk.GridException;
import java.util.List;
import java.util.function.Supplier;

/// One entry of logs or statistics: its channels, each of which can be tried from the node.
final class EndpointRow extends Div {

  private static final Texts TEXTS = Texts.of(EndpointRow.class);
  private static final String FORM = "redis://host:6379/channel";

  private final TelemetryPart part;
  private final transient Trial trial;
  private final DraftModel model;
  private final String entry;
  private final List<Channel> channels;
  private final Button remove;

  /// @param entry where it stands, or will stand
  /// @param members of its data that are addresses
  EndpointRow(TelemetryPart part, Trial trial, String entry, List<String> members) {
    this.part = part;
    this.trial = trial;
    this.model = part.model;
    this.entry = entry;
    addClassNames("row", "endpoint");
    channels = members.stream().map(Channel::new).toList();
    remove = new Button(new Icon("x"), _ -> drop());
    remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    remove.setAriaLabel(TEXTS.get("remove-endpoint"));
    remove.setTooltipText(TEXTS.get("remove-endpoint"));
    channels.forEach(this::add);
    add(remove);
  }

  boolean isOfLogs() {
    return entry.startsWith("/logs");
  }

  void begin() {
    channels.getFirst().field.focus();
  }

  private void drop() {
    if (model.draft().has(entry)) {
      model.change(one -> one.without(entry));
    } else {
      part.used(isOfLogs());
      part.show();
    }
  }

  void show() {
    channels.forEach(Channel::show);
    remove.setVisible(model.draft().has(entry) || part.mayDrop(isOfLogs()));
  }

  /// The address of one channel.
  private final class Channel extends Div {
    private final TextField field;
    private final Button test;
    private final Span result = new Span();
    private final Div kept = new Div();
    private final FormPart.Fixes fixes = part.new Fixes();
    private final String member;
    private final String pointer;
    private String tried = "";

    Channel(String member) {
      this.member = member;
      this.pointer = entry + "/data/" + member;
      field = FormPart.text(TEXTS.get("send-" + member));
      field.addClassName("mono-field");
      field.setPlaceholder(FORM);
      field.setValueChangeMode(ValueChangeMode.ON_CHANGE); // a password is hidden when it is whole
      field.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          typed(event.getValue().strip());
        }
      });
      test = FormPart.link(TEXTS.get("test"), this::test);
      test.setAriaLabel(TEXTS.get("test-" + member));
      field.setSuffixComponent(test);
      result.addClassName("tried");
      result.getElement().setAttribute("role", "status");
      kept.addClassName("hidden-value");
      var again = FormPart.link(TEXTS.get("replace"), this::replace);
      kept.add(new Span(TEXTS.get("kept-endpoint")), again);
      addClassName("field");
      add(field, kept, result, fixes);
    }

    private String secretPointer() {
      return entry + "/data/secret_" + member;
    }

    private void replace() {
      model.change(one -> one.without(secretPointer()));
      field.focus();
    }

    private void typed(String url) {
      if (!model.draft().has(entry) && !url.isEmpty()) {
        part.used(isOfLogs());
      }
      model.change(one -> set(one, url));
    }

    /// An entry whose addresses are all empty is taken out.
    private Draft set(Draft draft, String url) {
      var at = draft.has(entry) ? entry : entry.replaceAll("\\d+$", "") + draft.size(list());
      var changed = draft.has(at) ? draft : draft.with(at + "/type", "redis");
      changed = changed.with(at + "/data/" + member, url);
      for (var one : List.of("stdout", "stderr", "endpoint", "secret_stdout", "secret_stderr")) {
        if (!changed.text(at + "/data/" + one).isEmpty()) {
          return changed;
        }
      }
      return changed.without(at);
    }

    private String list() {
      return entry.substring(0, entry.lastIndexOf('/'));
    }

    void show() {
      var isKept = !model.draft().text(secretPointer()).isEmpty();
      var shown = model.draft().text(pointer);
      FormPart.put(field, shown);
      var problem = model.told(pointer).or(() -> model.told(secretPointer()));
      FormPart.mark(field, problem);
      fixes.show(problem);
      kept.setVisible(isKept);
      field.setHelperText(isKept || problem.isPresent() ? "" : helper(shown));
      test.setVisible(!shown.isEmpty());
      var now = shown + " " + model.draft().text("/node_id");
      if (!now.equals(tried)) {
        result.removeAll();
        result.setVisible(false);
      }
    }

    private String helper(String url) {
      if (member.equals("endpoint")) {
        return TEXTS.get(url.contains(Draft.HIDDEN) ? "stats-password" : "stats-hint");
      }
      return member.equals("stdout") ? TEXTS.get("logs-hint") : "";
    }

    private void test() {
      var url = model.draft().url(pointer);
      var node = model.draft().text("/node_id");
      var ui = getUI().orElseThrow();
      tried = model.draft().text(pointer) + " " + node;
      if (model.problem(pointer).isPresent() || url.isEmpty()) {
        tell(Kind.FAIL, TEXTS.get("test-not-yet"));
      } else if (model.facts().node(node).isEmpty()) {
        tell(Kind.FAIL, TEXTS.get("test-no-node"));
      } else {
        var name = model.facts().nameOf(node);
        tell(Kind.BUSY, TEXTS.get("testing", name));
        test.setEnabled(false);
        var asked = tried;
        Thread.ofVirtual()
            .name("endpoint-test")
            .start(() -> later(ui, asked, answer(node, name, url.get())));
      }
    }

    private Supplier<Told> answer(String node, String name, String url) {
      try {
        var answer = trial.of(node, url);
        return () -> new Told(kind(answer), words(answer, name));
      } catch (GridException e) {
        var refusal = Refusal.logged(e);
        return () -> new Told(Kind.FAIL, words(refusal, name));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return () -> new Told(Kind.FAIL, TEXTS.get("test-broken-off"));
      }
    }

    private void later(UI ui, String asked, Supplier<Told> words) {
      try {
        var _ =
            ui.access(() -> {
              test.setEnabled(true);
              if (asked.equals(tried)) {
                var told = words.get();
                tell(told.kind(), told.text());
              }
            });
      } catch (UIDetachedException _) {
        // Nobody looks any more.
      }
    }

    private void tell(Kind kind, String text) {
      result.removeAll();
      var mark = new State(kind, "");
      mark.getElement().setAttribute("shape", true);
      result.add(mark, new Span(text));
      result.getElement().setAttribute("data-kind", kind.word());
      result.setVisible(true);
    }
  }

  private record Told(Kind kind, String text) {}

  private static Kind kind(ProbeAnswer answer) {
    return answer.outcome() == Outcome.REACHED ? Kind.DONE : Kind.FAIL;
  }

  static String words(ProbeAnswer answer, String node) {
    return TEXTS.get("tried-" + answer.outcome().word().replace('_', '-'), node, answer.millis());
  }

  private static String words(Refusal refusal, String node) {
    return refusal.kind() == Refusal.Kind.TOO_OFTEN
        ? TEXTS.get("test-too-often")
        : TEXTS.get("test-refused", node, refusal.text());
  }
}
