package io.coredeck.cli.image;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.cli.setup.Words;
import io.coredeck.sdk.hub.HubDirectory;
import io.coredeck.sdk.hub.HubException;
import io.coredeck.sdk.hub.HubImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The subcommands of `hub` that look.
final class HubReads {

  /// Entries of a directory asked for at once.
  private static final int PAGE = 1000;

  private HubReads() {}

  /// `hub list`.
  @Command(name = "list", description = "Lists the images of the hub.")
  static class ListImages implements Callable<Integer> {
    private final Session session;
    private final HubAccess access;

    ListImages(Session session, HubAccess access) {
      this.session = session;
      this.access = access;
    }

    @Override
    public Integer call() throws CliException, HubException, InterruptedException {
      try (var hub = access.reader()) {
        var found = hub.images();
        if (session.isTree()) {
          session.answerTree(found.stream().map(Images::tree).toList());
        } else {
          session.print(Images.table(found));
        }
      }
      return ExitCode.DONE;
    }
  }

  /// `hub`.
  @Command(name = "hub", description = "Lists the images of the hub; the same as list.")
  static final class Hub extends ListImages {
    Hub(Session session, HubAccess access) {
      super(session, access);
    }
  }

  /// `hub info IMAGE`.
  @Command(name = "info", description = "Shows an image of the hub.")
  static final class Info implements Callable<Integer> {
    private final Session session;
    private final HubAccess access;

    @Parameters(paramLabel = "IMAGE", description = "Like demo/busybox.")
    private String image = "";

    Info(Session session, HubAccess access) {
      this.session = session;
      this.access = access;
    }

    @Override
    public Integer call() throws CliException, HubException, InterruptedException {
      var name = HubAccess.name(image);
      try (var hub = access.reader()) {
        var found = hub.image(name.repository(), name.name());
        if (session.isTree()) {
          session.answerTree(Images.tree(found));
        } else if (session.isTable()) {
          session.print(Images.table(List.of(found)));
        } else {
          show(found);
        }
      }
      return ExitCode.DONE;
    }

    private void show(HubImage found) {
      var facts = found.facts();
      session.print(Words.plain(found.title()));
      session.show("url", found.url().toString());
      session.show("says", facts.description());
      session.show("starts", facts.entrypoint());
      session.show("size", Images.mebibytes(facts.bytes()) + " MiB");
      session.show(
          "holds",
          "%d files, %d directories, %d links, %d others"
              .formatted(facts.files(), facts.directories(), facts.links(), facts.specials()));
      session.show("blocks", facts.blocks());
      session.show("md5", found.md5());
      session.show("updated", Instant.ofEpochSecond(found.updated()).toString());
      session.show("trouble", found.trouble());
    }
  }

  /// `hub tree IMAGE [PATH]`.
  @Command(name = "tree", description = "Lists a directory of an image.")
  static final class Tree implements Callable<Integer> {
    private final Session session;
    private final HubAccess access;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "Like demo/busybox.")
    private String image = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "PATH",
        description = "A directory in it (the root).")
    private String path = "";

    Tree(Session session, HubAccess access) {
      this.session = session;
      this.access = access;
    }

    @Override
    public Integer call() throws CliException, HubException, InterruptedException {
      var name = HubAccess.name(image);
      var entries = new ArrayList<HubDirectory.Entry>();
      try (var hub = access.reader()) {
        var total = 1;
        while (entries.size() < total) {
          var page = hub.tree(name.repository(), name.name(), bare(path), entries.size(), PAGE);
          entries.addAll(page.entries());
          total = page.entries().isEmpty() ? 0 : page.total();
        }
      }
      if (session.isTree()) {
        session.answerTree(entries.stream().map(Tree::tree).toList());
      } else {
        session.print(table(entries));
      }
      return ExitCode.DONE;
    }

    private static Table table(List<HubDirectory.Entry> entries) {
      var table = new Table("MODE", "OWNER", "SIZE", "NAME", "+MODIFIED");
      for (var one : entries) {
        table.add(
            letter(one.kind()) + String.format(Locale.ROOT, "%04o", one.mode()),
            one.uid() < 0 ? one.user() + ":" + one.group() : one.uid() + ":" + one.gid(),
            String.valueOf(one.size()),
            one.target().isEmpty() ? one.name() : one.name() + " -> " + one.target(),
            Instant.ofEpochSecond(one.modified()).toString());
      }
      return table;
    }

    private static String letter(HubDirectory.Kind kind) {
      return switch (kind) {
        case DIRECTORY -> "d";
        case FILE -> "-";
        case LINK -> "l";
        case SPECIAL -> "s";
      };
    }

    private static Map<String, Object> tree(HubDirectory.Entry one) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("name", one.name());
      tree.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
      tree.put("size", one.size());
      tree.put("mode", one.mode());
      tree.put("user", one.user());
      tree.put("group", one.group());
      tree.put("uid", one.uid());
      tree.put("gid", one.gid());
      tree.put("modified", one.modified());
      tree.put("target", one.target());
      return tree;
    }
  }

  /// @return without slash at either end, as the hub wants it
  private static String bare(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  /// `hub cat IMAGE PATH`.
  @Command(name = "cat", description = "Prints the beginning of a file of an image.")
  static final class Cat implements Callable<Integer> {
    private final Session session;
    private final HubAccess access;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "Like demo/busybox.")
    private String image = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "A regular file in it.")
    private String path = "";

    @Option(
        names = "--bytes",
        paramLabel = "N",
        defaultValue = "524288",
        description = "How many at most, up to 524288 (524288).")
    private int bytes;

    Cat(Session session, HubAccess access) {
      this.session = session;
      this.access = access;
    }

    @Override
    public Integer call() throws CliException, HubException, InterruptedException {
      var name = HubAccess.name(image);
      try (var hub = access.reader()) {
        var part = hub.file(name.repository(), name.name(), bare(path), bytes);
        session.out().write(part.bytes(), 0, part.bytes().length);
        if (part.bytes().length < part.size()) {
          session.say("that were %d of %d bytes".formatted(part.bytes().length, part.size()));
        }
      }
      return ExitCode.DONE;
    }
  }
}
