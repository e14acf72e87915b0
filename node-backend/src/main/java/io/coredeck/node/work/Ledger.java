package io.coredeck.node.work;

import io.coredeck.model.Reservation;
import io.coredeck.node.host.RecordFolder;
import io.coredeck.node.host.RecordFolder.Lasting;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What this node has brought up, on disk: the agent finds it again after a restart.
///
/// One record for each workload; a second folder notes containers that were removed while the
/// explorer could not be told. Safe for several threads as long as one workload is written by one
/// thread at a time.
public final class Ledger {

  private static final System.Logger LOG = System.getLogger(Ledger.class.getName());
  private static final String RESERVATION = "reservation";

  private final RecordFolder live;
  private final RecordFolder gone;

  private Ledger(RecordFolder live, RecordFolder gone) {
    this.live = live;
    this.gone = gone;
  }

  /// @param folder made if absent
  public static Ledger open(Path folder) throws IOException {
    return new Ledger(
        RecordFolder.open(folder.resolve("live"), Lasting.POWER),
        RecordFolder.open(folder.resolve("gone"), Lasting.POWER));
  }

  /// Notes a workload that is up, with the result that was reported for it.
  public void put(Reservation up) throws IOException {
    live.write(up.gwid(), Map.of(RESERVATION, Json.write(up)));
  }

  /// @return empty if no such workload is up here
  public Optional<Reservation> get(String gwid) throws IOException {
    return live.read(gwid).map(fields -> Json.reservation(fields.getOrDefault(RESERVATION, "{}")));
  }

  /// @return id of the user whose the workload is; 0 if it is not up here, or cannot be read
  public long owner(String gwid) {
    try {
      return get(gwid).map(Reservation::customerTid).orElse(0L);
    } catch (IOException e) {
      LOG.log(Level.WARNING, gwid + ": whose it is cannot be read", e);
      return 0;
    }
  }

  /// Forgets a workload, and that it was gone.
  public void remove(String gwid) throws IOException {
    live.delete(gwid);
    gone.delete(gwid);
  }

  /// Notes that a container was removed and the explorer is still to be told.
  public void markGone(String gwid) throws IOException {
    gone.write(gwid, Map.of());
    live.delete(gwid);
  }

  /// @return what was removed and is still to be told
  public Set<String> gone() throws IOException {
    return gone.names();
  }

  /// @return everything that is up, by gwid
  public Map<String, Reservation> all() throws IOException {
    var found = new TreeMap<String, Reservation>();
    for (var gwid : live.names()) {
      get(gwid).ifPresent(reservation -> found.put(gwid, reservation));
    }
    return found;
  }
}
