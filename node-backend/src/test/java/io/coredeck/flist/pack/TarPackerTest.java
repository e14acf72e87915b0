package io.coredeck.flist.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.posix.RawPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a tar archive.
class TarPackerTest {
  private static final PackLimits LIMITS = new PackLimits(100, 1 << 20);

  private final FlistWriter writer = new FlistWriter(_ -> {});
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, "UTF-8");

  TarPackerTest() {
    archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  @Test
  void every_kind_of_entry_becomes_one_of_the_image() throws Exception {
    put("./", TarConstants.LF_DIR, "");
    put("./bin/", TarConstants.LF_DIR, "");
    put("./bin/tool", TarConstants.LF_NORMAL, "text");
    put("/bin/link", TarConstants.LF_SYMLINK, "../elsewhere");
    put("bin//hard", TarConstants.LF_LINK, "./bin/tool");
    put("dev/null", TarConstants.LF_CHR, "");
    put("dev/disk", TarConstants.LF_BLK, "");
    put("dev/pipe", TarConstants.LF_FIFO, "");
    pack(LIMITS);
    assertThat(entry("").access().mode()).isEqualTo(02751);
    var tool = entry("bin/tool");
    assertThat(tool.access()).isEqualTo(new Access("anna", "7", 02751, 6, 7));
    assertThat(tool.modified()).isEqualTo(1_700_000_000);
    assertThat(tool.size()).isEqualTo(4);
    assertThat(entry("bin/hard").content()).isEqualTo(tool.content());
    assertThat(entry("bin/hard").access()).isEqualTo(tool.access());
    assertThat(entry("bin/link").content()).isEqualTo(new Content.Link(RawPath.of("../elsewhere")));
    assertThat(entry("dev/null").content())
        .isEqualTo(new Content.Special(Content.SpecialKind.CHARACTER_DEVICE, "1,3"));
    assertThat(entry("dev/disk").content())
        .isEqualTo(new Content.Special(Content.SpecialKind.BLOCK_DEVICE, "1,3"));
    assertThat(entry("dev/pipe").content())
        .isEqualTo(new Content.Special(Content.SpecialKind.FIFO, "(nothing)"));
    assertThat(entry("dev").access()).isEqualTo(Access.ofRoot(0755));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "..", "a/.."})
  void a_path_that_leads_out_is_refused(String path) throws Exception {
    put(path, TarConstants.LF_NORMAL, "text");
    refused(LIMITS, "leads out of the archive");
  }

  @Test
  void nothing_can_be_put_through_a_link() throws Exception {
    put("etc", TarConstants.LF_SYMLINK, "/etc");
    put("etc/passwd", TarConstants.LF_NORMAL, "text");
    refused(LIMITS, "/etc/passwd cannot be: /etc is no directory");
  }

  @Test
  void a_hard_link_to_what_is_not_there_is_refused() throws Exception {
    put("hard", TarConstants.LF_LINK, "gone");
    refused(LIMITS, "/hard is a hard link to gone");
  }

  @Test
  void too_many_entries_and_too_many_bytes_are_refused() throws Exception {
    put("a", TarConstants.LF_NORMAL, "12345");
    put("b", TarConstants.LF_NORMAL, "12345");
    archive.finish();
    refused(new PackLimits(1, 1000), "/b is entry number 2; at most 1 are allowed");
    refused(new PackLimits(10, 9), "/b brings the files to more than the 9 bytes allowed");
    pack(new PackLimits(2, 10));
  }

  @Test
  void what_is_no_archive_is_refused() {
    var noise = new byte[1024];
    new Random(1).nextBytes(noise);
    bytes.writeBytes(noise);
    refused(LIMITS, "header has ");
  }

  private Entry entry(String path) {
    return writer.entry(RawPath.of(path)).orElseThrow();
  }

  private void pack(PackLimits limits) throws Exception {
    TarPacker.pack(new ByteArrayInputStream(bytes.toByteArray()), writer, limits);
  }

  private void refused(PackLimits limits, String words) {
    assertThatExceptionOfType(PackException.class)
        .isThrownBy(() -> pack(limits))
        .withMessageContaining(words);
  }

  private void put(String path, byte kind, String text) throws IOException {
    var entry = new TarArchiveEntry(path, kind, true);
    var content = (kind == TarConstants.LF_NORMAL ? text : "").getBytes(UTF_8);
    entry.setMode(02751);
    entry.setIds(6, 7);
    entry.setNames("anna", "");
    entry.setModTime(1_700_000_000_000L);
    entry.setDevMajor(1);
    entry.setDevMinor(3);
    entry.setSize(content.length);
    if (kind == TarConstants.LF_SYMLINK || kind == TarConstants.LF_LINK) {
      entry.setLinkName(text);
    }
    archive.putArchiveEntry(entry);
    archive.write(content);
    archive.closeArchiveEntry();
  }
}
