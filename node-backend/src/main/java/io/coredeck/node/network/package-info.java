/// Private networks on this node: a bridge each, and a network namespace for every container that
/// joins one.
///
/// Start reading at {@link io.coredeck.node.network.Networks}. What is there, by name (`I` is the
/// instance, so that several data folders on one machine keep apart):
///
/// | what | name | holds |
/// |---|---|---|
/// | bridge | `Ib` and 8 characters of the network's id | gateway `x.y.N.1/24`, `fe80::1`, ULA |
/// | namespace | `/run/netns/I-GWID` | `eth0` with the asked address, `lo` |
/// | veth | `Iv` and 8 characters of the gwid's hash | the host's end of `eth0`, port of the bridge |
/// | tables | `inet coredeck_I`, `bridge coredeck_I` | see {@link io.coredeck.node.network.Firewall} |
///
/// Other firewalls are left alone: these tables are ours alone, and an `accept` in them cannot undo
/// a `drop` elsewhere. Where another one drops forwarded packets by default (docker, ufw), our
/// bridges must be let through there; the log says so at the start.
///
/// Source: `ip-netns(8)`, `ip-link(8)`, `nft(8)`; kernel `Documentation/networking/ip-sysctl.rst`.
@NullMarked
package io.coredeck.node.network;

import org.jspecify.annotations.NullMarked;
