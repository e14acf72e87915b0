package io.coredeck.cli.grid;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.sdk.GridException;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `network`: private networks of containers.
@Command(name = "network", description = "Lists your networks; the same as list.")
final class NetworkCommands extends KindList {
  private static final String KIND = "network";

  /// As the explorer has it.
  private static final String TYPE = "network_resource";

  NetworkCommands(Session session) {
    super(session, TYPE);
  }

  /// `network list`.
  @Command(name = "list", description = "Lists your networks.")
  static final class ListNetworks extends KindList {
    ListNetworks(Session session) {
      super(session, TYPE);
    }
  }

  /// `network create NAME RANGE`.
  @Command(
      name = "create",
      description = "Makes a network on one node and waits until it is there.")
  static final class Create implements Callable<Integer> {

    /// A node's part of a network.
    private static final int PART = 24;

    /// Addresses of a part.
    private static final int PART_SIZE = 256;

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "What containers call it.")
    private String name = "";

    @Parameters(
        index = "1",
        paramLabel = "RANGE",
        description = "All its addresses, e.g. 172.25.0.0/16.")
    private String range = "";

    @Option(
        names = "--part",
        paramLabel = "RANGE",
        description = "The node's part of it, a /24 (the second of RANGE).")
    private String part = "";

    @Mixin private Where where;

    Create(Session session) {
      this.session = session;
      this.where = new Where();
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      var members = new LinkedHashMap<String, Object>();
      members.put("name", name);
      members.put("network_iprange", range);
      members.put("iprange", part.isEmpty() ? defaultPart() : part);
      where.put(members);
      return where.deployment(session).run(members);
    }

    private String defaultPart() throws CliException {
      var whole =
          Ipv4Range.parse(range)
              .filter(found -> found.prefix() <= PART)
              .orElseThrow(() ->
                  new CliException(
                      ExitCode.WRONG_CALL,
                      "'%s' is no range of addresses of at most %d bits, like 172.25.0.0/16"
                          .formatted(range, PART)));
      return whole.prefix() == PART ? range : whole.address(PART_SIZE) + "/" + PART;
    }
  }

  /// `network delete ID…`.
  @Command(name = "delete", description = "Deletes networks.")
  static final class Delete extends DeleteCommand {
    Delete(Session session) {
      super(session, KIND);
    }
  }
}
