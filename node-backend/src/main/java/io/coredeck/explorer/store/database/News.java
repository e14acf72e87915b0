package io.coredeck.explorer.store.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a write has changed that somebody may be waiting for.
///
/// @param changed numbers of workloads that were added or changed
/// @param queue what was put into nodes' queues and taken out, in that order
/// @param hasAudit whether something was added to what people did
/// @param isUnknown whether something may have been missed: whoever waits must look again
public record News(Set<Long> changed, List<Queued> queue, boolean hasAudit, boolean isUnknown) {

  /// Something may have been missed.
  public static final News UNKNOWN = new News(Set.of(), List.of(), true, true);

  static final News NOTHING = new News(Set.of(), List.of(), false, false);

  /// PostgreSQL carries 7999 bytes in one notification.
  private static final int LONGEST_TEXT = 7900;

  private static final String AUDIT = "audit";
  private static final String ALL = "all";

  /// A change of a node's queue.
  ///
  /// @param isIn whether the workload was put in, else it was taken out
  public record Queued(String nodeId, long workloadId, boolean isIn) {}

  public News {
    changed = Set.copyOf(changed);
    queue = List.copyOf(queue);
  }

  /// @return whether there is nothing to tell
  boolean isEmpty() {
    return changed.isEmpty() && queue.isEmpty() && !hasAudit && !isUnknown;
  }

  static News of(List<News> parts) {
    var changed = new HashSet<Long>();
    var queue = new ArrayList<Queued>();
    parts.forEach(part -> {
      changed.addAll(part.changed);
      queue.addAll(part.queue);
    });
    return new News(
        changed,
        queue,
        parts.stream().anyMatch(News::hasAudit),
        parts.stream().anyMatch(News::isUnknown));
  }

  /// @return words with spaces between, of at most 7900 bytes; if there is more to tell, that
  ///   everybody must look again
  String text() {
    var words = new ArrayList<String>();
    if (isUnknown) {
      words.add(ALL);
    }
    if (hasAudit) {
      words.add(AUDIT);
    }
    changed.forEach(id -> words.add(Long.toString(id)));
    queue.forEach(one ->
        words.add(
            (one.isIn ? "+" : "-") + one.workloadId + "@" + URLEncoder.encode(one.nodeId, UTF_8)));
    var text = String.join(" ", words);
    return text.length() <= LONGEST_TEXT ? text : UNKNOWN.text();
  }

  /// @param text of {@link #text}; what a newer program says that this one does not know means that
  ///   everybody must look again
  static News parse(String text) {
    var changed = new HashSet<Long>();
    var queue = new ArrayList<Queued>();
    var hasAudit = false;
    for (var word : text.split(" ", -1)) {
      if (word.equals(AUDIT)) {
        hasAudit = true;
      } else if (word.matches("\\d{1,18}")) {
        changed.add(Long.parseLong(word));
      } else if (word.matches("[+-]\\d{1,18}@.*")) {
        var at = word.indexOf('@');
        queue.add(
            new Queued(
                URLDecoder.decode(word.substring(at + 1), UTF_8),
                Long.parseLong(word.substring(1, at)),
                word.startsWith("+")));
      } else {
        return UNKNOWN;
      }
    }
    return new News(changed, queue, hasAudit, false);
  }
}
