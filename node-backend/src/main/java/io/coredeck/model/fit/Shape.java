package io.coredeck.model.fit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.model.rule.ContainerRules;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a wish by itself, whatever the grid has: the one place where that is judged,
/// for creations, dry runs, copies, the command line and the dashboard.
///
/// The envelope's faults are refused by the explorer, in the original's order and words. Those of
/// the workload the original's explorer takes, and its node refuses; so does ours, unless who asks
/// wants to know at once.
public final class Shape {

  /// Faults of one wish that are told.
  public static final int MOST_FAULTS = 100;

  private Shape() {}

  /// @return all that is wrong, up to {@link #MOST_FAULTS}, in the order in which it is looked at;
  ///   empty if nothing is
  public static List<Finding> of(Reservation wish) {
    var found = new ArrayList<>(envelope(wish));
    found.addAll(of(wish.workload()));
    return List.copyOf(found.subList(0, Math.min(MOST_FAULTS, found.size())));
  }

  /// What the explorer refuses, apart from who asks and whether that is proven.
  ///
  /// @return in the original's order
  public static List<Finding> envelope(Reservation wish) {
    var found = new ArrayList<Finding>();
    if (wish.workload() instanceof Unsupported(_, var reason)) {
      found.add(Finding.of(Code.KIND, "workload_type", "is not run here", "", "").saying(reason));
    }
    var metadata = wish.metadata().getBytes(UTF_8).length;
    if (metadata > ContainerRules.LONGEST_METADATA) {
      found.add(
          Finding.of(
                  Code.METADATA,
                  "metadata",
                  "has %d bytes".formatted(metadata),
                  "may have %d".formatted(ContainerRules.LONGEST_METADATA),
                  "shorten it")
              .saying(
                  "metadata can not be bigger than %d bytes"
                      .formatted(ContainerRules.LONGEST_METADATA)));
    }
    if (wish.poolId() == 0) {
      found.add(
          Finding.of(
                  Code.NO_POOL,
                  "pool_id",
                  "is 0",
                  "must be the number of a pool",
                  "name one of yours")
              .saying("pool is required"));
    }
    if (!wish.reference().isEmpty()) {
      found.add(
          Finding.of(Code.REFERENCE, "reference", "is not empty", "must be empty", "leave it out")
              .saying("reference is illegal for new workloads"));
    }
    if (wish.workloadId() < 0) { // else no node could answer: the number is digits in its path
      found.add(
          Finding.of(
              Code.NUMBER, "workload_id", "is " + wish.workloadId(), "must be 0 or more", ""));
    }
    return found;
  }

  /// @return all that is wrong with what is asked for, up to {@link #MOST_FAULTS}; empty if nothing
  ///   is
  public static List<Finding> of(Workload workload) {
    return switch (workload) {
      case Container container -> new ContainerShape(container).findings();
      case Volume volume ->
          volume.size().toGiB() < 1
              ? List.of(
                  Finding.of(
                      Code.NO_SIZE,
                      "size",
                      "is " + volume.size().toGiB() + " GiB",
                      "must be 1 or more",
                      ""))
              : List.of();
      case NetworkResource network -> new NetworkShape(network).findings();
      case Unsupported _ -> List.of(); // told with the envelope
    };
  }

  /// @throws IllegalArgumentException with the first fault's message; it begins with its place
  public static void require(Reservation wish) {
    of(wish).stream()
        .findFirst()
        .ifPresent(fault -> {
          throw new IllegalArgumentException(fault.message());
        });
  }
}
