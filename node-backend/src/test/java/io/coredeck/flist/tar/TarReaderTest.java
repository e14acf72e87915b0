package io.coredeck.flist.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.posix.RawPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What reading archives promises. The archives are written by another library.
class TarReaderTest {
  private static final String LONG = "a/" + "long/".repeat(60) + "näme";

  @ParameterizedTest
  @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
  void every_kind_of_entry_is_read_with_all_it_has(int longNames) throws Exception {
    var entries = read(archive(longNames, UTF_8.name()));
    assertThat(entries)
        .extracting(TarEntry::kind)
        .containsExactly(
            TarEntry.Kind.FILE,
            TarEntry.Kind.DIRECTORY,
            TarEntry.Kind.LINK,
            TarEntry.Kind.HARD_LINK,
            TarEntry.Kind.CHARACTER_DEVICE,
            TarEntry.Kind.BLOCK_DEVICE,
            TarEntry.Kind.FIFO);
    var file = entries.getFirst();
    assertThat(file.path()).isEqualTo(RawPath.of(LONG));
    assertThat(file.mode()).isEqualTo(04755);
    assertThat(file.uid()).isEqualTo(3_000_000);
    assertThat(file.gid()).isEqualTo(100);
    assertThat(file.user()).isEqualTo("anna");
    assertThat(file.group()).isEqualTo("users");
    assertThat(file.size()).isEqualTo(5);
    assertThat(file.modified()).isEqualTo(1_700_000_000);
    assertThat(entries.get(2).target()).isEqualTo(RawPath.of(LONG));
    assertThat(entries.get(3).target()).isEqualTo(RawPath.of(LONG));
    assertThat(entries.get(4).major()).isEqualTo(5);
    assertThat(entries.get(4).minor()).isEqualTo(1);
  }

  @Test
  void names_that_are_not_utf8_are_kept_byte_by_byte() throws Exception {
    var entries = read(archive(TarArchiveOutputStream.LONGFILE_GNU, ISO_8859_1.name()));
    assertThat(entries.getFirst().path()).isEqualTo(RawPath.of(LONG.getBytes(ISO_8859_1)));
  }

  @Test
  void content_ends_where_it_ends_and_what_is_not_read_is_skipped() throws Exception {
    var reader = new TarReader(new ByteArrayInputStream(archive(2, UTF_8.name())));
    reader.next();
    assertThat(reader.content().readAllBytes()).asString().isEqualTo("hello");
    assertThat(reader.next().orElseThrow().path()).isEqualTo(RawPath.of("dir/"));
    assertThat(reader.content().readAllBytes()).isEmpty();
  }

  @Test
  void an_archive_that_breaks_off_is_damaged() throws Exception {
    var archive = archive(TarArchiveOutputStream.LONGFILE_GNU, UTF_8.name());
    for (int length = 100; length < 3000; length += 100) {
      var part = Arrays.copyOf(archive, length);
      if (length % 512 != 0) {
        assertThatExceptionOfType(TarException.class).isThrownBy(() -> read(part));
      }
    }
  }

  @Test
  void what_is_no_archive_is_refused() {
    var noise = new byte[4096];
    new Random(1).nextBytes(noise);
    assertThatExceptionOfType(TarException.class)
        .isThrownBy(() -> read(noise))
        .withMessageMatching("header has .*");
  }

  @Test
  void random_changes_end_in_a_clear_exception_or_other_entries() throws Exception {
    var archive = archive(TarArchiveOutputStream.LONGFILE_POSIX, UTF_8.name());
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      var changed = archive.clone();
      var header = random.nextInt(archive.length / 512) * 512;
      changed[header + random.nextInt(512)] = (byte) random.nextInt();
      fixChecksum(changed, header);
      try {
        read(changed);
      } catch (TarException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void our_own_archives_are_read_back() throws Exception {
    var out = new ByteArrayOutputStream();
    var writer = new TarWriter(out);
    writer.add("./", TarWriter.DIRECTORY, 0755, 0, InputStream.nullInputStream());
    writer.add("./x", TarWriter.OLD_FILE, 0640, 3, new ByteArrayInputStream(new byte[3]));
    writer.finish();
    var entries = read(out.toByteArray());
    assertThat(entries)
        .extracting(TarEntry::kind)
        .containsExactly(TarEntry.Kind.DIRECTORY, TarEntry.Kind.FILE);
    assertThat(entries.getLast().mode()).isEqualTo(0640);
    assertThat(entries.getLast().path().components()).containsExactly(RawPath.of("x"));
  }

  private static List<TarEntry> read(byte[] archive) throws IOException {
    var reader = new TarReader(new ByteArrayInputStream(archive));
    var entries = new ArrayList<TarEntry>();
    for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
      entries.add(entry.get());
    }
    return entries;
  }

  private static byte[] archive(int longNames, String encoding) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(bytes, encoding)) {
      out.setLongFileMode(longNames);
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      var file = new TarArchiveEntry(LONG);
      file.setMode(04755);
      file.setIds(3_000_000, 100);
      file.setNames("anna", "users");
      file.setModTime(1_700_000_000_000L);
      file.setSize(5);
      put(out, file, "hello");
      put(out, new TarArchiveEntry("dir/"), "");
      put(out, link("link", TarConstants.LF_SYMLINK), "");
      put(out, link("hard", TarConstants.LF_LINK), "");
      var device = new TarArchiveEntry("console", TarConstants.LF_CHR);
      device.setDevMajor(5);
      device.setDevMinor(1);
      put(out, device, "");
      put(out, new TarArchiveEntry("disk", TarConstants.LF_BLK), "");
      put(out, new TarArchiveEntry("pipe", TarConstants.LF_FIFO), "");
    }
    return bytes.toByteArray();
  }

  private static TarArchiveEntry link(String name, byte kind) {
    var link = new TarArchiveEntry(name, kind);
    link.setLinkName(LONG);
    return link;
  }

  private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String content)
      throws IOException {
    out.putArchiveEntry(entry);
    out.write(content.getBytes(UTF_8));
    out.closeArchiveEntry();
  }

  private static void fixChecksum(byte[] archive, int header) {
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? ' ' : archive[header + i] & 0xff;
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(UTF_8), 0, archive, header + 148, 8);
  }
}
