package io.coredeck.sdk.zos;

import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.DraftClient;
import io.coredeck.sdk.search.SearchClient;
import java.net.URI;

/// The grid in the words of the original's Python SDK.
///
/// {@snippet file="io/coredeck/sdk/zos/OriginalExampleTest.java" region="example"}
///
/// May be used by many threads. Calls throw {@link GridException} if the explorer refuses them or
/// does not answer within 30 seconds.
public final class Zos implements AutoCloseable {

  private final GridClient grid;
  private final SearchClient lists;
  private final Background background = new Background();
  private final Workloads workloads;

  private Zos(GridClient grid, SearchClient lists) {
    this.grid = grid;
    this.lists = lists;
    this.workloads = new Workloads(grid, lists, background);
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of the user
  /// @param tid the user's id
  public static Zos connect(URI explorer, KeyPair keys, long tid) {
    return connect(explorer, keys, tid, "");
  }

  /// @param session of the user's sign-in, as {@code AccountClient.Person} has it; empty for who
  ///   has taken the key along or has no account
  public static Zos connect(URI explorer, KeyPair keys, long tid, String session) {
    return new Zos(
        GridClient.connect(explorer, keys, tid, "", session),
        SearchClient.connect(explorer, keys, tid, "", session));
  }

  /// For programs that know a token of a user, and neither password nor key.
  ///
  /// @param token `cdk_…`
  /// @throws GridException with status 401 if the token is not, or no longer, good
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static Zos withToken(URI explorer, String token)
      throws GridException, InterruptedException {
    return new Zos(GridClient.withToken(explorer, token), SearchClient.withToken(explorer, token));
  }

  /// @return containers: what they ask for, what they use and print
  public Containers container() {
    return new Containers(grid);
  }

  /// @return private networks
  public Networks network() {
    return new Networks(grid);
  }

  /// @return storage that outlives containers
  public Volumes volume() {
    return new Volumes();
  }

  /// @return capacity that was paid for
  public Pools pools() {
    return new Pools(grid);
  }

  /// @return nodes by what they have
  public NodesFinder nodesFinder() {
    return new NodesFinder(grid);
  }

  /// @return what is asked for, and what became of it
  public Workloads workloads() {
    return workloads;
  }

  /// @return lists of everybody's workloads, of pools, nodes, farms, users and what people did
  public SearchClient lists() {
    return lists;
  }

  /// @return what workloads are begun with: templates, and drafts of what is there
  public DraftClient templates() {
    return new DraftClient(grid);
  }

  /// @return the calls under all this: users, farms, tokens and whatever has no word above
  public GridClient grid() {
    return grid;
  }

  /// Gives up calls and waits under way; ends within 5 seconds.
  @Override
  public void close() {
    background.close();
    lists.close();
    grid.close();
  }
}
