package io.coredeck.node.image;

import io.coredeck.blocks.BlockSources;
import io.coredeck.blocks.BlockStore;
import io.coredeck.flist.Content;
import io.coredeck.flist.DamagedFlistException;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistReader;
import io.coredeck.flist.block.BlockRef;
import io.coredeck.flist.block.DamagedBlockException;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import io.coredeck.node.reach.Pace;
import io.coredeck.node.reach.Reach;
import io.coredeck.node.reach.WebException;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Whole images by the md5 of their flist. One is there complete or not at all: it is made aside,
/// put safely on the disk, and moved into place.
///
/// Safe for use by several threads.
final class ImageStore {
  private static final String LOWER = "lower";
  private static final String FRESH = "files";
  private static final int PARALLEL_BLOCKS = 16;

  /// What a block counts at least when it is judged how fast they come: one a second is enough.
  private static final long LEAST_OF_A_BLOCK = Pace.LEAST_PER_SECOND;

  private static final Duration SYNC_LIMIT = Duration.ofMinutes(5);

  private final Path images;
  private final Path scratch;
  private final BlockStore usual;
  private final BlockFiles blocks;
  private final FileStore files;
  private final Host host;
  private final long memory;
  private final Reach reach;
  private final AtomicLong taken = new AtomicLong();

  /// @param directory of all that images share
  /// @param scratch emptied already
  /// @param memory bytes that the lists of the images being made may take together, roughly
  /// @param reach where the stores may be that tenants name
  ImageStore(Path directory, Path scratch, BlockStore usual, Host host, long memory, Reach reach)
      throws IOException {
    this.images = Files.createDirectories(directory.resolve("images"));
    this.scratch = scratch;
    this.usual = usual;
    this.blocks = new BlockFiles(Files.createDirectories(directory.resolve("blocks")), scratch);
    this.files = new FileStore(Files.createDirectories(directory.resolve("files")), blocks);
    this.host = host;
    this.memory = memory;
    this.reach = reach;
  }

  /// @return the image if it is here
  Optional<Image> find(String md5) {
    var lower = images.resolve(md5).resolve(LOWER);
    return Files.isDirectory(lower) ? Optional.of(new Image(md5, lower)) : Optional.empty();
  }

  /// Fetches what is missing and lays the image out.
  ///
  /// @param storageUrl of the reservation
  /// @param tenant whose reservation it is
  Image make(FlistDownload.Downloaded flist, String storageUrl, long tenant)
      throws IOException, InterruptedException {
    try (var listed = new Listed()) {
      final Map<String, String> metadata;
      try (var reader = FlistReader.open(flist.file(), scratch)) {
        reader.walk(listed::add);
        metadata = reader.metadata();
      }
      try (var sources = sources(storageUrl, metadata, tenant)) {
        return make(flist.md5(), listed.entries, sources);
      }
    }
  }

  private Image make(String md5, List<Entry> listed, BlockSources sources)
      throws IOException, InterruptedException {
    var aside = Files.createTempDirectory(scratch, "image");
    try {
      var entries = Owners.resolve(listed, blocks, sources);
      fetch(entries, sources);
      layOut(md5, entries, aside);
    } finally {
      remove(aside);
    }
    return find(md5)
        .orElseThrow(() -> new DamagedFlistException("image %s is gone".formatted(md5)));
  }

  /// What is in an image. All of it is in memory, and an image is made by whoever likes.
  private final class Listed implements AutoCloseable {
    private static final long ENTRY_BYTES = 250;
    private static final long BLOCK_BYTES = 200;

    private final List<Entry> entries = new ArrayList<>();
    private long weight;

    void add(Entry entry) throws ImageException {
      var bytes =
          ENTRY_BYTES
              + entry.path().length()
              + switch (entry.content()) {
                case Content.File file -> BLOCK_BYTES * file.blocks().size();
                case Content.Link(var target) -> target.length();
                case Content.Folder _, Content.Special _ -> 0;
              };
      weight += bytes;
      if (taken.addAndGet(bytes) > memory) {
        throw new ImageException(
            "the list of its files, at the %dth, takes more than the %d MiB of memory this node has for such lists; use an image of fewer files, or try again when fewer images are fetched"
                .formatted(entries.size(), memory >> 20));
      }
      entries.add(entry);
    }

    @Override
    public void close() {
      taken.addAndGet(-weight);
    }
  }

  private BlockSources sources(String storageUrl, Map<String, String> metadata, long tenant)
      throws ImageException {
    try {
      return BlockSources.of(
          usual,
          storageUrl,
          metadata,
          (host, port) -> reach.addresses(host, port, tenant).getFirst());
    } catch (IllegalArgumentException e) {
      throw new ImageException(String.valueOf(e.getMessage()), e);
    }
  }

  private void layOut(String md5, List<Entry> entries, Path aside)
      throws IOException, InterruptedException {
    var batch = files.batch(Files.createDirectory(aside.resolve(FRESH)));
    var image = Files.createDirectory(aside.resolve("image"));
    Layout.make(image, LOWER, entries, batch);
    host.run(Command.of("/bin/sync", "-f", image.toString()).within(SYNC_LIMIT));
    batch.publish();
    try {
      Files.move(image, images.resolve(md5), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (find(md5).isEmpty()) { // else who asked another store was faster
        throw e;
      }
    }
  }

  /// Every block once, some at a time; the first that cannot be had ends it.
  private void fetch(List<Entry> entries, BlockSources sources)
      throws IOException, InterruptedException {
    var wanted = new HashMap<BlockRef, Entry>();
    for (var entry : entries) {
      if (entry.content() instanceof Content.File file && entry.size() > 0 && !files.has(entry)) {
        file.blocks().forEach(ref -> wanted.putIfAbsent(ref, entry));
      }
    }
    var queue = new ConcurrentLinkedQueue<>(wanted.entrySet());
    var pace = new Pace();
    try (var workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("block-", 0).factory())) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < Math.min(PARALLEL_BLOCKS, wanted.size()); i++) {
        running.add(workers.submit(() -> drain(queue, sources, pace)));
      }
      try {
        for (var one : running) {
          one.get();
        }
      } catch (ExecutionException e) {
        throw asIoException(e.getCause());
      } finally {
        queue.clear();
        workers.shutdownNow();
      }
    }
  }

  private Void drain(Queue<Map.Entry<BlockRef, Entry>> queue, BlockSources sources, Pace pace)
      throws IOException, InterruptedException {
    try {
      for (var next = queue.poll(); next != null; next = queue.poll()) {
        fetch(next.getKey(), next.getValue(), sources, pace);
      }
      return null;
    } catch (IOException | RuntimeException e) {
      queue.clear(); // the others need not go on
      throw e;
    }
  }

  private void fetch(BlockRef ref, Entry file, BlockSources sources, Pace pace)
      throws IOException, InterruptedException {
    try {
      var piece = blocks.fetch(ref, sources);
      pace.came(Math.max(Files.size(piece), LEAST_OF_A_BLOCK));
    } catch (DamagedBlockException | WebException e) {
      throw new ImageException("file /%s: %s".formatted(file.path(), e.getMessage()), e);
    }
  }

  private static IOException asIoException(@org.jspecify.annotations.Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case null, default -> new IOException("fetching blocks failed", cause);
    };
  }

  private void remove(Path aside) throws IOException {
    try (var parent = OpenDirectory.open(scratch)) {
      parent.remove(RawPath.of(aside.getFileName().toString()));
    }
  }
}
