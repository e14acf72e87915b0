package io.coredeck.dashboard.compose.form;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Part;
import io.coredeck.model.rule.ShellWords;
import java.util.List;

/// A console, or one command.
public final class RunPart extends FormPart {

  private static final String INTERACTIVE = "/interactive";

  private final Choice<Boolean> kind =
      new Choice<Boolean>("What runs", value -> model.set(INTERACTIVE, value))
          .with(true, "Interactive console", "square-terminal")
          .with(false, "Run one command", "play");

  private final Paragraph meaning = new Paragraph();
  private final Text command = new Text("Command", "/entrypoint");
  private final Div words = new Div();

  public RunPart(DraftModel model) {
    super(Part.RUN, "Run", model);
    meaning.addClassName("hint");
    words.addClassName("words");
    command.field().addClassName("mono-field");
    command.field().setPlaceholder("Empty: what the image itself names");
    add(kind, meaning, command, words);
  }

  @Override
  public void show() {
    var interactive = model.draft().flag(INTERACTIVE);
    kind.show(interactive);
    meaning.setText(
        interactive
            ? "Starts CoreX, so you can open terminals and manage processes. The command field is not used."
            : "Starts the command and nothing else. When it ends it is started again, three times in a minute at most.");
    command.setVisible(!interactive);
    command.show();
    var split = interactive ? List.<String>of() : split(model.draft().text("/entrypoint"));
    words.setVisible(!split.isEmpty());
    words.removeAll();
    words.add(new Span("Runs"));
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
