package io.coredeck.corex.service;

import java.util.List;
import java.util.Set;

/// What was read.
///
/// @param definitions each with another name, those named by others among them, no circle
/// @param problems one sentence each, with place and key and what it must be
/// @param broken sources in which something was wrong
public record Loaded(List<Definition> definitions, List<String> problems, Set<String> broken) {

  public Loaded {
    definitions = List.copyOf(definitions);
    problems = List.copyOf(problems);
    broken = Set.copyOf(broken);
  }
}
