package io.coredeck.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Published images on disk: `REPOSITORY/NAME.flist` is a link to the file named by its own MD5, so
/// that an image and its checksum never disagree, whoever asks while it is replaced.
///
/// Safe for several threads.
final class Shelf {

  static final String NAME_RULE =
      "it must be 1 to 128 letters, digits, '.', '_' or '-', the first a letter or digit";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final String ENDING = ".flist";
  private static final String CONTENT = "content";

  private final Path folder;

  private Shelf(Path folder) {
    this.folder = folder;
  }

  /// @param folder made if absent
  static Shelf open(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(CONTENT));
    Files.createDirectories(folder.resolve("images"));
    return new Shelf(folder);
  }

  /// A published image.
  ///
  /// @param repository whose it is
  /// @param name without ending
  /// @param file its content, which never changes
  /// @param md5 32 hex digits
  /// @param size bytes
  /// @param updated when it was published
  record Image(String repository, String name, Path file, String md5, long size, Instant updated) {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// @return a file to write an image into; {@link #publish} or {@link #discard} it
  Path scratch() {
    return folder.resolve(CONTENT).resolve("new-" + UUID.randomUUID());
  }

  /// Publishes a file under a name, in place of what was there.
  ///
  /// @param file from {@link #scratch}; moved
  Image publish(String repository, String name, Path file) throws IOException {
    var content = folder.resolve(CONTENT).resolve(md5(file) + ENDING);
    Files.move(file, content, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    var home = Files.createDirectories(folder.resolve("images").resolve(repository));
    var fresh = home.resolve("new-" + UUID.randomUUID());
    Files.createSymbolicLink(fresh, home.relativize(content));
    Files.move(fresh, home.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
    return find(repository, name).orElseThrow(() -> new NoSuchFileException(content.toString()));
  }

  void discard(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /// @return empty if there is none, or one of the words is no name
  Optional<Image> find(String repository, String name) throws IOException {
    if (!isName(repository) || !isName(name)) {
      return Optional.empty();
    }
    var link = folder.resolve("images").resolve(repository).resolve(name + ENDING);
    try {
      var file = link.toRealPath();
      var md5 = file.getFileName().toString();
      return Optional.of(
          new Image(
              repository,
              name,
              file,
              md5.substring(0, md5.length() - ENDING.length()),
              Files.size(file),
              Files.getLastModifiedTime(link, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                  .toInstant()));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /// @return their names, sorted
  List<String> repositories() throws IOException {
    try (var homes = Files.list(folder.resolve("images"))) {
      return homes
          .filter(Files::isDirectory)
          .map(home -> home.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /// @return what a repository holds, sorted by name; empty if there is no such repository
  List<Image> images(String repository) throws IOException {
    if (!isName(repository) || !Files.isDirectory(folder.resolve("images").resolve(repository))) {
      return List.of();
    }
    var names = new ArrayList<String>();
    try (var links = Files.list(folder.resolve("images").resolve(repository))) {
      links
          .map(link -> link.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .sorted()
          .forEach(name -> names.add(name.substring(0, name.length() - ENDING.length())));
    }
    var images = new ArrayList<Image>();
    for (var name : names) {
      find(repository, name).ifPresent(images::add);
    }
    return images;
  }

  private static String md5(Path file) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this JDK has no MD5", impossible);
    }
  }
}
