package io.coredeck.dashboard.compose;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.Problem;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import io.coredeck.dashboard.compose.form.Choice;
import io.coredeck.dashboard.compose.form.DraftModel;
import io.coredeck.dashboard.frame.Icon;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The draft as text, with the lines marked at which something is wrong.
final class CodePane extends Section {

  private final DraftModel model;
  private final Choice<DraftFormat> format;
  private final CodeEditor editor;
  private final Div foot = new Div();

  CodePane(DraftModel model, CopyMenu copy) {
    this.model = model;
    addClassName("code-pane");
    setAriaLabel("Code");
    format = new Choice<DraftFormat>("Language", model::speak);
    for (var one : DraftFormat.values()) {
      format.with(one, one.title(), "");
    }
    editor = new CodeEditor("The container as text", model::type);
    var hint = new Span("Edit here or in the form");
    hint.addClassName("hint");
    var head = new Div(format, hint, copy);
    head.addClassName("code-head");
    foot.addClassName("code-foot");
    foot.getElement().setAttribute("role", "status");
    add(head, editor, foot);
  }

  void show() {
    format.show(model.format());
    editor.show(model.text(), model.format(), problems());
    foot.removeAll();
    if (model.fault().isPresent()) {
      var fault = model.fault().get();
      tell(fault.place().line(), fault.reason() + " The form is as it was.");
    } else if (model.isBegun() && !model.problems().isEmpty()) {
      var problem = model.problems().getFirst();
      tell(model.place(problem.pointer()).line(), problem.message());
      problem.fixes().stream().limit(1).forEach(fix -> foot.add(offer(fix)));
    }
    foot.setVisible(foot.getComponentCount() > 0);
  }

  private void tell(int line, String message) {
    var text =
        new Button(
            "Line %d: %s".formatted(line, message),
            new Icon("circle-alert"),
            _ -> editor.goTo(line));
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
