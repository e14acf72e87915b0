package io.coredeck.cli.corex;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.GridException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `corex ID attach NUMBER`.
@Command(
    name = "attach",
    description = {
      "Is at the terminal of a process: all keys go there, Ctrl-C too, and the size of the window.",
      "Ctrl-] leaves, and the process goes on. Ends with the status of the process if that ends."
    })
final class AttachCommand implements Callable<Integer> {
  private final Session session;
  private final CorexCommand access;

  @Parameters(paramLabel = "NUMBER", description = "As ps shows it.")
  private long number;

  @Mixin private DetachKey key;

  AttachCommand(Session session, CorexCommand access) {
    this.session = session;
    this.access = access;
    this.key = new DetachKey();
  }

  @Override
  public Integer call() throws CliException, GridException, IOException, InterruptedException {
    try (var corex = access.client()) {
      return new Attachment(session, key.code()).run(corex, number);
    }
  }
}
