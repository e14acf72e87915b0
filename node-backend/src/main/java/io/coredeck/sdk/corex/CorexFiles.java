package io.coredeck.sdk.corex;

import io.coredeck.wire.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Files of a container, in and out, with the rights of its CoreX. Paths in the container are
/// absolute.
///
/// {@snippet file="io/coredeck/sdk/corex/CorexExamplesTest.java" region="files"}
public final class CorexFiles {

  /// For gigabytes on a slow line; CoreX itself gives up where nothing moves for a minute.
  private static final Duration TRANSFER_LIMIT = Duration.ofHours(12);

  private final CorexCalls calls;

  CorexFiles(CorexCalls calls) {
    this.calls = calls;
  }

  /// How a file is put into its place.
  ///
  /// @param mode permissions, octal, at most 0777
  /// @param replaces what is there, else that is refused with status 409
  /// @param makesDirectories that are missing, else that is refused with status 404
  public record Upload(int mode, boolean replaces, boolean makesDirectories) {

    /// A file all may read, where none is.
    public static final Upload NEW = new Upload(0_644, false, false);

    /// A file all may read, also in the place of another.
    public static final Upload REPLACING = new Upload(0_644, true, true);

    private static final int MOST = 0_777;

    public Upload {
      if (mode < 0 || mode > MOST) {
        throw new IllegalArgumentException(
            "permissions are %o; they must be octal, from 0 to 777".formatted(mode));
      }
    }
  }

  /// An entry of a directory in a container.
  ///
  /// @param name in its directory; where it is not UTF-8, U+FFFD stands for what is not
  /// @param size in bytes
  /// @param mode permissions, octal, e.g. `0644`
  /// @param changed when its content changed, as CoreX writes it: ISO 8601, UTC
  public record Entry(String name, Kind kind, long size, String mode, String changed) {

    /// What an entry is.
    public enum Kind {
      FILE,
      DIRECTORY,
      LINK,
      /// A socket, a pipe, a device, or what a newer CoreX may know.
      SPECIAL
    }

    static Entry of(JsonValue from) {
      return new Entry(
          from.member("name").text(),
          kind(from.member("type").text()),
          from.member("size").integer(),
          from.member("mode").text(),
          from.member("mtime").text());
    }

    private static Kind kind(String text) {
      try {
        return Kind.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException _) {
        return Kind.SPECIAL;
      }
    }
  }

  /// @param entries up to 10 000
  /// @param isWhole whether that is all
  public record Listing(List<Entry> entries, boolean isWhole) {

    public Listing {
      entries = List.copyOf(entries);
    }
  }

  /// @param directory absolute
  public Listing list(String directory) throws CorexException, InterruptedException {
    return calls.read(
        calls.get("/api/v2/files/list?path=" + CorexCalls.encoded(directory)),
        from ->
            new Listing(
                from.member("entries").items().stream().map(Entry::of).toList(),
                from.member("whole").flag()));
  }

  /// @param path of a file; of a directory comes a tar of what is in it
  /// @return what is there, to be closed
  public CorexDownload download(String path) throws CorexException, InterruptedException {
    var request = calls.request(at(path)).timeout(TRANSFER_LIMIT).GET().build();
    return CorexDownload.of(calls.stream(request));
  }

  /// @param path of a file; of a directory comes a tar of what is in it
  /// @param target file here, which is replaced when all is there
  /// @throws IOException also if it cannot be written here
  public void download(String path, Path target) throws IOException, InterruptedException {
    var place = target.toAbsolutePath();
    var folder = place.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(target + " is no file; it must name one");
    }
    var part = Files.createTempFile(folder, ".download-", "");
    try (var download = download(path)) {
      Files.copy(download.bytes(), part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /// Puts a file into the container. It is there whole or not at all.
  ///
  /// @param file here
  /// @param path in the container, with its name
  /// @return bytes
  /// @throws IOException also if it cannot be read here
  public long upload(Path file, String path, Upload how) throws IOException, InterruptedException {
    var request = upload(path, how).PUT(BodyPublishers.ofFile(file)).build();
    return calls.read(request, from -> from.member("bytes").integer());
  }

  /// Puts bytes into a file in the container.
  ///
  /// @param path in the container, with its name
  public void upload(byte[] content, String path, Upload how)
      throws CorexException, InterruptedException {
    var _ = calls.text(upload(path, how).PUT(BodyPublishers.ofByteArray(content)).build());
  }

  private HttpRequest.Builder upload(String path, Upload how) {
    return calls
        .request(at(path))
        .timeout(TRANSFER_LIMIT)
        .expectContinue(true) // a refusal comes before gigabytes are sent
        .header("Content-Type", "application/octet-stream")
        .header("X-Mode", Integer.toOctalString(how.mode()))
        .header("X-Overwrite", String.valueOf(how.replaces()))
        .header("X-Make-Directories", String.valueOf(how.makesDirectories()));
  }

  private static String at(String path) {
    return "/api/v2/files?path=" + CorexCalls.encoded(path);
  }
}
