package io.coredeck.cli.grid;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `volume`: storage that outlives containers.
@Command(name = "volume", description = "Lists your volumes; the same as list.")
final class VolumeCommands extends KindList {
  private static final String KIND = "volume";

  VolumeCommands(Session session) {
    super(session, KIND);
  }

  /// `volume list`.
  @Command(name = "list", description = "Lists your volumes.")
  static final class ListVolumes extends KindList {
    ListVolumes(Session session) {
      super(session, KIND);
    }
  }

  /// Where a volume can be.
  enum Disk {
    SSD,
    HDD
  }

  /// `volume create SIZE`.
  @Command(name = "create", description = "Makes a volume and waits until it is there.")
  static final class Create implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "GIB", description = "Its size, GiB.")
    private long size;

    @Option(
        names = "--disk",
        paramLabel = "ssd|hdd",
        defaultValue = "SSD",
        description = "What it is on (ssd).")
    private Disk disk = Disk.SSD;

    @Option(names = "--name", paramLabel = "NAME", description = "What you call it.")
    private String name = "";

    @Mixin private Where where;

    Create(Session session) {
      this.session = session;
      this.where = new Where();
    }

    @Override
    public Integer call() throws CliException, GridException, InterruptedException {
      if (size < 1) {
        throw new CliException(
            ExitCode.WRONG_CALL, "the size is %d GiB; it must be 1 or more".formatted(size));
      }
      var members = new LinkedHashMap<String, Object>();
      members.put("size", size);
      members.put("type", disk.name());
      members.put("name", name);
      where.put(members);
      return where.deployment(session).run(members);
    }
  }

  /// `volume delete ID…`.
  @Command(name = "delete", description = "Deletes volumes, with what is in them.")
  static final class Delete extends DeleteCommand {
    Delete(Session session) {
      super(session, KIND);
    }
  }
}
