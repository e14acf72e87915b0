package io.coredeck.hub.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The published flists on disk: files named by their md5, and in each repository links to them. A
/// link is replaced at once, so whoever reads sees one version or the other, and its md5 is its
/// name.
///
/// Safe for use by several threads.
public final class Repositories {
  public static final String SUFFIX = ".flist";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern FLIST = Pattern.compile("([0-9a-f]{32})\\.flist");

  private final Path flists;
  private final Path repositories;
  private final Path scratch;
  private final Path unpacked;
  private final Path facts;

  private Repositories(Path flists, Path repositories, Path scratch, Path unpacked, Path facts) {
    this.flists = flists;
    this.repositories = repositories;
    this.scratch = scratch;
    this.unpacked = unpacked;
    this.facts = facts;
  }

  /// Clears away what a sudden end left, and flists nobody refers to any more.
  ///
  /// @param storage made if absent
  public static Repositories open(Path storage) throws IOException {
    var opened =
        new Repositories(
            Files.createDirectories(storage.resolve("flists")),
            Files.createDirectories(storage.resolve("repositories")),
            Files.createDirectories(storage.resolve("unfinished")),
            Files.createDirectories(storage.resolve("unpacked")),
            Files.createDirectories(storage.resolve("facts")));
    empty(opened.scratch);
    empty(opened.unpacked);
    opened.removeUnused();
    return opened;
  }

  private static void empty(Path directory) throws IOException {
    try (var left = Files.list(directory)) {
      for (var file : left.toList()) {
        Files.delete(file);
      }
    }
  }

  /// @return whether this can name a repository or, with its suffix, a flist
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// @return a directory for what is not finished, on the same file system
  public Path scratch() {
    return scratch;
  }

  /// @return a directory for flists that are open
  Path unpacked() {
    return unpacked;
  }

  /// @return a directory for what is known of flists, by their md5
  Path facts() {
    return facts;
  }

  /// @return the repositories' names, sorted
  public List<String> names() throws IOException {
    try (var found = Files.list(repositories)) {
      return found.filter(Files::isDirectory).map(Repositories::name).sorted().toList();
    }
  }

  /// @return when a repository last changed; empty if there is none of this name
  public Optional<Instant> updated(String repository) throws IOException {
    if (!isName(repository)) {
      return Optional.empty();
    }
    var directory = repositories.resolve(repository);
    return Files.isDirectory(directory)
        ? Optional.of(Files.getLastModifiedTime(directory).toInstant())
        : Optional.empty();
  }

  /// @return the flists of a repository, sorted by name; none if there is no such repository
  public List<Published> flists(String repository) throws IOException {
    if (updated(repository).isEmpty()) {
      return List.of();
    }
    try (var found = Files.list(repositories.resolve(repository))) {
      var published = new ArrayList<Published>();
      for (var name : found.map(Repositories::name).sorted().toList()) {
        find(repository, name).ifPresent(published::add);
      }
      return published;
    }
  }

  /// @param name with or without `.flist` at the end
  public Optional<Published> find(String repository, String name) throws IOException {
    var full = name.endsWith(SUFFIX) ? name : name + SUFFIX;
    if (!isName(repository) || !isName(full)) {
      return Optional.empty();
    }
    var link = repositories.resolve(repository).resolve(full);
    try {
      var md5 = FLIST.matcher(name(Files.readSymbolicLink(link)));
      if (!md5.matches()) {
        return Optional.empty();
      }
      var file = flists.resolve(md5.group());
      var updated = Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toInstant();
      return Optional.of(new Published(full, file, md5.group(1), Files.size(file), updated));
    } catch (NoSuchFileException | java.nio.file.NotLinkException e) {
      return Optional.empty();
    }
  }

  /// Publishes a flist, in place of the one before. The same one again changes nothing.
  ///
  /// @param name without `.flist`
  /// @param finished a flist in {@link #scratch()}; moved away
  /// @param isNew whether none may be there before
  /// @return it; empty if there is one that must stay
  public synchronized Optional<Published> publish(
      String repository, String name, Path finished, boolean isNew) throws IOException {
    var md5 = md5(finished);
    var before = find(repository, name);
    if (isNew && before.isPresent()) {
      Files.delete(finished);
      return Optional.empty();
    }
    if (before.isPresent() && before.get().md5().equals(md5)) {
      Files.delete(finished);
      return before;
    }
    try (var channel = FileChannel.open(finished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    var file = flists.resolve(md5 + SUFFIX);
    Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    link(repository, name, md5);
    return Optional.of(published(repository, name));
  }

  /// Publishes a flist that is there under one more name.
  ///
  /// @param name without `.flist`
  /// @return it; empty if something has that name
  public synchronized Optional<Published> copy(Published flist, String repository, String name)
      throws IOException {
    if (find(repository, name).isPresent()) {
      return Optional.empty();
    }
    link(repository, name, flist.md5());
    return Optional.of(published(repository, name));
  }

  /// Takes a name away. The file stays for those who read it, until the next start.
  ///
  /// @return whether there was one of that name
  public synchronized boolean delete(String repository, String name) throws IOException {
    var found = find(repository, name);
    return found.isPresent()
        && Files.deleteIfExists(repositories.resolve(repository).resolve(found.get().name()));
  }

  private void link(String repository, String name, String md5) throws IOException {
    var directory = Files.createDirectories(repositories.resolve(repository));
    var link = scratch.resolve(md5 + ".link");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, Path.of("../../flists").resolve(md5 + SUFFIX));
    Files.move(
        link,
        directory.resolve(name + SUFFIX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private Published published(String repository, String name) throws IOException {
    return find(repository, name)
        .orElseThrow(() -> new IOException("%s/%s is gone again".formatted(repository, name)));
  }

  private void removeUnused() throws IOException {
    var used = new HashSet<Path>();
    for (var repository : names()) {
      flists(repository).forEach(flist -> used.add(flist.file()));
    }
    try (var all = Files.list(flists)) {
      for (var file : all.filter(file -> !used.contains(file)).toList()) {
        Files.delete(file);
      }
    }
    try (var known = Files.list(facts)) {
      for (var file : known.toList()) {
        var flist = name(file).replace(FlistFacts.SUFFIX, SUFFIX);
        if (!used.contains(flists.resolve(flist))) {
          Files.delete(file);
        }
      }
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String md5(Path file) throws IOException {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
