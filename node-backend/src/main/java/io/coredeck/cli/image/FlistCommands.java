package io.coredeck.cli.image;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistReader;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `flist`: looks into image files on this machine. Does nothing without a subcommand.
@Command(name = "flist", description = "Looks into image files on this machine.")
final class FlistCommands implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "flist needs one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /// What both do: open the file, with room for its database.
  abstract static class OfFile implements Callable<Integer> {
    final Session session;

    @Parameters(index = "0", paramLabel = "FILE", description = "An image file, NAME.flist.")
    private Path file = Path.of("");

    OfFile(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws CliException, IOException {
      var scratch = Files.createTempDirectory("coredeck-flist");
      try (var image = FlistReader.open(file, scratch)) {
        show(image);
      } catch (NoSuchFileException _) {
        throw new CliException(ExitCode.WRONG_CALL, file + " does not exist; name an image file");
      } finally {
        Files.deleteIfExists(scratch);
      }
      return ExitCode.DONE;
    }

    abstract void show(FlistReader image) throws CliException, IOException;
  }

  /// `flist info FILE`.
  @Command(name = "info", description = "Shows what an image file says of itself and holds.")
  static final class Info extends OfFile {
    Info(Session session) {
      super(session);
    }

    @Override
    void show(FlistReader image) throws IOException {
      var counts = new Counts();
      image.walk(counts::add);
      var metadata = new TreeMap<>(image.metadata());
      if (session.isTree()) {
        var tree = counts.tree();
        tree.put("metadata", metadata);
        session.answerTree(tree);
        return;
      }
      counts.tree().forEach((name, value) -> session.show(name, String.valueOf(value)));
      metadata.forEach(session::show);
    }
  }

  /// What is in an image.
  private static final class Counts {
    private long files;
    private long directories;
    private long links;
    private long specials;
    private long bytes;

    void add(Entry entry) {
      switch (entry.content()) {
        case Content.Folder _ -> directories++;
        case Content.File _ -> {
          files++;
          bytes += entry.size();
        }
        case Content.Link _ -> links++;
        case Content.Special _ -> specials++;
      }
    }

    Map<String, Object> tree() {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("files", files);
      tree.put("directories", directories);
      tree.put("links", links);
      tree.put("specials", specials);
      tree.put("bytes", bytes);
      return tree;
    }
  }

  /// `flist tree FILE [PATH]`.
  @Command(name = "tree", description = "Lists a directory of an image file.")
  static final class Tree extends OfFile {
    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "PATH",
        description = "A directory in it (the root).")
    private String path = "";

    Tree(Session session) {
      super(session);
    }

    @Override
    void show(FlistReader image) throws CliException, IOException {
      var entries = new ArrayList<Entry>();
      if (!image.list(RawPath.of(path.replaceAll("^/+|/+$", "")), entries::add)) {
        throw new CliException(
            ExitCode.UNKNOWN, "there is no directory '%s' in it".formatted(path));
      }
      if (session.isTree()) {
        session.answerTree(entries.stream().map(Tree::tree).toList());
      } else {
        session.print(table(entries));
      }
    }

    private static Table table(List<Entry> entries) {
      var table = new Table("MODE", "OWNER", "SIZE", "NAME", "+MODIFIED");
      for (var one : entries) {
        table.add(
            letter(one) + String.format(Locale.ROOT, "%04o", one.access().mode()),
            owner(one),
            String.valueOf(size(one)),
            one.path().name() + target(one),
            Instant.ofEpochSecond(one.modified()).toString());
      }
      return table;
    }

    private static Map<String, Object> tree(Entry one) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("name", one.path().name().toString());
      tree.put("kind", kind(one));
      tree.put("size", size(one));
      tree.put("mode", one.access().mode());
      tree.put("user", one.access().user());
      tree.put("group", one.access().group());
      tree.put("uid", one.access().uid());
      tree.put("gid", one.access().gid());
      tree.put("modified", one.modified());
      tree.put(
          "target", one.content() instanceof Content.Link link ? link.target().toString() : "");
      return tree;
    }

    private static long size(Entry one) {
      return one.content() instanceof Content.File ? one.size() : 0;
    }

    private static String owner(Entry one) {
      var access = one.access();
      return access.uid() < 0
          ? access.user() + ":" + access.group()
          : access.uid() + ":" + access.gid();
    }

    private static String kind(Entry one) {
      return switch (one.content()) {
        case Content.Folder _ -> "directory";
        case Content.File _ -> "file";
        case Content.Link _ -> "link";
        case Content.Special special -> special.kind().name().toLowerCase(Locale.ROOT);
      };
    }

    private static String letter(Entry one) {
      return one.content() instanceof Content.File ? "-" : kind(one).substring(0, 1);
    }

    private static String target(Entry one) {
      return one.content() instanceof Content.Link link ? " -> " + link.target() : "";
    }
  }
}
