package io.coredeck.dashboard.overview.findings;

import io.coredeck.dashboard.overview.findings.Concern.About;
import io.coredeck.dashboard.overview.findings.Concern.Weight;
import java.util.List;
import java.util.stream.Stream;

/// Where those are that need attention and for which a card has no room.
///
/// @param text key of its words
/// @param place where to go, relative to the dashboard
public record More(String text, long count, String place) {

  /// @param rest what has no room
  /// @return one place for each kind of it
  public static List<More> of(List<Concern> rest) {
    var failed = rest.stream().filter(one -> one.weight() == Weight.FAILURE).count();
    var nodes = rest.stream().filter(one -> one.about() == About.NODE).count();
    return Stream.of(
            new More("attention.more-failed", failed, "reservations?state=failed"),
            new More("attention.more-containers", rest.size() - failed - nodes, "reservations"),
            new More("attention.more-nodes", nodes, "nodes"))
        .filter(more -> more.count() > 0)
        .toList();
  }
}
