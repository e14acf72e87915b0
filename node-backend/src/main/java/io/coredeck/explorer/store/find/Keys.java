package io.coredeck.explorer.store.find;

import io.coredeck.explorer.store.find.Query.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The numbers of a part of a list.
///
/// @param ids in the list's order
/// @param next where it goes on; empty if there is no more
/// @param total how many the whole list has; empty if nobody asked
public record Keys(List<Long> ids, Optional<Position> next, OptionalLong total) {

  public Keys {
    ids = List.copyOf(ids);
  }
}
