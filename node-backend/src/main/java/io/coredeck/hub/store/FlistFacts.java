package io.coredeck.hub.store;

import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/// What flists say of themselves. Their summaries are kept on disk, as making one means reading the
/// whole flist: once in its life.
///
/// Safe for use by several threads.
public final class FlistFacts {

  /// Of the files with summaries.
  static final String SUFFIX = ".json";

  private static final System.Logger LOG = System.getLogger(FlistFacts.class.getName());
  private static final int MOST_REMEMBERED = 4096;

  private final Path folder;
  private final Path scratch;
  private final OpenImages images;
  private final Map<String, Summary> byMd5 = new Lately<>(MOST_REMEMBERED);

  /// @param images opens flists
  public FlistFacts(Repositories repositories, OpenImages images) {
    this.folder = repositories.facts();
    this.scratch = repositories.scratch();
    this.images = images;
  }

  /// @return the flist's table of metadata
  public Map<String, String> metadata(Published flist) throws IOException {
    return images.read(flist, reader -> reader.metadata());
  }

  /// @return what a list tells of it
  public synchronized Summary summary(Published flist) throws IOException {
    var known = byMd5.get(flist.md5());
    if (known != null) {
      return known;
    }
    var file = folder.resolve(flist.md5() + SUFFIX);
    var summary = kept(file);
    if (summary.isEmpty()) {
      summary = Optional.of(images.read(flist, Summary::of));
      keep(file, summary.get());
    }
    byMd5.put(flist.md5(), summary.get());
    return summary.get();
  }

  private static Optional<Summary> kept(Path file) throws IOException {
    try {
      return Optional.of(Summary.read(Files.readString(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (WireException e) {
      LOG.log(Level.WARNING, "{0}: {1}; it is made anew", file, e.getMessage());
      return Optional.empty();
    }
  }

  private void keep(Path file, Summary summary) throws IOException {
    var fresh = Files.createTempFile(scratch, "facts", SUFFIX);
    Files.writeString(fresh, Json.writeTree(summary.members()));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
