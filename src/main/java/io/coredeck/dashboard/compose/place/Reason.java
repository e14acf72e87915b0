package io.coredeck.dashboard.compose.place;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.coredeck.dashboard.compose.check.Fix;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.frame.State.Kind;
import java.util.Optional;
import java.util.function.Consumer;

/// Why a node does not fit, with the change that would help. Its numbers change while it has the
/// focus.
final class Reason extends Div {

  private final Span words = new Span();
  private final Button link;
  private Optional<Fix> fix = Optional.empty();
  private boolean hasFocus;

  /// @param apply called with the change that the person wants
  Reason(Consumer<Fix> apply) {
    link = new Button("", _ -> fix.ifPresent(apply));
    link.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE, ButtonVariant.LUMO_SMALL);
    link.addFocusListener(_ -> hasFocus = true);
    link.addBlurListener(_ -> hasFocus = false);
    words.addClassName("misfit");
    addClassName("reason");
    add(new State(Kind.WARN, ""), words, link);
  }

  void show(NodeFit.Misfit misfit) {
    words.setText(misfit.reason());
    fix = misfit.fixes().stream().findFirst();
    link.setText(fix.map(Fix::label).orElse(""));
    link.setVisible(fix.isPresent());
    hasFocus = hasFocus && fix.isPresent();
  }

  /// @return whether the change has the focus
  boolean hasFocus() {
    return hasFocus;
  }
}
