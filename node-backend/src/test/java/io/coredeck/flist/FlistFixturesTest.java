package io.coredeck.flist;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.flist.block.BlockCodec;
import io.coredeck.flist.block.BlockRef;
import io.coredeck.flist.block.Hash;
import io.coredeck.posix.RawPath;
import io.coredeck.testkit.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every image made by the reference tool reads as that tool says, and survives being written by
/// us.
class FlistFixturesTest {
  private static Map<String, byte[]> blocks;

  @TempDir Path scratch;

  static List<Path> flists() throws Exception {
    var flists = Fixtures.flists();
    assertThat(flists).isNotEmpty();
    return flists;
  }

  @BeforeAll
  static void readBlocks() {
    blocks = Fixtures.blocks();
  }

  @ParameterizedTest
  @MethodSource("flists")
  void paths_modes_owners_sizes_times_links_and_chunks_are_the_truth(Path flist) throws Exception {
    var read = new TreeMap<String, String>();
    for (var entry : entries(flist)) {
      if (!entry.path().isEmpty()) {
        read.put(HexFormat.of().formatHex(RawPath.EMPTY.child(entry.path()).bytes()), shown(entry));
      }
    }
    var truth = new TreeMap<String, String>();
    for (var line : Fixtures.lines(Fixtures.truth(flist, "stat.jsonl"))) {
      var path = line.get("path_hex").stringValue();
      assertThat(path).startsWith("2f");
      truth.put(path.substring(2), shown(line));
    }
    assertThat(read).isEqualTo(truth);
  }

  @ParameterizedTest
  @MethodSource("flists")
  void contents_are_the_truth(Path flist) throws Exception {
    var entries = new TreeMap<String, Entry>();
    for (var entry : entries(flist)) {
      entries.put(HexFormat.of().formatHex(entry.path().bytes()), entry);
    }
    for (var line : Fixtures.lines(Fixtures.truth(flist, "stat.jsonl"))) {
      if (hasContent(line)) {
        var entry = requireNonNull(entries.get(line.get("path_hex").stringValue().substring(2)));
        // where the reference's writer lost the last block, its reader gets less than the size
        var content = Arrays.copyOf(content(entry), line.get("content_len").intValue());
        var sha256 = MessageDigest.getInstance("SHA-256").digest(content);
        assertThat(HexFormat.of().formatHex(sha256)).isEqualTo(line.get("sha256").stringValue());
      }
    }
  }

  @Test
  void there_are_files_among_them() throws Exception {
    var files = 0;
    for (var flist : flists()) {
      var truth = Fixtures.lines(Fixtures.truth(flist, "stat.jsonl"));
      files += (int) truth.stream().filter(FlistFixturesTest::hasContent).count();
    }
    assertThat(files).isPositive();
  }

  private static boolean hasContent(JsonNode line) {
    return line.has("sha256") && line.get("get_rc").intValue() == 0;
  }

  @ParameterizedTest
  @MethodSource("flists")
  void every_row_of_the_database_decodes_to_the_truth(Path flist) throws Exception {
    try (var unpacked = new Unpacked(flist)) {
      for (var line : Fixtures.lines(Fixtures.truth(flist, "entries.jsonl"))) {
        var key = line.get("key").stringValue();
        var row = unpacked.rows.entry(key).orElseThrow();
        assertThat(row).hasSize(line.get("len").intValue());
        var decoded =
            line.get("type").stringValue().equals("Dir")
                ? RowText.of(Row.directory(row))
                : RowText.of(Row.access(row));
        assertThat(decoded).as(key).isEqualTo(RowText.of(line.get("decoded")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("flists")
  void metadata_is_the_truth(Path flist) throws Exception {
    var truth = new TreeMap<String, String>();
    for (var property : Fixtures.json(Fixtures.truth(flist, "metadata.json")).properties()) {
      truth.put(property.getKey(), property.getValue().stringValue());
    }
    try (var reader = FlistReader.open(flist, scratch)) {
      assertThat(reader.metadata()).isEqualTo(truth);
    }
  }

  @ParameterizedTest
  @MethodSource("flists")
  void written_again_it_is_the_same_image(Path flist) throws Exception {
    var writer = new FlistWriter(_ -> {});
    try (var reader = FlistReader.open(flist, scratch)) {
      reader.walk(writer::add);
      reader.metadata().forEach(writer::metadata);
    }
    var copy = scratch.resolve("copy.flist");
    writer.write(copy);
    var before = entries(flist);
    assertThat(entries(copy)).hasSameSizeAs(before);
    assertThat(new HashSet<>(entries(copy))).isEqualTo(new HashSet<>(before));
    try (var ours = FlistReader.open(copy, scratch);
        var theirs = FlistReader.open(flist, scratch)) {
      assertThat(ours.metadata()).isEqualTo(theirs.metadata());
    }
  }

  @ParameterizedTest
  @MethodSource("flists")
  void a_reader_leaves_nothing_behind(Path flist) throws Exception {
    try (var reader = FlistReader.open(flist, scratch)) {
      reader.walk(_ -> {});
    }
    try (var files = Files.list(scratch)) {
      assertThat(files).isEmpty();
    }
  }

  private List<Entry> entries(Path flist) throws Exception {
    var entries = new ArrayList<Entry>();
    try (var reader = FlistReader.open(flist, scratch)) {
      reader.walk(entries::add);
    }
    return entries;
  }

  private static byte[] content(Entry entry) throws Exception {
    var content = new byte[(int) entry.size()];
    var file = (Content.File) entry.content();
    int at = 0;
    for (var ref : file.blocks()) {
      var piece = BlockCodec.decode(ref, requireNonNull(blocks.get(ref.hash().toString())));
      System.arraycopy(piece, 0, content, at, piece.length);
      at += file.pieceSize();
    }
    return content;
  }

  /// What both sides know, as text.
  private static String shown(Entry entry) {
    var access = entry.access();
    var kind =
        switch (entry.content()) {
          case Content.Folder _ -> "d";
          case Content.File file -> "- " + file.blocks();
          case Content.Link(var target) -> "l " + Fixtures.text(target);
          case Content.Special _ -> "s";
        };
    return "%o %d %s %d %s size %d times %d %d %s"
        .formatted(
            access.mode(),
            access.uid(),
            access.user(),
            access.gid(),
            access.group(),
            entry.size(),
            entry.modified(),
            entry.changed(),
            kind);
  }

  private static String shown(JsonNode line) {
    var stat = line.get("stat");
    var type = line.get("type_char").stringValue();
    var blocks = new ArrayList<BlockRef>();
    for (var chunk : stat.get("chunks")) {
      blocks.add(
          new BlockRef(
              Hash.ofHex(chunk.get("key").stringValue()),
              Hash.ofHex(chunk.get("decipher").stringValue())));
    }
    var kind =
        switch (type) {
          case "-" -> "- " + blocks;
          case "l" -> "l " + stat.get("linkto").stringValue();
          default -> type;
        };
    return "%o %d %s %d %s size %d times %d %d %s"
        .formatted(
            stat.get("mode").intValue(),
            stat.get("uid").longValue(),
            stat.get("user").stringValue(),
            stat.get("gid").longValue(),
            stat.get("group").stringValue(),
            stat.get("size").longValue(),
            stat.get("modified").longValue(),
            stat.get("created").longValue(),
            kind);
  }

  /// The database of an image.
  private final class Unpacked implements AutoCloseable {
    private final FlistDatabase rows;

    Unpacked(Path flist) throws Exception {
      var database = scratch.resolve("rows.sqlite3");
      FlistArchive.unpack(flist, database);
      rows = FlistDatabase.open(flist, database);
    }

    @Override
    public void close() throws java.io.IOException {
      rows.close();
    }
  }
}
