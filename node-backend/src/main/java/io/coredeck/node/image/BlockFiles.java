package io.coredeck.node.image;

import io.coredeck.blocks.BlockSources;
import io.coredeck.flist.block.BlockRef;
import io.coredeck.flist.block.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Pieces of files on the node's disk, plain, each in a file named by its hash. Shared by all
/// images.
///
/// A piece that is there is checked before it is used: a loss of power may have damaged it. Safe
/// for use by several threads.
final class BlockFiles {
  private final Path directory;
  private final Path scratch;

  /// @param scratch on the same file system, for what is not whole yet
  BlockFiles(Path directory, Path scratch) {
    this.directory = directory;
    this.scratch = scratch;
  }

  /// @return where the piece is once it is there
  Path path(BlockRef ref) {
    var key = ref.key().toString();
    return directory.resolve(key.substring(0, 2)).resolve(key);
  }

  /// Sees to it that the piece is there; from the sources if it is not. Two images that want the
  /// same one at the same time both fetch it: neither waits for the other's sources.
  ///
  /// @return where it is
  Path fetch(BlockRef ref, BlockSources sources) throws IOException, InterruptedException {
    return isThere(ref) ? path(ref) : fetched(ref, sources);
  }

  private boolean isThere(BlockRef ref) throws IOException {
    try {
      return Hash.ofContent(Files.readAllBytes(path(ref))).equals(ref.key());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path fetched(BlockRef ref, BlockSources sources)
      throws IOException, InterruptedException {
    var piece = sources.piece(ref);
    var unfinished = Files.createTempFile(scratch, "block", "");
    try {
      Files.write(unfinished, piece);
      var path = path(ref);
      Files.createDirectories(path.getParent());
      Files.move(
          unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return path;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
