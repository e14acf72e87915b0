package io.coredeck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Archives as people upload them.
final class HubArchive {

  private HubArchive() {}

  /// One file.
  static byte[] of(String path, String content) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      var entry = new TarArchiveEntry(path);
      entry.setSize(content.length());
      out.putArchiveEntry(entry);
      out.write(content.getBytes(UTF_8));
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  /// A few files and a link.
  static byte[] app() throws Exception {
    return app("x".repeat(600_000).getBytes(UTF_8));
  }

  /// @param big content of its largest file
  static byte[] app(byte[] big) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      file(out, "bin/tool", "text");
      file(out, "bin/other", "more");
      var link = new TarArchiveEntry("bin/sh", TarConstants.LF_SYMLINK);
      link.setLinkName("tool");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
      file(out, "etc/a\u202eb", "odd!");
      file(out, "etc/big", big);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream out, String path, String content)
      throws Exception {
    file(out, path, content.getBytes(UTF_8));
  }

  private static void file(TarArchiveOutputStream out, String path, byte[] content)
      throws Exception {
    var entry = new TarArchiveEntry(path);
    entry.setSize(content.length);
    entry.setMode(0640);
    entry.setIds(7, 8);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }
}
