package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import java.util.function.UnaryOperator;

/// A change that makes something right.
///
/// @param label what the button says, e.g. `Use 172.24.1.3`
/// @param change what it does
public record Fix(String label, UnaryOperator<Draft> change) {

  /// @return one that sets a member
  static Fix set(String label, String pointer, Object value) {
    return new Fix(label, draft -> draft.with(pointer, value));
  }
}
