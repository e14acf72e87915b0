package io.coredeck.explorer.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.Filter;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A page of large workloads, of which only a part is in memory at a time. Used by one thread.
///
/// Each part is as the records are when it goes out.
final class Listing implements Answer.Pieces {
  private final Store store;
  private final Filter.Workloads filter;
  private List<NodeEntry> part;
  private long left;
  private boolean hasBegun;
  private boolean isOver;

  /// @param part the page's first workloads, at least one
  /// @param count how many the page has
  Listing(Store store, Filter.Workloads filter, List<NodeEntry> part, long count) {
    this.store = store;
    this.filter = filter;
    this.part = part;
    this.left = count;
  }

  @Override
  public Optional<byte[]> next() throws StoreException, InterruptedException {
    if (isOver) {
      return Optional.empty();
    }
    if (part.isEmpty()) {
      isOver = true;
      return Optional.of("]\n".getBytes(UTF_8));
    }
    var text =
        part.stream()
            .map(NodeEntry::text)
            .collect(Collectors.joining(",", hasBegun ? "," : "[", ""));
    hasBegun = true;
    left -= part.size();
    part = left > 0 ? after(part.getLast().id()) : List.of();
    return Optional.of(text.getBytes(UTF_8));
  }

  private List<NodeEntry> after(long last) throws StoreException, InterruptedException {
    return store.read(records -> records.workloadsAfter(filter, last, (int) left));
  }
}
