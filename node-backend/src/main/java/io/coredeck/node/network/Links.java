package io.coredeck.node.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Bridges, veths and namespaces in the kernel, made with `ip -batch`.
///
/// @param names of this instance
/// @param host for ip
record Links(Names names, Host host) {
  private static final Path IN_KERNEL = Path.of("/sys/class/net");
  private static final Path SETTINGS = Path.of("/proc/sys/net");
  private static final Path IPV6 = Path.of("/proc/net/if_inet6");

  /// How often a link is looked at, once a millisecond, before it is taken as it is.
  private static final int UP_LOOKS = 2000;

  private static final Duration MANY_LIMIT = Duration.ofMinutes(5);

  /// The names are filled in; see {@link #formatted}. Without waiting, and without learning from
  /// the neighbours what only we know.
  private static final String BRIDGE_UP =
      """
      link set {BRIDGE} addrgenmode none
      addr replace {GATEWAY}/24 dev {BRIDGE}
      link set {BRIDGE} up
      """;

  private static final String BRIDGE_UP6 =
      """
      addr replace fe80::1/64 dev {BRIDGE} scope link nodad
      addr replace {ULA}/64 dev {BRIDGE} nodad
      """;

  private static final String PAIR =
      """
      link add name {VETH} mtu 1500 type veth peer name eth0 netns {NAMESPACE} address {MAC} mtu 1500
      link set {VETH} addrgenmode none master {BRIDGE} up
      """;

  private static final String INSIDE =
      """
      link set lo up
      link set eth0 addrgenmode none
      addr add {IPV4}/24 dev eth0
      link set eth0 up
      route add default via {GATEWAY}
      """;

  private static final String INSIDE6 =
      """
      addr add {LINKLOCAL}/64 dev eth0 scope link nodad
      addr add {ULA}/64 dev eth0 nodad
      route add default via fe80::1 dev eth0
      """;

  /// A container is no router, and needs no privilege to ping.
  private static final Map<String, String> SETTINGS_INSIDE =
      Map.of("ipv4/ip_forward", "0", "ipv4/ping_group_range", "0 2147483647");

  /// Something done to the kernel.
  interface Step {
    void run() throws IOException, InterruptedException;
  }

  /// Does two things at the same time, to their ends.
  ///
  /// @throws IOException of the first that failed
  static void together(Step one, Step other) throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var second =
          threads.submit(() -> {
            other.run();
            return true;
          });
      one.run();
      second.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("a step failed that cannot fail like that", e.getCause());
    }
  }

  static boolean hasIpv6() {
    return Files.exists(IPV6);
  }

  boolean exists(String link) {
    return Files.exists(IN_KERNEL.resolve(link), LinkOption.NOFOLLOW_LINKS);
  }

  /// @return our bridges and veths
  Set<String> ours() throws IOException {
    return in(IN_KERNEL, name -> names.isBridge(name) || names.isVeth(name));
  }

  /// @return names of our namespaces
  Set<String> namespaces() throws IOException {
    return Files.isDirectory(Names.NAMESPACES)
        ? in(Names.NAMESPACES, names::isNamespace)
        : Set.of();
  }

  private static Set<String> in(Path folder, Predicate<String> wanted) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(wanted)
          .collect(Collectors.toSet());
    }
  }

  /// Makes the bridge with its addresses, as far as it is not there.
  void raise(NetworkDefinition network) throws IOException, InterruptedException {
    var bridge = names.bridge(network);
    var gateway = network.gateway();
    if (!exists(bridge)) {
      batch(
          "link add name %s address %s mtu 1500 type bridge stp_state 0 forward_delay 0"
                  .formatted(bridge, Names.mac(network.id(), gateway))
              + " mcast_snooping 0\n");
    }
    configure(bridge);
    var values =
        Map.of(
            "BRIDGE", bridge,
            "GATEWAY", gateway.toString(),
            "ULA", Names.ula(network.id(), gateway));
    batch(formatted(hasIpv6() ? BRIDGE_UP + BRIDGE_UP6 : BRIDGE_UP, values));
  }

  private static void configure(String bridge) throws IOException {
    set("ipv4/conf/" + bridge + "/arp_ignore", "1"); // answers for its own address only
    if (hasIpv6()) {
      set("ipv6/conf/" + bridge + "/disable_ipv6", "0");
      set("ipv6/conf/" + bridge + "/accept_ra", "0");
    }
  }

  private static void set(String setting, String value) throws IOException {
    Files.writeString(SETTINGS.resolve(setting), value, UTF_8, StandardOpenOption.WRITE);
  }

  /// Makes namespace and veth, as far as they are not there, and puts the veth on the bridge.
  void plug(Attachment attachment, NetworkDefinition network)
      throws IOException, InterruptedException {
    var veth = names.veth(attachment.gwid());
    var namespaceThere = Files.exists(attachment.netns());
    if (exists(veth) && namespaceThere) {
      putOn(names.bridge(network), veth);
      return;
    }
    delete(Set.of(veth), Set.of());
    var values = values(attachment, network);
    batch(formatted(namespaceThere ? PAIR : "netns add {NAMESPACE}\n" + PAIR, values));
    try {
      host.setInNetwork(attachment.netns(), SETTINGS_INSIDE);
      configureInside(attachment, values);
    } catch (IOException | InterruptedException e) {
      unmake(veth, e);
      throw e;
    }
    awaitUp(names.bridge(network), veth);
  }

  private void configureInside(Attachment attachment, Map<String, String> values)
      throws IOException, InterruptedException {
    var inside = attachment.ipv6().isEmpty() ? INSIDE : INSIDE + INSIDE6;
    host.run(
        Command.of("nsenter", "--net=" + attachment.netns(), "ip", "-batch", "-")
            .withInput(formatted(inside, values)));
  }

  /// One whose other end has no address must not be taken for made the next time.
  private void unmake(String veth, Exception cause) throws InterruptedException {
    try {
      delete(Set.of(veth), Set.of());
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void putOn(String bridge, String veth) throws IOException, InterruptedException {
    var master = IN_KERNEL.resolve(veth).resolve("master");
    if (!Files.exists(master) || !master.toRealPath().endsWith(bridge)) {
      batch("link set %s master %s up\n".formatted(veth, bridge));
    }
    awaitUp(bridge, veth);
  }

  /// The kernel gets a link going behind our back; what is sent earlier is lost, and waited for a
  /// second before it is sent again.
  private static void awaitUp(String... links) throws IOException, InterruptedException {
    for (var link : links) {
      for (int i = 0; !isUp(link) && i < UP_LOOKS; i++) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  private static boolean isUp(String link) throws IOException {
    return Files.readString(IN_KERNEL.resolve(link).resolve("operstate")).startsWith("up");
  }

  private Map<String, String> values(Attachment attachment, NetworkDefinition network) {
    return Map.of(
        "BRIDGE", names.bridge(network),
        "VETH", names.veth(attachment.gwid()),
        "NAMESPACE", names.namespace(attachment.gwid()),
        "MAC", attachment.mac(),
        "IPV4", attachment.ipv4(),
        "GATEWAY", attachment.gateway(),
        "LINKLOCAL", Names.linkLocal(attachment.mac()),
        "ULA", attachment.ipv6());
  }

  /// Removes the namespace and the veth of a container; what is not there is fine.
  void unplug(String gwid) throws IOException, InterruptedException {
    delete(Set.of(names.veth(gwid)), Set.of(names.namespace(gwid)));
  }

  /// What is not there is fine.
  ///
  /// @param links names
  /// @param namespaces names
  void delete(Collection<String> links, Collection<String> namespaces)
      throws IOException, InterruptedException {
    var linksThere = links.stream().filter(this::exists).toList();
    var namespacesThere =
        namespaces.stream().filter(n -> Files.exists(Names.NAMESPACES.resolve(n))).toList();
    batch(deletion(linksThere) + lines("netns del", "", namespacesThere));
  }

  /// Many links go at once as a group, where one by one each takes the kernel some 20 ms.
  private String deletion(Collection<String> links) {
    return links.size() < 2
        ? lines("link del", "", links)
        : lines("link set", " group " + names.group(), links)
            + "link del group "
            + names.group()
            + "\n";
  }

  private static String lines(String before, String after, Collection<String> names) {
    return names.stream().map(n -> before + " " + n + after + "\n").collect(Collectors.joining());
  }

  private static String formatted(String template, Map<String, String> values) {
    var text = template;
    for (var value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  private void batch(String lines) throws IOException, InterruptedException {
    if (!lines.isEmpty()) {
      host.run(Command.of("ip", "-batch", "-").withInput(lines).within(MANY_LIMIT));
    }
  }
}
