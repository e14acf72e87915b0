package io.coredeck.sdk.search;

import java.util.List;
import java.util.OptionalLong;

/// A part of a list.
///
/// @param entries in the list's order
/// @param total how many the whole list has; empty where it was gone on from a part before
/// @param next names the place where the list goes on; empty at its end
public record Part<T>(List<T> entries, OptionalLong total, String next) {

  public Part {
    entries = List.copyOf(entries);
  }
}
