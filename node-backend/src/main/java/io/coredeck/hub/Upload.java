package io.coredeck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.flist.Content;
import io.coredeck.flist.FlistWriter;
import io.coredeck.flist.pack.PackException;
import io.coredeck.flist.pack.PackLimits;
import io.coredeck.flist.pack.TarPacker;
import io.coredeck.hub.store.FlistFacts;
import io.coredeck.hub.store.Published;
import io.coredeck.hub.store.Repositories;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.util.Promise;

/// Turns an uploaded archive into a flist. The body is the archive itself, or a form with it as
/// field `file`.
final class Upload {
  /// Size of a body.
  static final long LARGEST_BODY = 4L << 30;

  private static final PackLimits LIMITS = new PackLimits(200_000, 16L << 30);
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_FIELD = 64 << 10;
  private static final int BUFFER = 64 << 10;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final String METADATA = "metadata-";
  private static final String ORIGINAL_NAME = "X-Original-Name";

  private final Press press;
  private final String repository;
  private final Repositories repositories;
  private final FlistFacts facts;
  private final Path scratch;

  /// @param repository where uploads go
  Upload(Press press, String repository, Repositories repositories, FlistFacts facts) {
    this.press = press;
    this.repository = repository;
    this.repositories = repositories;
    this.facts = facts;
    this.scratch = repositories.scratch(); // for bodies of forms while they are read
  }

  /// What became of an upload.
  ///
  /// @param published the flist
  /// @param counts entries by kind, as the original hub names the kinds
  record Made(Published published, Map<String, Long> counts) {}

  /// Whether an image of that name may be replaced, and how far it is.
  private record Order(boolean isNew, Uploads.Upload progress) {}

  /// @param progress told how far it is
  /// @throws RefusedException if it cannot become an image; the message says why
  Made take(WebRequest request, Uploads.Upload progress) throws IOException, InterruptedException {
    var isNew = request.header("If-None-Match").filter("*"::equals).isPresent();
    var order = new Order(isNew, progress);
    try (var body = progress.counted(request.stream(LARGEST_BODY))) {
      var type = request.header("Content-Type").orElse("");
      if (!type.startsWith("multipart/form-data")) {
        var name = request.header(ORIGINAL_NAME).or(() -> request.query("name"));
        return make(flistName(name), body, press.writer(), order);
      }
      return form(request, type, body, order);
    }
  }

  private Made form(WebRequest request, String type, InputStream body, Order order)
      throws IOException, InterruptedException {
    try (var parts = parse(type, body)) {
      var file = parts.getFirst("file");
      if (file == null) {
        throw new RefusedException(400, "the form has no field file");
      }
      var name = request.header(ORIGINAL_NAME).or(() -> Optional.ofNullable(file.getFileName()));
      var writer = press.writer();
      for (var part : parts) {
        var key = String.valueOf(part.getName());
        if (key.startsWith(METADATA)) {
          writer.metadata(key.substring(METADATA.length()), field(part));
        }
      }
      try (var content = Source.asInputStream(file.createContentSource())) {
        return make(flistName(name), content, writer, order);
      }
    }
  }

  private MultiPartFormData.Parts parse(String type, InputStream body) {
    var parameters = new HashMap<String, String>();
    HttpField.getValueParameters(type, parameters);
    var boundary = parameters.getOrDefault("boundary", "");
    var parser = new MultiPartFormData.Parser(boundary);
    parser.setFilesDirectory(scratch);
    parser.setMaxMemoryFileSize(0);
    parser.setMaxLength(LARGEST_BODY);
    parser.setMaxFileSize(LARGEST_BODY);
    parser.setMaxParts(MOST_PARTS);
    var parts = new CompletableFuture<MultiPartFormData.Parts>();
    parser.parse(Source.from(body), Promise.Invocable.toPromise(parts));
    try {
      return parts.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw new RefusedException(400, "the form cannot be read: " + e.getCause());
    }
  }

  private static String field(MultiPart.Part part) {
    if (part.getLength() > LONGEST_FIELD) {
      throw new RefusedException(
          400,
          "field %s is too long; it must be at most %d bytes"
              .formatted(part.getName(), LONGEST_FIELD));
    }
    return part.getContentAsString(UTF_8);
  }

  private Made make(String name, InputStream archive, FlistWriter writer, Order order)
      throws IOException, InterruptedException {
    if (order.isNew() && repositories.find(repository, name).isPresent()) {
      throw taken(name);
    }
    try {
      TarPacker.pack(unpacked(archive), writer, LIMITS);
    } catch (PackException | ZipException e) {
      throw new RefusedException(400, "the archive cannot become an image: " + e.getMessage());
    } catch (EOFException e) {
      throw new RefusedException(400, "the archive cannot become an image: it breaks off");
    }
    order.progress().writing();
    var published =
        press.publish(repository, name, writer, order.isNew()).orElseThrow(() -> taken(name));
    var _ = facts.summary(published); // so that lists need not wait for it
    return new Made(published, counts(writer));
  }

  private RefusedException taken(String name) {
    return new RefusedException(
        412, "%s/%s is there already; choose another name".formatted(repository, name));
  }

  private static InputStream unpacked(InputStream archive) throws IOException {
    var in = new BufferedInputStream(archive, BUFFER);
    in.mark(2);
    var magic = (in.read() << 8) | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
  }

  private static Map<String, Long> counts(FlistWriter writer) {
    var counts = new TreeMap<String, Long>();
    for (var kind : new String[] {"regular", "directory", "symlink", "special"}) {
      counts.put(kind, 0L);
    }
    writer.forEach(entry ->
        counts.merge(
            switch (entry.content()) {
              case Content.File _ -> "regular";
              case Content.Folder _ -> "directory";
              case Content.Link _ -> "symlink";
              case Content.Special _ -> "special";
            },
            1L,
            Long::sum));
    return counts;
  }

  private static String flistName(Optional<String> given) {
    var file = given.orElse("").replaceFirst(".*[/\\\\]", "");
    var name = file.replaceFirst("\\.(tar\\.gz|tgz|tar|flist)$", "");
    if (name.equals(file) || !Repositories.isName(name + Repositories.SUFFIX)) {
      throw new RefusedException(
          400,
          "the archive's name is \"%s\"; it must be NAME.tar.gz, with letters, digits, . - and _; set the header %s"
              .formatted(file, ORIGINAL_NAME));
    }
    return name;
  }
}
