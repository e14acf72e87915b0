package io.coredeck.cli.watch;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.stream.Streams.Entry;
import io.coredeck.sdk.GridException;
import java.util.List;

/// Where what containers print and use comes from. Keys of its entries are gwids. Used by one
/// thread.
interface Source extends AutoCloseable {

  /// Called once, before the others.
  ///
  /// @param tail how many of the past of each container
  /// @param follow whether {@link #news} will be asked for
  /// @return those, of each container in order
  List<Entry> past(long tail, boolean follow)
      throws CliException, GridException, InterruptedException;

  /// @return what came since; none if nothing came for two seconds
  List<Entry> news() throws CliException, GridException, InterruptedException;

  /// @return gwids of what was deleted since this was asked last, all of it told
  List<String> gone() throws CliException, GridException, InterruptedException;

  /// @return whether anything may come
  boolean hasMore();

  @Override
  void close();
}
