package io.coredeck.hub.store;

import io.coredeck.flist.FlistReader;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/// The flists that were read last, kept unpacked: who looks at one directory will look at the next.
///
/// Safe for use by several threads, one after the other.
public final class OpenImages implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OpenImages.class.getName());
  private static final int MOST_OPEN = 4;

  private final Path scratch;
  private final LinkedHashMap<String, FlistReader> open = new LinkedHashMap<>();
  private boolean isClosed;

  /// Reads in a flist.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  public interface Reading<T> {
    T read(FlistReader reader) throws IOException;
  }

  /// @param repositories where unpacked databases may be
  public OpenImages(Repositories repositories) {
    this.scratch = repositories.unpacked();
  }

  /// @throws IOException what the reading throws, or if the flist is damaged
  public synchronized <T> T read(Published flist, Reading<T> reading) throws IOException {
    if (isClosed) {
      throw new IOException("the hub is closing");
    }
    var reader = open.remove(flist.md5());
    if (reader == null) {
      makeRoom();
      reader = FlistReader.open(flist.file(), scratch);
    }
    open.put(flist.md5(), reader);
    return reading.read(reader);
  }

  private void makeRoom() throws IOException {
    if (open.size() >= MOST_OPEN) {
      open.pollFirstEntry().getValue().close();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    for (var reader : open.values()) {
      try {
        reader.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "an unpacked image stays behind: {0}", e.getMessage());
      }
    }
    open.clear();
  }
}
