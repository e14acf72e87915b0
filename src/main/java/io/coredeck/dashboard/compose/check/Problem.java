package io.coredeck.dashboard.compose.check;

import java.util.List;

/// Something that keeps a draft from being deployed.
///
/// @param part of the form where it is
/// @param pointer of the member at fault
/// @param message what is wrong, why, and what it must be; whole sentences
/// @param fixes what would make it right, best first
public record Problem(Part part, String pointer, String message, List<Fix> fixes) {

  public Problem {
    fixes = List.copyOf(fixes);
  }
}
