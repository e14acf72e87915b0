package io.coredeck.dashboard.compose.code;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import io.coredeck.dashboard.compose.draft.DraftFormat;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;

/// The editor `<coredeck-code>` of the webjar.
@Tag("coredeck-code")
final class CodeEditor extends Component implements HasSize {

  private static final String VALUE = "event.detail.value";

  /// @param typed told the whole text when somebody has typed
  CodeEditor(String label, Consumer<String> typed) {
    getElement().setProperty("label", label);
    getElement()
        .addEventListener(
            "code-change", event -> typed.accept(event.getEventData().path(VALUE).asString("")))
        .addEventData(VALUE);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule("context://webjars/coredeck/code.js");
  }

  void show(String text, DraftFormat format, ArrayNode problems) {
    getElement().setProperty("language", format.word());
    getElement().setProperty("value", text);
    getElement().setAttribute("problems", problems.toString());
  }

  void goTo(int line) {
    getElement().callJsFunction("goToLine", line);
  }
}
