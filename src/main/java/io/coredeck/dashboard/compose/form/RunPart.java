package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.dashboard.compose.model.DraftModel;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.model.rule.ShellWords;
import java.util.List;

/// A console, or one command.
public final class RunPart extends FormPart {

  private static final Texts TEXTS = Texts.of(RunPart.class);

  private static final String INTERACTIVE = "/interactive";

  private final Choice<Boolean> kind =
      new Choice<Boolean>(TEXTS.get("what-runs"), value -> model.set(INTERACTIVE, value))
          .with(true, TEXTS.get("interactive"), "square-terminal")
          .with(false, TEXTS.get("one-command"), "play");

  private final Paragraph meaning = new Paragraph();
  private final Text command = new Text(TEXTS.get("command"), "/entrypoint");
  private final Div words = new Div();

  public RunPart(DraftModel model) {
    super(Part.RUN, TEXTS.get("run"), model);
    meaning.addClassName("hint");
    words.addClassName("words");
    command.field().addClassName("mono-field");
    command.field().setPlaceholder(TEXTS.get("command-hint"));
    add(kind, meaning, command, words);
  }

  @Override
  public void goTo() {
    goTo(model.draft().flag(INTERACTIVE) ? "button" : "input");
  }

  @Override
  public void show() {
    var interactive = model.draft().flag(INTERACTIVE);
    kind.show(interactive);
    meaning.setText(TEXTS.get(interactive ? "interactive-meaning" : "command-meaning"));
    command.setVisible(!interactive);
    command.show();
    var split = interactive ? List.<String>of() : split(model.draft().text("/entrypoint"));
    words.setVisible(!split.isEmpty());
    words.removeAll();
    words.add(new Span(TEXTS.get("runs")));
    split.stream().map(Code::new).forEach(words::add);
  }

  private static List<String> split(String text) {
    try {
      return ShellWords.split(text);
    } catch (IllegalArgumentException _) {
      return List.of(); // said below the field
    }
  }
}
