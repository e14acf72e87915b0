package io.coredeck.whole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// An image of busybox and a few files, made into a flist by the instance's hub.
public final class TarImage {

  private static final int EXECUTABLE = 0755;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /// @return one with busybox alone
  public static TarImage busybox() throws IOException {
    var image = new TarImage();
    image.files.put("bin/busybox", Files.readAllBytes(Path.of("/bin/busybox")));
    return image;
  }

  /// Adds an executable file.
  public TarImage with(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// Uploads it as `admin/NAME.flist`.
  ///
  /// @return its URL
  public String publish(Grid grid, String name) throws IOException, InterruptedException {
    var hub = grid.endpoints().get("hub").asString();
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(hub + "/api/flist/me/upload"))
                  .header("Authorization", "bearer " + grid.secret("upload.token"))
                  .header("X-Original-Name", name + ".tar.gz")
                  .header("Content-Type", "application/gzip")
                  .POST(BodyPublishers.ofByteArray(tarGz()))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("upload: " + answer.statusCode() + " " + answer.body());
      }
    }
    return hub + "/admin/" + name + ".flist";
  }

  /// @return the archive that is uploaded
  public byte[] tarGz() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (var folder : new String[] {"bin/", "sbin/", "etc/", "tmp/"}) {
        tar.putArchiveEntry(new TarArchiveEntry(folder));
        tar.closeArchiveEntry();
      }
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setMode(EXECUTABLE);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
      for (var applet : new String[] {"sh", "sleep", "cat", "ls", "stty", "echo", "dd", "id"}) {
        var link = new TarArchiveEntry("bin/" + applet, TarArchiveEntry.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
