package io.coredeck.node.image;

import io.coredeck.blocks.BlockStore;
import io.coredeck.flist.DamagedFlistException;
import io.coredeck.node.host.Host;
import io.coredeck.node.reach.Reach;
import io.coredeck.node.turn.Places;
import io.coredeck.posix.OpenDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// The images of a node and the containers' roots on top of them.
///
/// After a restart everything is found again. Safe for use by several threads; one program at a
/// time uses a directory.
public final class Images implements AutoCloseable {
  /// Only the way to the containers' roots is open to others.
  private static final String WAY_MODE = "rwx--x--x";

  private static final String PRIVATE_MODE = "rwx------";

  /// Of the memory this program has, what the lists of images may take while they are made.
  private static final long LISTS = Runtime.getRuntime().maxMemory() / 5 * 2;

  /// Fetches at once, of all tenants and of one; more wait for their turn.
  private static final int MOST_FETCHES = 32;

  private static final int MOST_FETCHES_EACH = 8;

  private final FileChannel lock;
  private final FlistDownload download;
  private final ImageStore store;
  private final Roots roots;
  private final Places fetching = new Places(MOST_FETCHES, MOST_FETCHES_EACH);
  private final SingleFlight<Wish, Image> fetches = new SingleFlight<>();

  /// By md5 and the store that is asked besides: nobody waits for the store of somebody else.
  private final SingleFlight<List<String>, Image> making = new SingleFlight<>();

  /// Who wants what; two tenants may reach different servers by the same names.
  private record Wish(long tenant, String flistUrl, String storageUrl) {}

  private Images(FileChannel lock, FlistDownload download, ImageStore store, Roots roots) {
    this.lock = lock;
    this.download = download;
    this.store = store;
    this.roots = roots;
  }

  /// @param directory made if absent
  /// @param defaultBlocks where blocks are looked for first; not closed with this
  /// @param reach where flists and blocks may come from that tenants name; not closed with this
  /// @throws IOException if another program uses the directory, or it cannot be used
  public static Images open(Path directory, BlockStore defaultBlocks, Host host, Reach reach)
      throws IOException {
    var real = made(directory, WAY_MODE).toRealPath();
    var lock = lock(real.resolve("lock"));
    try {
      var scratch = made(real.resolve("unfinished"), PRIVATE_MODE);
      empty(scratch);
      var shared = made(real.resolve("shared"), PRIVATE_MODE);
      var flists = made(real.resolve("flists"), PRIVATE_MODE);
      return new Images(
          lock,
          FlistDownload.start(flists, scratch, reach),
          new ImageStore(shared, scratch, defaultBlocks, host, LISTS, reach),
          new Roots(made(real.resolve("roots"), WAY_MODE), host));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static Path made(Path directory, String mode) throws IOException {
    Files.createDirectories(directory);
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
  }

  private static FileChannel lock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException(file + ": this program uses the directory already", e);
    }
    channel.close();
    throw new IOException(file + ": another program uses the directory; stop it first");
  }

  /// What a sudden end left half made.
  private static void empty(Path scratch) throws IOException {
    try (var open = OpenDirectory.open(scratch)) {
      for (var name : open.list()) {
        open.remove(name);
      }
    }
  }

  /// Brings an image to this node, unless it is here. What one tenant wants several times at the
  /// same time is fetched once. Waits for a place among all fetches.
  ///
  /// @param tenant id of the user for whom it is
  /// @param flistUrl e.g. `http://hub/demo/busybox.flist`
  /// @param storageUrl where its blocks may be beside the default store: empty, `zdb://host:port`,
  ///   or the web address of a hub, whose blocks the default store has
  /// @return the image, whole
  /// @throws ImageException if it cannot be had; the message says why
  public Image fetch(long tenant, String flistUrl, String storageUrl)
      throws ImageException, InterruptedException {
    var uri = FlistDownload.uri(flistUrl);
    try {
      return fetches.run(
          new Wish(tenant, flistUrl, storageUrl),
          () -> {
            try (var _ = fetching.take(tenant)) {
              return fetched(tenant, uri, storageUrl);
            }
          });
    } catch (DamagedFlistException e) {
      throw new ImageException("%s is damaged: %s".formatted(flistUrl, e.getMessage()), e);
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException("%s: cannot be laid out: %s".formatted(flistUrl, e.getMessage()), e);
    }
  }

  private Image fetched(long tenant, URI uri, String storageUrl)
      throws IOException, InterruptedException {
    var md5 = download.md5(uri, tenant);
    var here = md5.flatMap(store::find);
    if (here.isPresent()) {
      return here.get();
    }
    var flist = download.flist(uri, md5, tenant);
    return making.runOrTry(
        List.of(flist.md5(), storageUrl),
        () -> {
          var made = store.find(flist.md5());
          return made.isPresent() ? made.get() : store.make(flist, storageUrl, tenant);
        });
  }

  /// Puts a container's root together; one that is there already stays.
  ///
  /// @param gwid of the container
  /// @param writable directory that gets what the container writes, on one file system
  /// @return the root
  public Path mountRoot(String gwid, Image image, Path writable) throws ImageException {
    return roots.mount(gwid, image, writable);
  }

  /// Takes a container's root apart; one that is not there is fine. What the container wrote stays
  /// in its writable directory.
  public void unmountRoot(String gwid) throws ImageException {
    roots.unmount(gwid);
  }

  /// @return the containers whose root is there, also those of a run before
  public Set<String> mountedRoots() throws ImageException {
    return roots.mounted();
  }

  /// Ends downloads. Roots stay mounted. Calling it again does nothing.
  @Override
  public void close() throws IOException {
    download.close();
    lock.close();
  }
}
