package io.coredeck.explorer.store;

import io.coredeck.model.Reservation;
import java.util.Set;
import java.util.function.Consumer;

/// The explorer's records. Safe for many threads.
public interface Store extends AutoCloseable {

  /// @param url as {@link io.coredeck.explorer.store.database.DatabaseUrl#of} takes it; a SQLite
  ///   file is made if it is missing, its folder must exist
  /// @return the store, its schema up to date
  /// @throws StoreException if it cannot be opened, or a newer version has written it
  static Store open(String url) throws StoreException {
    return SqlStore.open(url);
  }

  /// Runs a piece of work that sees one state of the records.
  ///
  /// @throws StoreException if the store cannot do it
  /// @throws InterruptedException if the caller was interrupted while it waited for its turn
  <T> T read(Work<Reading, T> work) throws StoreException, InterruptedException;

  /// Runs a piece of work that changes records, alone. When this returns the change is durable; if
  /// the work throws, nothing has changed.
  ///
  /// @throws StoreException if the store cannot do it
  /// @throws InterruptedException if the caller was interrupted while it waited; the work may still
  ///   be done
  <T> T write(Work<Writing, T> work) throws StoreException, InterruptedException;

  /// @param listener called after each write that added or changed workloads, here or in another
  ///   explorer, with their ids, once it is durable; with none if others may have changed something
  ///   without a word. It must return at once and not fail. Those before are told as well
  void onChange(Consumer<Set<Long>> listener);

  /// @param listener called after each write that added to what people did, or may have, once it is
  ///   durable; it must return at once. Replaces the one before
  void onAudit(Runnable listener);

  /// @param listener told what other explorers did to the queues of nodes. Replaces the one before
  void onQueue(QueueListener listener);

  /// @param witness sees each workload that this explorer adds or changes, in the transaction that
  ///   does it. Replaces the one before
  void onWorkload(Witness witness);

  /// Sees workloads before they are written.
  @FunctionalInterface
  interface Witness {

    /// Sees nothing.
    Witness NOBODY = (_, _, _) -> {};

    /// What it writes is durable together with the change, or not at all. If it fails, so does the
    /// change.
    ///
    /// @param records without the change: the workload is as it was before, or not there
    /// @param workload as it is to be
    /// @param change the change's number
    void sees(Writing records, Reservation workload, long change);
  }

  /// Hears what other explorers did to the queues of nodes, once it is durable. Its methods must
  /// return at once.
  interface QueueListener {

    /// A workload was put into a node's queue.
    void announce(String nodeId, long workloadId);

    /// A workload was taken out of a node's queue.
    void answered(String nodeId, long workloadId);

    /// Nobody knows what happened to the queues.
    void announceAll();
  }

  /// Waits up to 10 seconds for the work in hand. Calling it again does nothing.
  @Override
  void close();

  /// A piece of work on the records. Keeps nothing it was given.
  @FunctionalInterface
  interface Work<A, T> {

    /// @return what the caller wants to know
    T on(A records);
  }
}
