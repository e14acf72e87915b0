package io.coredeck.flist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.coredeck.flist.block.BlockCodec;
import io.coredeck.posix.RawPath;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a written image promises to the tools that read it, ours and the reference's.
class FlistWriterTest {
  private static final RawPath LATIN = RawPath.of("café".getBytes(ISO_8859_1));
  private static final String ROOT_ROOT_755 = "d7683de000c13689";

  @TempDir Path directory;

  @Test
  void the_archive_has_the_members_of_the_reference_tool() throws Exception {
    var tar = unpacked(written(new FlistWriter(_ -> {})));
    assertThat(text(tar, 0, 100)).isEqualTo("./");
    assertThat(tar[156]).isEqualTo((byte) '5');
    assertThat(text(tar, 512, 100)).isEqualTo("./flistdb.sqlite3");
    assertThat(tar[512 + 156]).isZero();
    assertThat(text(tar, 257, 8)).isEqualTo("ustar  ");
    assertThat(text(tar, 1024, 16)).isEqualTo("SQLite format 3");
    assertThat(tar.length % 512).isZero();
    assertThat(Arrays.copyOfRange(tar, tar.length - 1024, tar.length)).containsOnly(0);
  }

  @Test
  void the_database_has_pages_of_4096_bytes_in_utf8_and_no_journal() throws Exception {
    var tar = unpacked(written(new FlistWriter(_ -> {})));
    assertThat(tar[1024 + 16]).isEqualTo((byte) 0x10);
    assertThat(tar[1024 + 17]).isZero();
    assertThat(tar[1024 + 18]).isEqualTo((byte) 1); // 2 would be a write-ahead log
    assertThat(tar[1024 + 59]).isEqualTo((byte) 1);
  }

  @Test
  void rows_have_the_keys_readers_look_for() throws Exception {
    var writer = new FlistWriter(_ -> {});
    writer.add(folder("bin"));
    try (var rows = rows(written(writer))) {
      var root = Row.directory(rows.entry("cae66941d9efbd404e4d88758ea67670").orElseThrow());
      assertThat(root.name()).isEqualTo(RawPath.EMPTY);
      assertThat(root.parent()).isEqualTo("cae66941d9efbd404e4d88758ea67670");
      assertThat(root.accessKey()).isEqualTo(ROOT_ROOT_755);
      var bin = Row.directory(rows.entry("9385d23818077a26310b147ebd80bb7b").orElseThrow());
      assertThat(bin.location()).isEqualTo(RawPath.of("bin"));
      assertThat(bin.parent()).isEqualTo("cae66941d9efbd404e4d88758ea67670");
      assertThat(bin.size()).isEqualTo(4096);
      assertThat(Row.access(rows.entry(ROOT_ROOT_755).orElseThrow()))
          .isEqualTo(Access.ofRoot(0755));
    }
  }

  @Test
  void directories_stand_before_files_each_by_bytes_of_the_name() throws Exception {
    var writer = new FlistWriter(_ -> {});
    writer.add(link(LATIN));
    for (var name : List.of("z", "a", "B")) {
      writer.add(link(RawPath.of(name + "-link")));
      writer.add(folder(name));
    }
    assertThat(read(written(writer)))
        .extracting(entry -> entry.path().toString())
        .containsExactly("", "B", "a", "z", "B-link", "a-link", "caf\\xe9", "z-link");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BlockCodec.PIECE - 1, BlockCodec.PIECE, BlockCodec.PIECE + 1, 3 << 20})
  void a_file_is_cut_into_pieces_of_512_kib(int size) throws Exception {
    var blocks = new TreeMap<String, byte[]>();
    var writer =
        new FlistWriter(block -> blocks.put(block.ref().hash().toString(), block.stored()));
    var content = new byte[size];
    new java.util.Random(size).nextBytes(content);
    var stored = writer.store(new ByteArrayInputStream(content));
    assertThat(stored.size()).isEqualTo(size);
    assertThat(stored.content().blocks()).hasSize((size + BlockCodec.PIECE - 1) / BlockCodec.PIECE);
    var read = new java.io.ByteArrayOutputStream();
    for (var ref : stored.content().blocks()) {
      read.writeBytes(
          BlockCodec.decode(
              ref, java.util.Objects.requireNonNull(blocks.get(ref.hash().toString()))));
    }
    assertThat(read.toByteArray()).isEqualTo(content);
  }

  @Test
  void every_kind_of_entry_with_every_kind_of_name_comes_back() throws Exception {
    var writer = new FlistWriter(_ -> {});
    var access = new Access("", "üsers", 07777, 4242, 0xfffffffeL);
    var kinds =
        List.of(
            new Content.File(4096 * 3, List.of()),
            new Content.Link(LATIN),
            new Content.Special(Content.SpecialKind.BLOCK_DEVICE, "8,1"),
            new Content.Special(Content.SpecialKind.FIFO, "(nothing)"),
            new Content.Special(Content.SpecialKind.UNKNOWN, "\u00ff"));
    var wanted = new ArrayList<Entry>();
    for (int i = 0; i < kinds.size(); i++) {
      var path = RawPath.of("deep/er").child(LATIN.child(RawPath.of("" + i)));
      wanted.add(new Entry(path, i, kinds.get(i), access, 0xffffffffL, i));
    }
    wanted.forEach(writer::add);
    writer.metadata("backend", "{\"host\": \"ä\"}");
    var file = written(writer);
    assertThat(read(file)).containsAll(wanted).hasSize(wanted.size() + 4);
    try (var reader = FlistReader.open(file, directory)) {
      assertThat(reader.metadata())
          .containsExactly(java.util.Map.entry("backend", "{\"host\": \"ä\"}"));
    }
  }

  @Test
  void a_directory_of_many_thousand_entries_comes_back() throws Exception {
    var writer = new FlistWriter(_ -> {});
    for (int i = 0; i < 20_000; i++) {
      writer.add(link(RawPath.of("dir/a link with a rather long name " + i)));
    }
    assertThat(read(written(writer))).hasSize(20_002);
  }

  @Test
  void the_same_entries_in_another_order_make_the_same_file() throws Exception {
    var first = new FlistWriter(_ -> {});
    var second = new FlistWriter(_ -> {});
    var entries = List.of(folder("b"), link(RawPath.of("b/x")), folder("a"), link(LATIN));
    entries.forEach(first::add);
    entries.reversed().forEach(second::add);
    assertThat(written(first)).hasSameBinaryContentAs(written(second));
  }

  @Test
  void a_later_entry_takes_the_place_of_an_earlier_one() throws Exception {
    var writer = new FlistWriter(_ -> {});
    writer.add(link(RawPath.of("a/x")));
    writer.add(
        new Entry(
            RawPath.of("a"), 0, Content.Folder.of(RawPath.of("a")), Access.ofRoot(0700), 5, 5));
    writer.add(folder("a/x"));
    assertThat(writer.entry(RawPath.of("a")).orElseThrow().access().mode()).isEqualTo(0700);
    assertThat(read(written(writer))).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.add(link(RawPath.of("a"))))
        .withMessageContaining("with something in it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/../b", "/a", "a/", "a//b", ".", "link/x"})
  void a_path_that_leads_elsewhere_is_refused(String path) {
    var writer = new FlistWriter(_ -> {});
    writer.add(link(RawPath.of("link")));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.add(link(RawPath.of(path))));
  }

  @Test
  void a_path_of_absurd_depth_is_refused() {
    var path = RawPath.of("a/".repeat(300_000) + "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlistWriter(_ -> {}).add(link(path)))
        .withMessageContaining("deep");
  }

  @Test
  void keys_of_owners_and_modes_are_those_of_the_format() {
    assertThat(Access.ofRoot(0755).key()).isEqualTo(ROOT_ROOT_755);
  }

  private static Entry folder(String path) {
    var raw = RawPath.of(path);
    return new Entry(raw, 4096, Content.Folder.of(raw), Access.ofRoot(0755), 1, 2);
  }

  private static Entry link(RawPath path) {
    return new Entry(path, 1, new Content.Link(RawPath.of("x")), Access.ofRoot(0777), 1, 2);
  }

  private Path written(FlistWriter writer) throws Exception {
    var file = Files.createTempFile(directory, "written", ".flist");
    writer.write(file);
    return file;
  }

  private List<Entry> read(Path file) throws Exception {
    var entries = new ArrayList<Entry>();
    try (var reader = FlistReader.open(file, directory)) {
      reader.walk(entries::add);
    }
    return entries;
  }

  private FlistDatabase rows(Path file) throws Exception {
    var database = directory.resolve("rows.sqlite3");
    FlistArchive.unpack(file, database);
    return FlistDatabase.open(file, database);
  }

  private static byte[] unpacked(Path file) throws Exception {
    var bytes = Files.readAllBytes(file);
    assertThat(HexFormat.of().formatHex(bytes, 0, 2)).isEqualTo("1f8b");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, ISO_8859_1).split("\0", 2)[0];
  }
}
