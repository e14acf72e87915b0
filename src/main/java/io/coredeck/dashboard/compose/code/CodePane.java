package io.coredeck.dashboard.compose.code;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.Problem;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.form.Choice;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.text.Texts;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The draft as text, with the lines marked at which something is wrong.
public final class CodePane extends Section {

  private static final Texts TEXTS = Texts.of(CodePane.class);

  private final DraftModel model;
  private final Choice<DraftFormat> format;
  private final CodeEditor editor;
  private final Div foot = new Div();

  public CodePane(DraftModel model, CopyMenu copy) {
    this.model = model;
    addClassName("code-pane");
    setAriaLabel(TEXTS.get("code"));
    format = new Choice<DraftFormat>(TEXTS.get("language"), model::speak);
    for (var one : DraftFormat.values()) {
      format.with(one, one.title(), "");
    }
    editor = new CodeEditor(TEXTS.get("as-text"), model::type);
    var hint = new Span(TEXTS.get("edit-here"));
    hint.addClassName("hint");
    var head = new Div(format, hint, copy);
    head.addClassName("code-head");
    foot.addClassName("code-foot");
    foot.getElement().setAttribute("role", "status");
    add(head, editor, foot);
  }

  /// Shows the model as it is now.
  public void show() {
    format.show(model.format());
    editor.show(model.text(), model.format(), problems());
    foot.removeAll();
    if (model.fault().isPresent()) {
      var fault = model.fault().get();
      tell("fault-at", fault.place().line(), fault.reason());
    } else if (model.isBegun() && !model.problems().isEmpty()) {
      var problem = model.problems().getFirst();
      tell("problem-at", model.place(problem.pointer()).line(), problem.message());
      problem.fixes().stream().limit(1).forEach(fix -> foot.add(offer(fix)));
    }
    foot.setVisible(foot.getComponentCount() > 0);
  }

  private void tell(String key, int line, String message) {
    var text =
        new Button(TEXTS.get(key, line, message), new Icon("circle-alert"), _ -> editor.goTo(line));
    text.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    text.addClassName("trouble");
    foot.add(text);
  }

  private Button offer(Fix fix) {
    var button = new Button(fix.label(), _ -> model.change(fix.change()));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    return button;
  }

  private ArrayNode problems() {
    var list = JsonNodeFactory.instance.arrayNode();
    if (model.fault().isPresent()) {
      var fault = model.fault().get();
      list.addObject().put("line", fault.place().line()).put("message", fault.reason());
      return list;
    }
    for (var problem : model.isBegun() ? model.problems() : List.<Problem>of()) {
      list.addObject()
          .put("line", model.place(problem.pointer()).line())
          .put("message", problem.message());
    }
    return list;
  }
}
