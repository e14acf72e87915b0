package io.coredeck.corex.service;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Plan;

/// A process as somebody has defined it.
///
/// @param plan with a name
/// @param size of its terminal at the beginning
/// @param autostart whether it is started with CoreX
/// @param source where it stands, e.g. a file
/// @param line where in there, from 1 on
public record Definition(Plan plan, WindowSize size, boolean autostart, String source, int line) {

  String name() {
    return plan.name();
  }
}
