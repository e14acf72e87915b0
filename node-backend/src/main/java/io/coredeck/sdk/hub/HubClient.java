package io.coredeck.sdk.hub;

import io.coredeck.wire.JsonValue;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Calls to a hub.
///
/// {@snippet file="io/coredeck/hub/HubClientIT.java" region="hub"}
///
/// May be used by many threads. Every call throws {@link HubException} if the hub refuses it or
/// does not answer within 5 seconds, with its list within a minute, to uploads within 12 hours.
public final class HubClient implements AutoCloseable {

  /// The largest archive a hub takes, in bytes.
  public static final long LARGEST_UPLOAD = 4L << 30;

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// The hub may have to read images it has not read before.
  private static final Duration LIST_LIMIT = Duration.ofSeconds(60);

  private static final Duration UPLOAD_LIMIT = Duration.ofHours(12);
  private static final int PAGE = 1000;
  private static final int MOST_IMAGES = 100_000;

  private final HubCalls calls;

  private HubClient(HubCalls calls) {
    this.calls = calls;
  }

  /// @param hub base URL
  /// @return calls that only read
  public static HubClient connect(URI hub) {
    return new HubClient(new HubCalls(hub, ""));
  }

  /// @param token lets its holder upload and change; empty if there is none
  public static HubClient connect(URI hub, String token) {
    return new HubClient(new HubCalls(hub, token));
  }

  /// The beginning of a file.
  ///
  /// @param size of the whole file
  /// @param bytes its first ones
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record FilePart(long size, byte[] bytes) {}

  private record Page(long total, List<HubImage> images) {}

  /// @return base URL of the hub, without slash at the end
  public String address() {
    return calls.base();
  }

  /// @return whether it could upload
  public boolean mayChange() {
    return calls.hasToken();
  }

  /// @return all images' names with their repositories, e.g. `demo/busybox.flist`
  public List<String> names() throws HubException, InterruptedException {
    return get("/api/flist", JsonValue::texts);
  }

  /// What the hub says of an image without opening it.
  ///
  /// @param size of the .flist file, bytes
  /// @param description what the image says of itself; may be empty
  public record About(long size, String description) {}

  /// @param name with or without `.flist`
  public About about(String repository, String name) throws HubException, InterruptedException {
    var path = "/api/flist/%s/%s/light".formatted(encoded(repository), encoded(name));
    return get(
        path,
        from ->
            new About(
                Math.max(0, from.member("size").integer()), from.member("description").text()));
  }

  /// @return all images
  public List<HubImage> images() throws HubException, InterruptedException {
    var all = new ArrayList<HubImage>();
    var total = 1L;
    while (all.size() < total && all.size() < MOST_IMAGES) {
      var page =
          calls.read(
              calls
                  .request("/api/images?offset=%d&limit=%d".formatted(all.size(), PAGE), LIST_LIMIT)
                  .build(),
              this::page);
      if (page.images().isEmpty()) {
        break;
      }
      all.addAll(page.images());
      total = page.total();
    }
    return List.copyOf(all);
  }

  private Page page(JsonValue from) {
    return new Page(
        from.member("total").integer(),
        from.member("images").items().stream()
            .map(one -> HubImage.read(calls.base(), one))
            .toList());
  }

  /// @param name with or without `.flist`
  public HubImage image(String repository, String name) throws HubException, InterruptedException {
    return get(image(repository, name, ""), from -> HubImage.read(calls.base(), from));
  }

  /// @param path of a directory as {@link HubDirectory} writes it; empty for the root
  /// @param limit how many entries at most, up to 1000
  public HubDirectory tree(String repository, String name, String path, int offset, int limit)
      throws HubException, InterruptedException {
    var query = "/tree?path=%s&offset=%d&limit=%d".formatted(encoded(path), offset, limit);
    return get(image(repository, name, query), HubDirectory::read);
  }

  /// @param path of a regular file
  /// @param limit how many bytes at most, up to 512 KiB
  public FilePart file(String repository, String name, String path, int limit)
      throws HubException, InterruptedException {
    var query = "/file?path=%s&limit=%d".formatted(encoded(path), limit);
    var answer = calls.bytes(calls.request(image(repository, name, query), LIMIT).build());
    var size = answer.headers().firstValueAsLong("X-File-Size").orElse(answer.body().length);
    return new FilePart(size, answer.body());
  }

  /// Uploads an archive. Returns when it is an image.
  ///
  /// @param archive read to its end, not closed
  /// @return the image's name with its repository, e.g. `admin/app.flist`
  /// @throws HubException with the reason if it cannot become an image; with status 412 if one of
  ///   that name is there and must not be replaced
  public String upload(HubUpload upload, InputStream archive)
      throws HubException, InterruptedException {
    var request =
        calls
            .withToken(calls.request("/api/flist/me/upload", UPLOAD_LIMIT))
            .expectContinue(true) // a hub that refuses says so before it is sent gigabytes
            .header("Content-Type", "application/octet-stream")
            .header("X-Original-Name", upload.file())
            .header("X-Upload-Id", upload.id());
    if (upload.isNew()) {
      request.header("If-None-Match", "*");
    }
    try {
      return calls.read(request.POST(body(upload, archive)).build(), HubClient::name);
    } catch (HubException e) {
      throw explained(upload, e);
    }
  }

  private static String name(JsonValue answer) {
    var made = answer.member("payload");
    return made.member("repository").text() + "/" + made.member("name").text();
  }

  private static BodyPublisher body(HubUpload upload, InputStream archive) {
    var stream = BodyPublishers.ofInputStream(() -> archive);
    return upload.length() > 0 ? BodyPublishers.fromPublisher(stream, upload.length()) : stream;
  }

  /// A hub that refuses in the middle closes the line, and its answer may be lost with it.
  private HubException explained(HubUpload upload, HubException broken)
      throws InterruptedException {
    if (broken.status() != HubException.NO_ANSWER) {
      return broken;
    }
    try {
      var said = progress(upload.id()).message();
      return said.isEmpty()
          ? broken
          : new HubException(400, said, "The hub refused the archive: " + said, broken);
    } catch (HubException e) {
      broken.addSuppressed(e);
      return broken;
    }
  }

  /// @param id of an upload that has begun
  public HubUpload.Progress progress(String id) throws HubException, InterruptedException {
    var request = calls.withToken(calls.request("/api/flist/me/upload/" + encoded(id), LIMIT));
    return calls.read(request.build(), HubUpload.Progress::read);
  }

  /// Gives an own image another name.
  ///
  /// @param to without repository
  public void rename(String name, String to) throws HubException, InterruptedException {
    change(post("/api/flist/me/%s/rename/%s".formatted(encoded(name), encoded(to))));
  }

  /// Publishes an image of any repository under one more name, as an own one.
  public void copy(String repository, String name, String to)
      throws HubException, InterruptedException {
    var path =
        "/api/flist/me/promote/%s/%s/%s".formatted(encoded(repository), encoded(name), encoded(to));
    change(post(path));
  }

  /// Deletes an own image. Containers that run it go on.
  public void delete(String name) throws HubException, InterruptedException {
    change(calls.request("/api/flist/me/" + encoded(name), LIMIT).DELETE());
  }

  private HttpRequest.Builder post(String path) {
    return calls.request(path, LIMIT).POST(BodyPublishers.noBody());
  }

  private void change(HttpRequest.Builder request) throws HubException, InterruptedException {
    var _ = calls.read(calls.withToken(request).build(), answer -> answer);
  }

  private <T> T get(String path, Function<JsonValue, T> read)
      throws HubException, InterruptedException {
    return calls.read(calls.request(path, LIMIT).build(), read);
  }

  private static String image(String repository, String name, String rest) {
    return "/api/images/%s/%s%s".formatted(encoded(repository), encoded(name), rest);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
