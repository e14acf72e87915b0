package io.coredeck.node.network;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import io.coredeck.node.reach.AddressRange;
import io.coredeck.node.reach.Reach;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may talk to whom. Two nft tables of this instance:
///
/// - `inet`: containers reach others of their network and the outside (with the host's address),
///   but neither other networks nor the host, whose gateway alone answers pings. Nobody opens
///   connections to them but the host, and there only some users: what serves without a password
///   inside a network is not for everybody with an account.
/// - `bridge`: what a container sends carries the addresses it was given, or is dropped: Ethernet,
///   ARP, IPv4 and IPv6. It is no router either.
///
/// Where `net.bridge.bridge-nf-call-iptables` is 1, packets within a bridge pass the `inet` table
/// too, hence the rule for pairs.
///
/// @param names of this instance
/// @param host for nft
/// @param users numbers of those of the host, beside root, who may open connections to containers
record Firewall(Names names, Host host, List<String> users) {
  private static final System.Logger LOG = System.getLogger(Firewall.class.getName());
  private static final Pattern FOREIGN_DROP =
      Pattern.compile("type filter hook forward priority [^;]*; policy drop;");
  private static final Pattern TABLE = Pattern.compile("table (?:ip|ip6|inet) (\\S+) \\{");

  /// Where Azure keeps secrets and has its name server, which its guests use.
  private static final String AZURE = "168.63.129.16";

  /// The priority is just before the usual filters, so that the counters here tell all.
  private static final String INET_CHAINS =
      """
        chain guest {
          ct state established,related accept
          fib daddr . iif type local icmp type echo-request accept
          fib daddr . iif type local icmpv6 type echo-request accept
          icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
          counter drop
        }
        chain input {
          type filter hook input priority filter - 10; policy accept;
          iifname @bridges jump guest
        }
        chain out {
          ct state invalid counter drop
          tcp flags syn tcp option maxseg size set rt mtu
          ip daddr AZURE meta l4proto { tcp, udp } th dport 53 return
          ip daddr { METADATA4 } counter drop
          ip6 daddr { METADATA6 } counter drop
        }
        chain forward {
          type filter hook forward priority filter - 10; policy accept;
          iifname . oifname @pairs accept
          iifname @bridges oifname @bridges counter drop
          iifname @bridges jump out
          oifname @bridges ct state established,related accept
          oifname @bridges counter drop
        }
        chain output {
          type filter hook output priority filter - 10; policy accept;
          oifname @bridges ct state new meta skuid != @users counter reject with icmpx admin-prohibited
        }
        chain postrouting {
          type nat hook postrouting priority srcnat; policy accept;
          ip saddr @ranges4 oifname != @bridges masquerade
          ip6 saddr @ranges6 oifname != @bridges masquerade
        }
      """
          .replace("AZURE", AZURE)
          .replace("METADATA4", metadata(Inet4Address.class))
          .replace("METADATA6", metadata(Inet6Address.class));

  /// A neighbour advertisement for an address that is not its sender's would take the place of the
  /// gateway or of a neighbour; its target address is bytes 8 to 24 of the message.
  private static final String BRIDGE_CHAINS =
      """
        chain guard {
          ether type ip iifname . ether saddr . ip saddr @members4 accept
          ether type arp iifname . ether saddr . arp saddr ip != @members4 counter drop
          ether type arp iifname . arp saddr ether . arp saddr ip @members4 accept
          icmpv6 type { nd-router-advert, nd-redirect } counter drop
          icmpv6 type nd-neighbor-advert iifname . @th,64,128 != @targets6 counter drop
          ether type ip6 iifname . ether saddr . ip6 saddr @members6 accept
          counter drop
        }
        chain prerouting {
          type filter hook prerouting priority dstnat; policy accept;
          iifname @ports jump guard
        }
      """;

  /// Who is not there is left out, which is said in the log: nft would refuse the whole table.
  ///
  /// @param userNames of the host, beside root, who may open connections to containers
  static Firewall of(Names names, Host host, List<String> userNames) throws InterruptedException {
    var users = new ArrayList<String>();
    for (var name : userNames) {
      try {
        users.add(host.run(Command.of("id", "-u", Surroundings.requireUser(name))).strip());
      } catch (IOException e) {
        LOG.log(
            Level.WARNING,
            "networks.users: {0} is no user of this machine, and gets to no container until the"
                + " node starts again: {1}",
            name,
            e.getMessage());
      }
    }
    return new Firewall(names, host, List.copyOf(users));
  }

  /// Puts the tables in place of older ones, at one stroke.
  void install(Collection<NetworkDefinition> networks, Collection<Attachment> attachments)
      throws IOException, InterruptedException {
    nft(removal() + text(networks, attachments));
  }

  /// Lets a container send with its addresses. The tables must be there.
  void admit(Attachment attachment) throws IOException, InterruptedException {
    nft(elements("add", attachment));
  }

  /// Takes that back; a container that was not admitted is fine.
  void expel(Attachment attachment) throws IOException, InterruptedException {
    nft(elements("add", attachment) + elements("delete", attachment));
  }

  void remove() throws IOException, InterruptedException {
    nft(removal());
  }

  /// @return the names of other tables that drop forwarded packets by default, and so also ours
  List<String> foreignDrops() throws IOException, InterruptedException {
    var found = new ArrayList<String>();
    var table = "";
    for (var line : host.run(Command.of("nft", "list", "chains")).lines().toList()) {
      var matcher = TABLE.matcher(line);
      if (matcher.find()) {
        table = matcher.group(1);
      } else if (FOREIGN_DROP.matcher(line).find()) {
        found.add(table);
      }
    }
    return found;
  }

  /// Adding before deleting makes deleting work whether the tables are there or not.
  private String removal() {
    return """
    add table inet %1$s
    delete table inet %1$s
    add table bridge %1$s
    delete table bridge %1$s
    """
        .formatted(names.table());
  }

  String text(Collection<NetworkDefinition> networks, Collection<Attachment> attachments) {
    return "table inet "
        + names.table()
        + " {\n"
        + inetSets(networks)
        + INET_CHAINS
        + "}\ntable bridge "
        + names.table()
        + " {\n"
        + bridgeSets(attachments)
        + BRIDGE_CHAINS
        + "}\n";
  }

  private String inetSets(Collection<NetworkDefinition> networks) {
    var bridges = networks.stream().map(names::bridge).map(Firewall::quoted).toList();
    return """
      set bridges { type ifname; %s }
      set pairs { type ifname . ifname; %s }
      set ranges4 { type ipv4_addr; flags interval; %s }
      set ranges6 { type ipv6_addr; flags interval; %s }
      set users { type uid; %s }
    """
        .formatted(
            elements(bridges.stream()),
            elements(bridges.stream().map(bridge -> bridge + " . " + bridge)),
            elements(networks.stream().map(network -> network.iprange().toString())),
            elements(networks.stream().map(NetworkDefinition::ulaRange)),
            elements(Stream.concat(Stream.of("0"), users.stream()).distinct()));
  }

  private String bridgeSets(Collection<Attachment> attachments) {
    return """
      set ports { type ifname; %s }
      set members4 { type ifname . ether_addr . ipv4_addr; %s }
      set members6 { type ifname . ether_addr . ipv6_addr; %s }
      set targets6 { typeof iifname . @th,64,128; %s }
    """
        .formatted(
            elements(attachments.stream().map(this::port)),
            elements(attachments.stream().map(this::member4)),
            elements(attachments.stream().flatMap(this::members6)),
            elements(attachments.stream().flatMap(this::targets6)));
  }

  private static String elements(Stream<String> all) {
    var list = all.collect(Collectors.joining(", "));
    return list.isEmpty() ? "" : "elements = { " + list + " };";
  }

  private String elements(String verb, Attachment attachment) {
    var members6 = members6(attachment).collect(Collectors.joining(", "));
    var targets6 = targets6(attachment).collect(Collectors.joining(", "));
    return element(verb, "ports", port(attachment))
        + element(verb, "members4", member4(attachment))
        + (members6.isEmpty() ? "" : element(verb, "members6", members6))
        + (targets6.isEmpty() ? "" : element(verb, "targets6", targets6));
  }

  private String element(String verb, String set, String elements) {
    return "%s element bridge %s %s { %s }\n".formatted(verb, names.table(), set, elements);
  }

  private String port(Attachment attachment) {
    return quoted(names.veth(attachment.gwid()));
  }

  private String member4(Attachment attachment) {
    return sender(attachment) + attachment.ipv4();
  }

  private Stream<String> members6(Attachment attachment) {
    return attachment.ipv6Addresses().stream().map(address -> sender(attachment) + address);
  }

  private Stream<String> targets6(Attachment attachment) {
    return attachment.ipv6Addresses().stream()
        .map(address ->
            port(attachment)
                + " . 0x"
                + HexFormat.of().formatHex(InetAddress.ofLiteral(address).getAddress()));
  }

  private String sender(Attachment attachment) {
    return port(attachment) + " . " + attachment.mac() + " . ";
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }

  private static String metadata(Class<? extends InetAddress> family) {
    return Reach.METADATA.stream()
        .filter(range -> family.isInstance(range.first()))
        .map(AddressRange::cidr)
        .collect(Collectors.joining(", "));
  }

  private void nft(String rules) throws IOException, InterruptedException {
    host.run(Command.of("nft", "--file", "-").withInput(rules));
  }
}
