package io.coredeck.node.volume;

import io.coredeck.model.Volume;
import io.coredeck.node.host.RecordFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/// The volumes of this node by their gwid: a directory in the {@link Storage} each, and a record of
/// whose it is.
///
/// Both outlive the agent and the machine's loss of power. Different volumes may be used by several
/// threads at once.
public final class Volumes {
  private static final String PREFIX = "vol-";

  private final RecordFolder records;
  private final Storage storage;

  private Volumes(RecordFolder records, Storage storage) {
    this.records = records;
    this.storage = storage;
  }

  /// @param folder where the records are; made if absent
  /// @param storage where the data is
  public static Volumes open(Path folder, Storage storage) throws IOException {
    return new Volumes(RecordFolder.open(folder, RecordFolder.Lasting.POWER), storage);
  }

  /// Makes a volume. One that is there keeps its data and gets the size.
  ///
  /// @param owner id of the user it belongs to
  /// @return where its data is
  /// @throws StorageException if it is larger than the storage, or another user's
  public Path create(String gwid, long owner, Volume volume)
      throws IOException, InterruptedException {
    var known = find(gwid);
    if (known.isPresent() && known.get().owner() != owner) {
      throw notOwner(gwid, owner);
    }
    var path = storage.create(PREFIX + gwid, volume.size());
    records.write(gwid, new StoredVolume(owner, volume.size(), volume.diskType()).fields());
    return path;
  }

  /// Deletes a volume and its data; an unknown one is fine.
  public void delete(String gwid) throws IOException, InterruptedException {
    storage.delete(PREFIX + gwid);
    records.delete(gwid);
  }

  /// @return the gwids of all volumes
  public SortedSet<String> gwids() throws IOException {
    return records.names();
  }

  /// @return what is known of the volume; empty if there is none
  public Optional<StoredVolume> find(String gwid) throws IOException {
    var fields = records.read(gwid);
    try {
      return fields.map(StoredVolume::of);
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "record of volume %s is damaged (%s); delete the volume".formatted(gwid, e.getMessage()),
          e);
    }
  }

  /// @param gwid as it stands in the reservation of a container; may be anything
  /// @param user id of the user who wants to use it
  /// @return where its data is
  /// @throws StorageException if there is no such volume on this node, or it is another user's
  public Path path(String gwid, long user) throws IOException {
    if (owner(gwid) != user) {
      throw notOwner(gwid, user);
    }
    return storage
        .find(PREFIX + gwid)
        .orElseThrow(() -> unknown(gwid, "its data is not in the storage of this node"));
  }

  private long owner(String gwid) throws IOException {
    try {
      return find(gwid).orElseThrow(() -> unknown(gwid, "not found on this node")).owner();
    } catch (IllegalArgumentException e) {
      throw unknown(gwid, "the ID must look like 12-1");
    }
  }

  private static StorageException unknown(String gwid, String why) {
    return new StorageException(
        "failed to retrieve the owner of volume %s: %s".formatted(gwid, why));
  }

  private static StorageException notOwner(String gwid, long user) {
    return new StorageException(
        "cannot use volume %s, user %d is not the owner of it".formatted(gwid, user));
  }
}
