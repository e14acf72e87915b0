package io.coredeck.corex.linux;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.ThreadRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// The directory that programs have as their root, chroot(2). CoreX keeps its own: only the thread
/// that starts programs has the other one, and threads that it would start; so it starts none.
public final class OtherRoot {
  private static final String THREAD = "corex-root";

  /// No class path has it, so all of it is looked through.
  private static final String NOWHERE = "io/coredeck/corex/nowhere";

  private final Path directory;

  /// @param directory absolute
  public OtherRoot(Path directory) {
    this.directory = directory;
  }

  /// @return absolute
  public Path directory() {
    return directory;
  }

  /// Looks whether it can be the root of a thread.
  ///
  /// @throws IllegalArgumentException if not, as one sentence
  public void check() {
    var failure = new CompletableFuture<Integer>();
    Thread.ofPlatform()
        .name(THREAD)
        .daemon()
        .start(() -> failure.complete(ThreadRoot.change(directory.toString())));
    var result = failure.join();
    if (result != 0) {
      throw new IllegalArgumentException(
          "%s cannot be the root of programs: %s".formatted(directory, Libc.message(-result)));
    }
  }

  /// Makes it the root of the calling thread, and of what that starts, for good.
  void enter() {
    openClassPath();
    var result = ThreadRoot.change(directory.toString());
    if (result != 0) {
      throw new IllegalStateException(
          "%s cannot be the root any more: %s".formatted(directory, Libc.message(-result)));
    }
  }

  /// Java opens files of its class path when it needs a class of theirs; in another root they are
  /// not there.
  private static void openClassPath() {
    try {
      var _ = ClassLoader.getSystemResources(NOWHERE).hasMoreElements();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
