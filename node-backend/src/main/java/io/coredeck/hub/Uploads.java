package io.coredeck.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// How far uploads are, for callers who named theirs: those under way and the last ones.
///
/// Safe for use by several threads.
final class Uploads {

  /// Header by which a caller names an upload: 32 hex digits that nobody else knows.
  static final String HEADER = "X-Upload-Id";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final int MOST = 64;

  private final Map<String, Upload> byId = new LinkedHashMap<>(); // guarded by this

  /// Where an upload is.
  enum Step {
    TAKING,
    WRITING,
    DONE,
    FAILED
  }

  /// One upload. Its thread writes, others look.
  static final class Upload {
    private final AtomicLong bytes = new AtomicLong();
    private volatile Step step = Step.TAKING;
    private volatile String message = "";

    long bytes() {
      return bytes.get();
    }

    Step step() {
      return step;
    }

    /// @return why it failed; empty if it did not
    String message() {
      return message;
    }

    void writing() {
      step = Step.WRITING;
    }

    void done() {
      step = Step.DONE;
    }

    void failed(String why) {
      message = why;
      step = Step.FAILED;
    }

    /// @return the same stream, counted
    InputStream counted(InputStream in) {
      return new Counted(in);
    }

    private final class Counted extends FilterInputStream {
      Counted(InputStream in) {
        super(in);
      }

      @Override
      public int read() throws IOException {
        var one = super.read();
        if (one >= 0) {
          bytes.incrementAndGet();
        }
        return one;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        var count = super.read(target, offset, length);
        if (count > 0) {
          bytes.addAndGet(count);
        }
        return count;
      }
    }
  }

  /// @param id what the caller calls it; kept only if it is one
  synchronized Upload begin(Optional<String> id) {
    var upload = new Upload();
    if (id.filter(name -> ID.matcher(name).matches()).isPresent()) {
      byId.put(id.get(), upload);
      if (byId.size() > MOST) {
        byId.remove(byId.keySet().iterator().next());
      }
    }
    return upload;
  }

  synchronized Optional<Upload> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
