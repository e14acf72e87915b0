package io.coredeck.cli.help;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands that `./coredeck` gives to other programs than the command line, as manual pages
/// and completion show them. They are only shown: none of them runs.
final class FrontCommands {

  private FrontCommands() {}

  /// @param root gets them beside its own
  static void addTo(CommandSpec root) {
    var passphrase =
        option(
            "--passphrase-file",
            "FILE",
            "Its first line encrypts the key file in the copy; - is the standard input.");
    add(
        root,
        command(
            "up",
            "Installs what is missing, builds, starts everything, says where to click.",
            option("--listen", "ADDR", "Address that dashboard, explorer and hub listen on."),
            option("--dashboard-port", "N", "Port of the dashboard."),
            option("--explorer-port", "N", "Port of the explorer."),
            option("--hub-port", "N", "Port of the hub."),
            option("--redis-port", "N", "Port of Redis."),
            option("--network-range", "CIDR", "Private range of the network 'default'."),
            option(
                "--storage",
                "GIB",
                "Size of the containers' disk; 0 for four fifths of what is free."),
            option(
                "--webhook-networks",
                "CIDR",
                "Ranges to which webhooks may go although they are not public."),
            option(
                "--reach-allow",
                "CIDR[:PORT]",
                "Addresses that this node connects to for tenants though it would not."),
            option(
                "--tenant-ranges",
                "CIDR",
                "Private ranges inside of which tenants may have networks on this node."),
            option(
                "--container-users",
                "NAME",
                "Users of this machine who may open connections to containers, beside root."),
            flag("--behind-proxy", "Browsers come through a proxy that ends TLS."),
            flag("--open-users", "Whoever registers as a user is let in at once."),
            flag("--open-nodes", "Whatever registers as a node is let in at once."),
            flag("--detach", "Return when everything is ready.")));
    add(
        root,
        command(
            "down",
            "Stops the programs; containers keep running unless --containers is given.",
            flag("--containers", "Also remove every container, network, mount and cgroup.")));
    add(root, command("status", "Prints a line for each program and each container."));
    add(
        root,
        with(
            command("backup", "Copies all that the explorer keeps into a new file.", passphrase),
            "FILE",
            "The copy."));
    add(
        root,
        with(
            command(
                "restore",
                "Puts a copy in the place of all that the explorer keeps, while everything is down.",
                passphrase,
                flag("--force", "Replace the records that are there."),
                option("--skip", "N", "How many numbers of each kind are left out.")),
            "FILE",
            "The copy."));
    add(
        root,
        with(
            command("test", "Runs the tests, installing what they need."),
            "KIND",
            "unit, integration, browser or all."));
    add(
        root,
        with(
            command("bench", "Runs the benchmarks of docs/promises.md and prints JSON."),
            "NAME",
            "Which; all by default."));
  }

  /// Of the options that all commands have these know `--data` alone.
  private static void add(CommandSpec root, CommandSpec command) {
    root.addSubcommand(command.name(), command);
    List.copyOf(command.options()).stream()
        .filter(one -> one.inherited() && !one.longestName().equals("--data"))
        .forEach(command::remove);
  }

  private static CommandSpec command(String name, String description, OptionSpec... options) {
    var command = CommandSpec.create().name(name);
    command.usageMessage().description(description);
    for (var option : options) {
      command.addOption(option);
    }
    return command;
  }

  private static CommandSpec with(CommandSpec command, String label, String description) {
    return command.addPositional(
        PositionalParamSpec.builder().paramLabel(label).description(description).build());
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).description(description).build();
  }
}
