package io.coredeck.hub;

import io.coredeck.flist.FlistReader;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What flists say of themselves. Remembered for some of them, as reading means unpacking.
///
/// Safe for use by several threads.
final class FlistFacts {
  private static final int MOST_REMEMBERED = 256;
  private static final float LOAD = 0.75f;

  private final Path scratch;
  private final Map<String, Map<String, String>> byMd5 = new Remembered();

  /// @param scratch for unpacked databases while they are read
  FlistFacts(Path scratch) {
    this.scratch = scratch;
  }

  /// @return the flist's table of metadata
  synchronized Map<String, String> metadata(Published flist) throws IOException {
    var known = byMd5.get(flist.md5());
    if (known != null) {
      return known;
    }
    try (var reader = FlistReader.open(flist.file(), scratch)) {
      var read = Map.copyOf(reader.metadata());
      byMd5.put(flist.md5(), read);
      return read;
    }
  }

  /// @return what its readme says; empty if it has none
  String description(Published flist) throws IOException {
    try {
      var readme = Json.tree(metadata(flist).getOrDefault("readme", "{}"));
      var text = readme.isObject() ? readme.member("readme") : readme;
      return text.isText() ? text.text() : "";
    } catch (WireException e) {
      return ""; // anybody may write anything there
    }
  }

  /// Forgets what was not asked for longest.
  private static final class Remembered extends LinkedHashMap<String, Map<String, String>> {
    private static final long serialVersionUID = 1L;

    Remembered() {
      super(MOST_REMEMBERED, LOAD, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }
}
