package io.coredeck.node.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.posix.FileKind;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import io.coredeck.testkit.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every image of the reference tool lies on the disk as that tool says, and so does a container
/// see it.
@Timeout(120)
class ImageFixturesIT {
  private static Scene scene;

  static List<Path> flists() throws Exception {
    return Fixtures.flists();
  }

  @BeforeAll
  static void start() throws Exception {
    scene = new Scene().withFixtureBlocks();
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @ParameterizedTest
  @MethodSource("flists")
  void the_lower_directory_is_the_truth(Path flist) throws Exception {
    var image = scene.images.fetch(Scene.TENANT, scene.hub.publish(flist), "");
    requireTruth(flist, image.lower());
  }

  @ParameterizedTest
  @MethodSource("flists")
  void a_container_sees_the_truth(Path flist) throws Exception {
    var image = scene.images.fetch(Scene.TENANT, scene.hub.publish(flist), "");
    var writable = Files.createTempDirectory(scene.directory, "writable");
    var root = scene.images.mountRoot("1-1", image, writable);
    try {
      requireTruth(flist, root);
    } finally {
      scene.images.unmountRoot("1-1");
    }
  }

  private static void requireTruth(Path flist, Path root) throws Exception {
    var wanted = new TreeSet<RawPath>();
    var faults = new ArrayList<String>();
    for (var line : Fixtures.lines(Fixtures.truth(flist, "stat.jsonl"))) {
      var hex = line.get("path_hex").stringValue().substring(2); // without the slash
      var path = RawPath.of(HexFormat.of().parseHex(hex));
      if (!line.get("type_char")
          .stringValue()
          .equals("s")) { // see FLIST: all specials are "socket"
        wanted.add(path);
        var is = is(root, path, line);
        var must = must(line);
        if (!is.equals(must)) {
          faults.add("%s: is %s, must be %s".formatted(path, is, must));
        }
      }
    }
    assertThat(faults).isEmpty();
    try (var directory = OpenDirectory.open(root)) {
      assertThat(new TreeSet<>(Scene.below(directory))).isEqualTo(wanted);
    }
  }

  private static String must(JsonNode line) {
    var stat = line.get("stat");
    var owner = "%d:%d".formatted(stat.get("uid").longValue(), stat.get("gid").longValue());
    var time = stat.get("modified").longValue();
    return switch (line.get("type_char").stringValue()) {
      case "l" -> "link %s %d to %s".formatted(owner, time, stat.get("linkto").stringValue());
      case "d" -> "directory %s %d %o".formatted(owner, time, stat.get("mode").intValue());
      default ->
          "file %s %d %o %d %s"
              .formatted(
                  owner,
                  time,
                  stat.get("mode").intValue(),
                  stat.get("size").longValue(),
                  line.has("sha256") ? line.get("sha256").stringValue() : "");
    };
  }

  private static String is(Path root, RawPath path, JsonNode line) throws Exception {
    return requireNonNull(
        Scene.at(
            root,
            path,
            (directory, name) -> {
              var status = directory.status(name);
              var owner = status.uid() + ":" + status.gid() + " " + status.modified();
              if (status.kind() == FileKind.LINK) {
                return "link %s to %s".formatted(owner, Fixtures.text(directory.readLink(name)));
              }
              var mode = Integer.toOctalString(status.permissions());
              if (status.kind() == FileKind.DIRECTORY) {
                return "directory %s %s".formatted(owner, mode);
              }
              return "file %s %s %d %s"
                  .formatted(
                      owner,
                      mode,
                      status.size(),
                      line.has("sha256")
                          ? sha256(directory, name, line.get("content_len").longValue())
                          : "");
            }));
  }

  /// @param length what the reference tool gets out of the file; less than its size where its
  ///   writer lost the last block
  private static String sha256(OpenDirectory directory, RawPath name, long length)
      throws java.io.IOException {
    try (var in =
        new DigestInputStream(directory.read(name), MessageDigest.getInstance("SHA-256"))) {
      in.readNBytes((int) length);
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
