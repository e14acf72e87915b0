package io.coredeck.hub;

import io.coredeck.flist.tar.TarException;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// What the hub answers. Routes and shapes: docs/formats/hub.md.
final class HubRoutes {

  private static final System.Logger LOG = System.getLogger(HubRoutes.class.getName());

  /// The largest archive taken, compressed.
  private static final long UPLOAD_LIMIT = 4L << 30;

  private static final String ARCHIVE = ".tar.gz";
  private static final String BEARER = "bearer ";
  private static final int BUFFER = 1 << 16;

  private final Shelf shelf;
  private final ImageMaker maker;
  private final String token;
  private final String repository;

  HubRoutes(Shelf shelf, ImageMaker maker, String token, String repository) {
    this.shelf = shelf;
    this.maker = maker;
    this.token = token;
    this.repository = repository;
  }

  Router router() {
    return new Router()
        .get("/api/flist", _ -> allFlists())
        .get("/api/repositories", _ -> repositories())
        .get("/api/flist/{repository}", this::flists)
        .get("/api/flist/{repository}/{name}", this::flist)
        .post("/api/flist/me/upload", this::upload)
        .get("/{repository}/{name}.flist.md5", this::md5)
        .get("/{repository}/{name}.flist", this::file);
  }

  private Answer file(WebRequest request) throws IOException {
    var image = found(request);
    if (image.isEmpty()) {
      return Answer.notFound();
    }
    var tag = '"' + image.get().md5() + '"';
    var modified =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(image.get().updated().atZone(ZoneOffset.UTC));
    if (request.header("If-None-Match").filter(tag::equals).isPresent()) {
      return Answer.bytes(304, "application/octet-stream", new byte[0]).with("ETag", tag);
    }
    return Answer.file("application/octet-stream", image.get().file())
        .with("ETag", tag)
        .with("Last-Modified", modified)
        .with("Cache-Control", "no-cache");
  }

  private Answer md5(WebRequest request) throws IOException {
    return found(request)
        .map(image -> Answer.text(200, image.md5()).with("Cache-Control", "no-cache"))
        .orElseGet(Answer::notFound);
  }

  private Answer allFlists() throws IOException {
    var names = new ArrayList<String>();
    for (var home : shelf.repositories()) {
      shelf.images(home).forEach(image -> names.add(home + "/" + image.name() + ".flist"));
    }
    return Answer.json(200, Json.writeTree(names));
  }

  private Answer repositories() throws IOException {
    var all = new ArrayList<Map<String, Object>>();
    for (var home : shelf.repositories()) {
      var updated =
          shelf.images(home).stream()
              .mapToLong(image -> image.updated().getEpochSecond())
              .max()
              .orElse(0);
      var members = new LinkedHashMap<String, Object>();
      members.put("name", home);
      members.put("official", false);
      members.put("updated", updated);
      all.add(members);
    }
    return Answer.json(200, Json.writeTree(all));
  }

  private Answer flists(WebRequest request) throws IOException {
    var home = request.parameter("repository");
    if (!shelf.repositories().contains(home)) {
      return Answer.error(404, "there is no repository '" + home + "'");
    }
    return Answer.json(
        200, Json.writeTree(shelf.images(home).stream().map(HubRoutes::listed).toList()));
  }

  private Answer flist(WebRequest request) throws IOException {
    var name = request.parameter("name").replaceFirst("\\.flist$", "");
    var image = shelf.find(request.parameter("repository"), name);
    if (image.isEmpty()) {
      return Answer.error(404, "there is no image '" + request.target() + "'");
    }
    var members = new LinkedHashMap<>(listed(image.get()));
    members.put("size", image.get().size());
    members.put("md5", image.get().md5());
    return Answer.json(200, Json.writeTree(members));
  }

  private static Map<String, Object> listed(Shelf.Image image) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", image.name() + ".flist");
    members.put("size", "%.2f KB".formatted(image.size() / 1024.0));
    members.put("updated", image.updated().getEpochSecond());
    members.put("type", "regular");
    return members;
  }

  /// Makes an image of the archive in the body and publishes it when it is whole.
  private Answer upload(WebRequest request) throws IOException, InterruptedException {
    authorize(request);
    var name = nameOf(request.header("X-Original-Name").orElse(""));
    var file = shelf.scratch();
    try (var body = new BufferedInputStream(request.stream(UPLOAD_LIMIT), BUFFER);
        var tar = new BufferedInputStream(new GZIPInputStream(body, BUFFER), BUFFER)) {
      var entries = maker.ofTar(tar, file);
      var image = shelf.publish(repository, name, file);
      LOG.log(Level.INFO, "published {0}/{1}, {2} entries", repository, name, entries);
      var payload = new LinkedHashMap<String, Object>();
      payload.put("name", image.name() + ".flist");
      payload.put("files", entries);
      payload.put("md5", image.md5());
      return Answer.json(200, Json.writeTree(Map.of("status", "success", "payload", payload)));
    } catch (BadArchiveException | TarException | ZipException | EOFException e) {
      throw new RefusedException(400, "the archive cannot be made an image: " + e.getMessage());
    } finally {
      shelf.discard(file);
    }
  }

  private void authorize(WebRequest request) {
    var given = request.header("Authorization").orElse("");
    var isBearer = given.regionMatches(true, 0, BEARER, 0, BEARER.length());
    var shown = isBearer ? given.substring(BEARER.length()).strip() : "";
    var isSame =
        MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    if (token.isEmpty() || !isSame) {
      throw new RefusedException(
          401,
          "publishing needs the upload token; send it as 'Authorization: bearer TOKEN'",
          Map.of("WWW-Authenticate", "Bearer"));
    }
  }

  private static String nameOf(String original) {
    var name =
        original.endsWith(ARCHIVE)
            ? original.substring(0, original.length() - ARCHIVE.length())
            : "";
    if (!Shelf.isName(name)) {
      throw new RefusedException(
          400,
          "X-Original-Name is '%s'; it must be NAME.tar.gz, and of NAME: %s"
              .formatted(original, Shelf.NAME_RULE));
    }
    return name;
  }

  private Optional<Shelf.Image> found(WebRequest request) throws IOException {
    return shelf.find(request.parameter("repository"), request.parameter("name"));
  }
}
