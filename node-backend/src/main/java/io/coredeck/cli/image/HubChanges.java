package io.coredeck.cli.image;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The subcommands of `hub` that change something, for who has its token.
final class HubChanges {

  private HubChanges() {}

  /// `hub upload FILE`.
  @Command(name = "upload", description = "Makes an image of a tar archive, gzipped or not.")
  static final class Upload implements Callable<Integer> {
    private final Session session;
    private final HubAccess access;

    @Parameters(paramLabel = "FILE|-", description = "The archive; - for the input.")
    private String file = "";

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "What the image is called (as the file).")
    private String name = "";

    @Option(names = "--replace", description = "An image of that name is replaced.")
    private boolean isReplacing;

    Upload(Session session, HubAccess access) {
      this.session = session;
      this.access = access;
    }

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
      try (var hub = access.writer()) {
        var made = hub.upload(upload(), archive());
        var slash = made.indexOf('/');
        var image = hub.image(made.substring(0, slash), made.substring(slash + 1));
        if (session.isTree()) {
          session.answerTree(Images.tree(image));
        } else {
          session.print("%s is at %s".formatted(image.title(), image.url()));
        }
      } catch (NoSuchFileException _) {
        throw new CliException(
            ExitCode.WRONG_CALL, file + " does not exist; name an archive, or - for the input");
      }
      return ExitCode.DONE;
    }

    private HubUpload upload() throws CliException, IOException {
      var isInput = file.equals("-");
      if (isInput && name.isEmpty()) {
        throw new CliException(
            ExitCode.WRONG_CALL, "the input has no name; say with --name what the image is called");
      }
      var called = name.isEmpty() ? String.valueOf(Path.of(file).getFileName()) : name + ".tar.gz";
      return HubUpload.of(called, isInput ? -1 : Files.size(Path.of(file)), !isReplacing);
    }

    private java.io.InputStream archive() throws IOException {
      return file.equals("-") ? session.in() : Files.newInputStream(Path.of(file));
    }
  }

  /// What the others do: one call, then a sentence.
  abstract static class One implements Callable<Integer> {
    private final Session session;
    private final HubAccess access;

    One(Session session, HubAccess access) {
      this.session = session;
      this.access = access;
    }

    @Override
    public Integer call() throws CliException, HubException, InterruptedException {
      try (var hub = access.writer()) {
        session.done(run(hub));
      }
      return ExitCode.DONE;
    }

    abstract String run(HubClient hub) throws CliException, HubException, InterruptedException;
  }

  /// `hub rename NAME TO`.
  @Command(name = "rename", description = "Gives an uploaded image another name.")
  static final class Rename extends One {
    @Parameters(index = "0", paramLabel = "NAME", description = "An uploaded image.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TO", description = "Its new name.")
    private String to = "";

    Rename(Session session, HubAccess access) {
      super(session, access);
    }

    @Override
    String run(HubClient hub) throws HubException, InterruptedException {
      hub.rename(name, to);
      return "%s is now %s".formatted(name, to);
    }
  }

  /// `hub copy IMAGE TO`.
  @Command(name = "copy", description = "Publishes an image under one more name.")
  static final class Copy extends One {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "Like demo/busybox.")
    private String image = "";

    @Parameters(index = "1", paramLabel = "TO", description = "Its name among the uploaded ones.")
    private String to = "";

    Copy(Session session, HubAccess access) {
      super(session, access);
    }

    @Override
    String run(HubClient hub) throws CliException, HubException, InterruptedException {
      var from = HubAccess.name(image);
      hub.copy(from.repository(), from.name(), to);
      return "%s is also %s".formatted(image, to);
    }
  }

  /// `hub delete NAME`.
  @Command(
      name = "delete",
      description = "Deletes an uploaded image; containers that run it go on.")
  static final class Delete extends One {
    @Parameters(paramLabel = "NAME", description = "An uploaded image.")
    private String name = "";

    Delete(Session session, HubAccess access) {
      super(session, access);
    }

    @Override
    String run(HubClient hub) throws HubException, InterruptedException {
      hub.delete(name);
      return name + " is deleted";
    }
  }
}
