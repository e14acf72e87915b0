package io.coredeck.node.network;

import io.coredeck.model.rule.Ipv4;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.Host;
import io.coredeck.node.reach.TenantRange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The private networks of this node and the containers in them.
///
/// What is made stays in the kernel when the agent ends, and is found again by {@link #open}. Safe
/// for use by several threads; one thing is done at a time.
public final class Networks {
  private static final Logger LOG = System.getLogger(Networks.class.getName());

  private final Names names;
  private final Register register;
  private final Links links;
  private final Firewall firewall;
  private final Forwarding forwarding;
  private final Surroundings around;
  private final Clashes clashes;

  /// What {@link #ranges} tells, without waiting for what is being done.
  private volatile List<TenantRange> ranges = List.of();

  private Networks(
      Names names, Register register, Host host, Surroundings around, Firewall firewall) {
    this.names = names;
    this.register = register;
    this.around = around;
    this.clashes = new Clashes(names, register, around);
    this.links = new Links(names, host);
    this.firewall = firewall;
    this.forwarding = Forwarding.of(names.instance());
  }

  /// Finds what is there and makes again what is missing.
  ///
  /// @param stateDir where networks and attachments are written down; made if absent
  /// @param instance 1 to 6 lower-case letters and digits, a letter first; begins all names, so
  ///   that two data folders on one machine do not disturb each other
  /// @param host for ip, nft, nsenter
  /// @param around what networks keep away from, and who may look into them
  public static Networks open(Path stateDir, String instance, Host host, Surroundings around)
      throws IOException, InterruptedException {
    var names = new Names(instance);
    var register = Register.open(stateDir, names, Links.hasIpv6());
    var firewall = Firewall.of(names, host, around.users());
    var networks = new Networks(names, register, host, around, firewall);
    networks.repair();
    networks.warnOfForeignDrops();
    return networks;
  }

  /// Makes the kernel agree with what is written down: missing rules, bridges and namespaces are
  /// made again, what is ours but unknown is removed. Cheap enough to be called every minute;
  /// needed when something else has emptied the firewall.
  public synchronized void repair() throws IOException, InterruptedException {
    for (var gwid : register.unfinished()) {
      leave(gwid);
    }
    forwarding.claim();
    installFirewall();
    for (var network : register.networks()) {
      tryTo(() -> links.raise(network), "network", network.name());
    }
    removeUnknown();
    for (var attachment : register.attachments()) {
      tryTo(() -> plug(attachment), "attachment", attachment.gwid());
    }
  }

  /// One that cannot be repaired must not keep the others down; whoever joins it meets the error.
  private static void tryTo(Links.Step step, String what, String name) throws InterruptedException {
    try {
      step.run();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "{0} {1} cannot be repaired: {2}", what, name, e.getMessage());
    }
  }

  private void removeUnknown() throws IOException, InterruptedException {
    var unknownLinks = new TreeSet<>(links.ours());
    register.networks().forEach(network -> unknownLinks.remove(names.bridge(network)));
    var unknownNamespaces = new TreeSet<>(links.namespaces());
    for (var attachment : register.attachments()) {
      unknownLinks.remove(names.veth(attachment.gwid()));
      unknownNamespaces.remove(names.namespace(attachment.gwid()));
    }
    if (!unknownLinks.isEmpty() || !unknownNamespaces.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "removing unknown links {0}, namespaces {1}",
          unknownLinks,
          unknownNamespaces);
      links.delete(unknownLinks, unknownNamespaces);
    }
  }

  private void warnOfForeignDrops() throws IOException, InterruptedException {
    for (var table : firewall.foreignDrops()) {
      LOG.log(
          Level.WARNING,
          "firewall table {0} drops forwarded packets by default, also those of containers; let"
              + " links beginning with {1}b through there, both ways",
          table,
          names.instance());
    }
  }

  /// Makes a network, or replaces the one of the same user and name.
  ///
  /// @throws NetworkException if its range is in use on this node or by its host, or would take a
  ///   container's address away
  public void apply(NetworkDefinition network) throws IOException, InterruptedException {
    apply(network, around.taken());
  }

  private synchronized void apply(NetworkDefinition network, Map<Ipv4, String> taken)
      throws IOException, InterruptedException {
    clashes.check(network, taken);
    var former = register.network(network.user(), network.name());
    if (former.isPresent() && !former.get().iprange().equals(network.iprange())) {
      checkNobodyIn(former.get(), network);
      takeDown(former.get());
    }
    register.put(network);
    try {
      installFirewall();
      links.raise(network);
      for (var attachment : register.attachments()) {
        plug(attachment);
      }
    } catch (IOException | InterruptedException e) {
      if (former.isEmpty()) {
        undo(e, () -> takeDown(network));
      }
      throw e;
    }
  }

  private void checkNobodyIn(NetworkDefinition former, NetworkDefinition network)
      throws NetworkException {
    var inside = register.attachments().stream().filter(a -> a.isIn(former)).toList();
    if (!inside.isEmpty()) {
      throw new NetworkException(
          "network %s cannot move from %s to %s while %s is in it; delete that first"
              .formatted(
                  network.name(),
                  former.iprange(),
                  network.iprange(),
                  inside.stream().map(Attachment::gwid).collect(Collectors.joining(", "))));
    }
  }

  /// Removes a network; an unknown one is fine. Containers that are still in it are cut off until
  /// it is made again.
  public synchronized void remove(long user, String name) throws IOException, InterruptedException {
    var network = register.network(user, name);
    if (network.isPresent()) {
      takeDown(network.get());
    }
  }

  private void takeDown(NetworkDefinition network) throws IOException, InterruptedException {
    links.delete(Set.of(names.bridge(network)), Set.of());
    register.remove(network);
    installFirewall();
  }

  /// @return whether the network is installed on this node
  public synchronized boolean has(long user, String name) {
    return register.network(user, name).isPresent();
  }

  /// Gives a container its place in a network: a namespace with `eth0`. Asking again for the same
  /// is fine.
  ///
  /// @param gwid the container's
  /// @param user id of the user whose network it is
  /// @param name the network's
  /// @param ipv4 the address it shall have
  /// @throws NetworkException if the network is not here, or the address cannot be had
  public synchronized Attachment join(String gwid, long user, String name, String ipv4)
      throws IOException, InterruptedException {
    var network =
        register
            .network(user, name)
            .orElseThrow(
                () -> new NetworkException("network " + name + " is not installed on this node"));
    var address = network.hostAddress(ipv4);
    var attachment =
        Attachment.of(names, Links.hasIpv6(), Names.checkedGwid(gwid), user, name, address);
    var former = register.attachment(gwid);
    if (former.isEmpty()) {
      register.checkFree(network, address);
      make(attachment, network);
    } else if (former.get().equals(attachment)) {
      links.plug(attachment, network);
    } else {
      throw new NetworkException(
          "%s is in network %s with address %s already; it must leave that first"
              .formatted(gwid, former.get().network(), former.get().ipv4()));
    }
    return attachment;
  }

  private void make(Attachment attachment, NetworkDefinition network)
      throws IOException, InterruptedException {
    register.begin(attachment);
    try {
      Links.together(
          () -> change(() -> firewall.admit(attachment)), () -> links.plug(attachment, network));
      register.finish(attachment);
    } catch (IOException | InterruptedException e) {
      undo(e, () -> leave(attachment.gwid()));
      throw e;
    }
  }

  /// A firewall that someone else has emptied is put back as a whole.
  private void change(Links.Step step) throws IOException, InterruptedException {
    try {
      step.run();
    } catch (CommandFailedException e) {
      LOG.log(Level.WARNING, "installing the firewall again: {0}", e.getMessage());
      installFirewall();
    }
  }

  private static void undo(Exception cause, Links.Step step) throws InterruptedException {
    try {
      step.run();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void plug(Attachment attachment) throws IOException, InterruptedException {
    var network =
        register.network(attachment.user(), attachment.network()).filter(attachment::isIn);
    if (network.isPresent()) {
      links.plug(attachment, network.get());
    }
  }

  /// Takes a container out of its network and removes its namespace; an unknown one is fine.
  public synchronized void leave(String gwid) throws IOException, InterruptedException {
    var attachment = register.attachment(Names.checkedGwid(gwid));
    if (attachment.isEmpty()) {
      links.unplug(gwid);
      return;
    }
    register.remove(attachment.get());
    Links.together(() -> links.unplug(gwid), () -> change(() -> firewall.expel(attachment.get())));
  }

  /// @return whose the ranges of this node's networks are; does not wait
  public Collection<TenantRange> ranges() {
    return ranges;
  }

  /// Ranges are told before anything leads to them.
  private void installFirewall() throws IOException, InterruptedException {
    ranges = register.networks().stream().flatMap(NetworkDefinition::tenantRanges).toList();
    firewall.install(register.networks(), register.attachments());
  }

  /// @return the gwids of all containers in networks
  public synchronized Set<String> attachments() {
    return register.attachments().stream()
        .map(Attachment::gwid)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Removes everything of this instance, known or not: containers' namespaces, networks, rules;
  /// and the host's settings are as they were.
  public synchronized void destroy() throws IOException, InterruptedException {
    for (var attachment : register.attachments()) {
      register.remove(attachment);
    }
    for (var network : register.networks()) {
      register.remove(network);
    }
    links.delete(links.ours(), links.namespaces());
    firewall.remove();
    forwarding.release();
  }
}
