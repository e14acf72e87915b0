package io.coredeck.hub;

import static io.coredeck.hub.BearerToken.errors;

import io.coredeck.blocks.BlockStore;
import io.coredeck.blocks.BlockStoreException;
import io.coredeck.flist.Content;
import io.coredeck.flist.DamagedFlistException;
import io.coredeck.flist.Entry;
import io.coredeck.flist.block.BlockCodec;
import io.coredeck.flist.block.DamagedBlockException;
import io.coredeck.hub.store.FlistFacts;
import io.coredeck.hub.store.OpenImages;
import io.coredeck.hub.store.PathText;
import io.coredeck.hub.store.Published;
import io.coredeck.hub.store.Repositories;
import io.coredeck.hub.store.Summary;
import io.coredeck.posix.RawPath;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Looking into images: all with what they are, the files of one, the beginning of a file. Ours,
/// the original hub has no such thing.
final class LookRoutes {
  private static final System.Logger LOG = System.getLogger(LookRoutes.class.getName());
  private static final int USUAL_PAGE = 200;
  private static final int LARGEST_PAGE = 1000;
  private static final int USUAL_PART = 64 << 10;
  private static final int LARGEST_PART = 512 << 10;
  private static final int LAST_OFFSET = 10_000_000;
  private static final int UNAVAILABLE = 503;
  private static final int DAMAGED = 422;

  private final Repositories repositories;
  private final FlistFacts facts;
  private final OpenImages images;
  private final BlockStore blocks;
  private final String own;

  /// @param blocks where the content of files is
  /// @param own the repository that may be changed
  LookRoutes(
      Repositories repositories,
      FlistFacts facts,
      OpenImages images,
      BlockStore blocks,
      String own) {
    this.repositories = repositories;
    this.facts = facts;
    this.images = images;
    this.blocks = blocks;
    this.own = own;
  }

  Router addTo(Router router) {
    return router
        .get("/api/images", errors(this::all))
        .get("/api/images/{repo}/{name}", errors(this::one))
        .get("/api/images/{repo}/{name}/tree", errors(this::tree))
        .get("/api/images/{repo}/{name}/file", errors(this::file));
  }

  private Answer all(WebRequest request) throws IOException {
    var offset = number(request, "offset", 0, LAST_OFFSET);
    var limit = number(request, "limit", LARGEST_PAGE, LARGEST_PAGE);
    var page = new ArrayList<>();
    var count = 0;
    for (var repository : repositories.names()) {
      for (var flist : repositories.flists(repository)) {
        if (count >= offset && page.size() < limit) {
          page.add(members(repository, flist));
        }
        count++;
      }
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("total", count);
    answer.put("images", page);
    return Answer.json(200, Json.writeTree(answer));
  }

  private Answer one(WebRequest request) throws IOException {
    return Answer.json(200, Json.writeTree(members(request.parameter("repo"), found(request))));
  }

  private Map<String, Object> members(String repository, Published flist) throws IOException {
    var members = new LinkedHashMap<String, Object>();
    members.put("repository", repository);
    members.put("name", flist.name());
    members.put("size", flist.size());
    members.put("md5", flist.md5());
    members.put("updated", flist.updated().getEpochSecond());
    members.put("own", repository.equals(own));
    members.put("trouble", "");
    try {
      members.putAll(facts.summary(flist).members());
    } catch (DamagedFlistException e) {
      members.put("trouble", String.valueOf(e.getMessage()));
      members.putAll(new Summary("", "", 0, 0, 0, 0, 0, "").members());
    }
    return members;
  }

  private Answer tree(WebRequest request) throws IOException {
    var flist = found(request);
    var path = path(request);
    var offset = number(request, "offset", 0, LAST_OFFSET);
    var limit = number(request, "limit", USUAL_PAGE, LARGEST_PAGE);
    var entries = new ArrayList<>();
    var count = new int[1];
    var there =
        read(
            flist,
            reader ->
                reader.list(
                    path,
                    entry -> {
                      if (count[0] >= offset && entries.size() < limit) {
                        entries.add(members(entry));
                      }
                      count[0]++;
                    }));
    if (!there) {
      throw new RefusedException(
          404, "there is no directory /%s in this image".formatted(PathText.write(path)));
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("path", PathText.write(path));
    answer.put("total", count[0]);
    answer.put("entries", entries);
    return Answer.json(200, Json.writeTree(answer));
  }

  private static Map<String, Object> members(Entry entry) {
    var access = entry.access();
    var members = new LinkedHashMap<String, Object>();
    members.put("name", PathText.write(entry.path().name()));
    members.put("kind", kind(entry.content()));
    members.put("size", entry.content() instanceof Content.File ? entry.size() : 0);
    members.put("mode", access.mode());
    members.put("user", access.user());
    members.put("group", access.group());
    members.put("uid", access.uid());
    members.put("gid", access.gid());
    members.put("modified", entry.modified());
    members.put(
        "target",
        entry.content() instanceof Content.Link link ? PathText.write(link.target()) : "");
    return members;
  }

  private static String kind(Content content) {
    return switch (content) {
      case Content.File _ -> "file";
      case Content.Folder _ -> "directory";
      case Content.Link _ -> "link";
      case Content.Special special -> special.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  private Answer file(WebRequest request) throws IOException, InterruptedException {
    var flist = found(request);
    var path = path(request);
    var limit = number(request, "limit", USUAL_PART, LARGEST_PART);
    var entry = read(flist, reader -> reader.find(path));
    if (entry.isEmpty() || !(entry.get().content() instanceof Content.File content)) {
      throw new RefusedException(
          404, "there is no file /%s in this image".formatted(PathText.write(path)));
    }
    var size = entry.get().size();
    var bytes = content(content, (int) Math.min(size, limit));
    return Answer.bytes(200, "application/octet-stream", bytes)
        .with("X-File-Size", Long.toString(size))
        .with("Content-Disposition", "attachment")
        .with("X-Content-Type-Options", "nosniff");
  }

  private byte[] content(Content.File file, int count) throws InterruptedException {
    var content = new ByteArrayOutputStream(count);
    try {
      for (var block : file.blocks()) {
        if (content.size() >= count) {
          break;
        }
        var stored =
            blocks
                .get(block.hash())
                .orElseThrow(
                    () -> new RefusedException(404, "this hub has not the content of this file"));
        var piece = BlockCodec.decode(block, stored);
        content.write(piece, 0, Math.min(piece.length, count - content.size()));
      }
    } catch (BlockStoreException e) {
      LOG.log(Level.ERROR, "a file cannot be shown: {0}", e.getMessage());
      throw new RefusedException(UNAVAILABLE, "the hub cannot read blocks now; try again later");
    } catch (DamagedBlockException e) {
      throw new RefusedException(DAMAGED, "a block of this file is damaged: " + e.getMessage());
    }
    return Arrays.copyOf(content.toByteArray(), count); // zeros may stand at the end
  }

  private <T> T read(Published flist, OpenImages.Reading<T> reading) throws IOException {
    try {
      return images.read(flist, reading);
    } catch (DamagedFlistException e) {
      throw new RefusedException(DAMAGED, "the image is damaged: " + e.getMessage());
    }
  }

  private Published found(WebRequest request) throws IOException {
    return repositories
        .find(request.parameter("repo"), request.parameter("name"))
        .orElseThrow(() -> new RefusedException(404, "source not found"));
  }

  private static RawPath path(WebRequest request) {
    try {
      var parts = PathText.read(request.query("path").orElse("")).components();
      return parts.stream().reduce(RawPath.EMPTY, RawPath::child);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  private static int number(WebRequest request, String name, int usual, int most) {
    var text = request.query(name);
    if (text.isEmpty()) {
      return usual;
    }
    var number = Optional.of(text.get()).filter(given -> given.matches("\\d{1,9}"));
    return number
        .map(Integer::parseInt)
        .filter(given -> given <= most)
        .orElseThrow(() ->
            new RefusedException(
                400,
                "%s is \"%s\"; it must be a number from 0 to %d"
                    .formatted(name, text.get(), most)));
  }
}
