package io.coredeck.model.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What would become of a wish now.
///
/// @param fits whether it would be taken and would run: nothing is wrong or in the way, and the
///   node it names fits, or any if it names none
/// @param faults what is wrong with it as it is written
/// @param clashes what is in its way on whichever node
/// @param notices what hinders nothing and is good to know
/// @param nodes the node it names first, then those that fit, then the others, each by number; only
///   the first of them if there are many
/// @param nodesFitting how many fit, listed or not
/// @param nodesTotal how many were looked at
/// @param cost what it takes from its pool
/// @param time how long such wishes took lately; empty if nobody knows
public record Explanation(
    boolean fits,
    List<Finding> faults,
    List<Finding> clashes,
    List<Finding> notices,
    List<NodeAnswer> nodes,
    long nodesFitting,
    long nodesTotal,
    Cost cost,
    Optional<Time> time) {

  public Explanation {
    faults = List.copyOf(faults);
    clashes = List.copyOf(clashes);
    notices = List.copyOf(notices);
    nodes = List.copyOf(nodes);
  }

  /// @return how many nodes were looked at and are not listed
  public long nodesLeftOut() {
    return nodesTotal - nodes.size();
  }

  /// @param network one that will be made, on the node the wish names, before it is asked for
  /// @return what would become of the wish then
  public Explanation expecting(String network) {
    return without(one ->
        isAbout(one, Code.UNKNOWN_NETWORK, network)
            || isAbout(one, Code.NETWORK_ELSEWHERE, network));
  }

  /// @param gwid stands for a volume that will be made, on the node the wish names, before it is
  ///   asked for
  /// @return what would become of the wish then
  public Explanation expectingVolume(String gwid) {
    return without(one -> one.code() == Code.UNKNOWN_VOLUME && one.text("volume").equals(gwid));
  }

  private Explanation without(Predicate<Finding> expected) {
    var inTheWay = clashes.stream().filter(expected.negate()).toList();
    var then = nodes.stream().map(node -> node.isAsked() ? node.without(expected) : node).toList();
    var asked = then.stream().filter(NodeAnswer::isAsked).findFirst();
    var more = asked.filter(NodeAnswer::fits).isPresent() && !isAskedFitting() ? 1 : 0;
    return new Explanation(
        faults.isEmpty()
            && inTheWay.isEmpty()
            && asked.map(NodeAnswer::fits).orElse(nodesFitting > 0),
        faults,
        inTheWay,
        notices,
        then,
        nodesFitting + more,
        nodesTotal,
        cost,
        time);
  }

  /// @param clash what is in its way, too
  /// @return the same, that does not fit
  public Explanation hinderedBy(Finding clash) {
    var inTheWay = new ArrayList<>(clashes);
    inTheWay.add(clash);
    return new Explanation(
        false, faults, inTheWay, notices, nodes, nodesFitting, nodesTotal, cost, time);
  }

  private boolean isAskedFitting() {
    return nodes.stream().anyMatch(node -> node.isAsked() && node.fits());
  }

  private static boolean isAbout(Finding finding, Code code, String network) {
    var name = finding.text("network");
    return finding.code() == code && (name.equals(network) || name.equals(Finding.cut(network)));
  }

  /// What a node says to the wish.
  ///
  /// @param nodeId base58
  /// @param hostname what its farmer calls it
  /// @param farmId its farm
  /// @param isAsked whether the wish names it
  /// @param room what it has free
  /// @param reasons why the wish does not fit; empty if it does
  public record NodeAnswer(
      String nodeId,
      String hostname,
      long farmId,
      boolean isAsked,
      Room room,
      List<Finding> reasons) {

    public NodeAnswer {
      reasons = List.copyOf(reasons);
    }

    public boolean fits() {
      return reasons.isEmpty();
    }

    private NodeAnswer without(Predicate<Finding> gone) {
      var left = reasons.stream().filter(gone.negate()).toList();
      return new NodeAnswer(nodeId, hostname, farmId, isAsked, room, left);
    }
  }

  /// What a wish takes from its pool every second.
  ///
  /// @param cu compute units
  /// @param su storage units
  /// @param poolId its pool; 0 if it names none
  /// @param seconds how long the pool lasts with it and all that is about to use it; empty if there
  ///   is no such pool of the customer, {@link Long#MAX_VALUE} if it lasts for ever
  public record Cost(double cu, double su, long poolId, Optional<Long> seconds) {

    private static final long HOUR = 3600;
    private static final long MONTH = 30 * 24 * HOUR;

    /// @return compute unit seconds an hour
    public double cuPerHour() {
      return cu * (double) HOUR;
    }

    /// @return storage unit seconds an hour
    public double suPerHour() {
      return su * (double) HOUR;
    }

    /// @return compute unit seconds in 30 days
    public double cuPerMonth() {
      return cu * (double) MONTH;
    }

    /// @return storage unit seconds in 30 days
    public double suPerMonth() {
      return su * (double) MONTH;
    }
  }

  /// From asking for a workload of that kind until its node said that it runs, on this grid lately.
  ///
  /// @param median seconds, the half were faster
  /// @param slow seconds, nine of ten were faster
  /// @param samples how many were looked at, 1 or more
  public record Time(long median, long slow, int samples) {}
}
