package io.coredeck.explorer.store;

import java.util.Set;
import java.util.function.Consumer;

/// The explorer's records. Safe for many threads.
public interface Store extends AutoCloseable {

  /// @param url `jdbc:sqlite:FILE`; the file is made if it is missing, its folder must exist
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

  /// @param listener called after each write that added or changed workloads, with their ids, once
  ///   it is durable; it must return at once. Replaces the one before
  void onChange(Consumer<Set<Long>> listener);

  /// @param listener called after each write that added to what people did, once it is durable; it
  ///   must return at once. Replaces the one before
  void onAudit(Runnable listener);

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
