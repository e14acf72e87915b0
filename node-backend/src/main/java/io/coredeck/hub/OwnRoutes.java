package io.coredeck.hub;

import io.coredeck.blocks.BlockStoreException;
import io.coredeck.hub.store.Published;
import io.coredeck.hub.store.Repositories;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// What the holder of the token may do: upload, and change what was uploaded.
final class OwnRoutes {
  private static final System.Logger LOG = System.getLogger(OwnRoutes.class.getName());
  private static final int PARALLEL_UPLOADS = 2;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final Repositories repositories;
  private final String own;
  private final Upload upload;
  private final BearerToken token;
  private final Uploads progress = new Uploads();
  private final Semaphore uploads = new Semaphore(PARALLEL_UPLOADS);

  /// @param own the repository where uploads go
  OwnRoutes(Repositories repositories, String own, Upload upload, BearerToken token) {
    this.repositories = repositories;
    this.own = own;
    this.upload = upload;
    this.token = token;
  }

  Router addTo(Router router) {
    return router
        .post("/api/flist/me/upload", token.guarded(this::upload))
        .get("/api/flist/me/upload/{id}", token.guarded(this::progress))
        .post("/api/flist/me/{name}/rename/{to}", token.guarded(this::rename))
        .post("/api/flist/me/promote/{repo}/{name}/{to}", token.guarded(this::copy))
        .delete("/api/flist/me/{name}", token.guarded(this::delete));
  }

  private Answer upload(WebRequest request) throws IOException, InterruptedException {
    var begun = progress.begin(request.header(Uploads.HEADER));
    try {
      var answer = uploadIfRoom(request, begun);
      begun.done();
      return answer;
    } catch (RefusedException e) {
      begun.failed(String.valueOf(e.getMessage()));
      throw e;
    } catch (IOException | RuntimeException e) {
      begun.failed("the hub failed; its log says more");
      throw e;
    }
  }

  private Answer uploadIfRoom(WebRequest request, Uploads.Upload begun)
      throws IOException, InterruptedException {
    if (!uploads.tryAcquire()) {
      throw new RefusedException(
          UNAVAILABLE, "the hub is busy with other uploads; try again later");
    }
    try {
      return made(upload.take(request, begun));
    } catch (BlockStoreException e) {
      LOG.log(Level.ERROR, "an upload failed: {0}", e.getMessage());
      throw new RefusedException(UNAVAILABLE, "the hub cannot keep blocks now; try again later");
    } finally {
      uploads.release();
    }
  }

  private Answer made(Upload.Made made) {
    var payload = new LinkedHashMap<String, Object>();
    payload.put("name", made.published().name());
    payload.put("files", made.counts());
    payload.put("md5", made.published().md5());
    payload.put("repository", own);
    return success(payload);
  }

  private static Answer success(Map<String, Object> payload) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", "success");
    answer.put("payload", payload);
    return Answer.json(200, Json.writeTree(answer));
  }

  private Answer progress(WebRequest request) {
    var found =
        progress
            .find(request.parameter("id"))
            .orElseThrow(() -> new RefusedException(404, "no upload of that name is known"));
    var members = new LinkedHashMap<String, Object>();
    members.put("step", found.step().name().toLowerCase(Locale.ROOT));
    members.put("bytes", found.bytes());
    members.put("message", found.message());
    return Answer.json(200, Json.writeTree(members));
  }

  private Answer rename(WebRequest request) throws IOException {
    var flist = source(own, request.parameter("name"));
    var copied = published(repositories.copy(flist, own, freeName(request)));
    repositories.delete(own, flist.name());
    return copied;
  }

  private Answer copy(WebRequest request) throws IOException {
    var flist = source(request.parameter("repo"), request.parameter("name"));
    return published(repositories.copy(flist, own, freeName(request)));
  }

  private Answer delete(WebRequest request) throws IOException {
    if (!repositories.delete(own, request.parameter("name"))) {
      throw new RefusedException(404, "source not found");
    }
    return success(Map.of());
  }

  private Published source(String repository, String name) throws IOException {
    return repositories
        .find(repository, name)
        .orElseThrow(() -> new RefusedException(404, "source not found"));
  }

  private static Answer published(Optional<Published> published) {
    return success(
        Map.of(
            "name",
            published
                .orElseThrow(() -> new RefusedException(CONFLICT, "an image of that name is there"))
                .name()));
  }

  private static String freeName(WebRequest request) {
    var name = request.parameter("to").replaceFirst("\\.flist$", "");
    if (!Repositories.isName(name + Repositories.SUFFIX)) {
      throw new RefusedException(
          400,
          "the new name is \"%s\"; it must have letters, digits, . - and _, at most 122"
              .formatted(name));
    }
    return name;
  }
}
