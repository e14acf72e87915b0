package io.coredeck.cli.list;

import io.coredeck.cli.setup.CliConfig.Bearer;
import io.coredeck.cli.setup.CliConfig.Signer;
import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Part;
import io.coredeck.sdk.search.Search;
import io.coredeck.sdk.search.SearchClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Lists what the explorer has as far as it is wanted. It comes in parts; as JSON or YAML it goes
/// out as it comes, however much there is.
///
/// @param <T> the entries
public abstract class SearchedList<T> implements Callable<Integer> {

  /// Entries of a page where nothing else is said.
  private static final int USUAL_PAGE = 100;

  private final Session session;

  @Option(names = "--limit", paramLabel = "N", description = "So many at most.")
  private @Nullable Integer limit;

  @Option(
      names = "--page",
      paramLabel = "N",
      description = "This page of the list, from 1; --limit is its size (" + USUAL_PAGE + ").")
  private @Nullable Integer page;

  protected SearchedList(Session session) {
    this.session = session;
  }

  /// @return of this run
  protected final Session session() {
    return session;
  }

  /// @return what is listed
  protected abstract Listed<T> list();

  /// @return which of it
  protected abstract Search wanted() throws CliException, GridException, InterruptedException;

  /// @return a table for it, empty yet
  protected abstract Table table();

  /// Adds a row.
  protected abstract void add(Table table, T one);

  /// @return the entry as JSON
  protected abstract String json(T one);

  @Override
  public Integer call() throws CliException, GridException, InterruptedException {
    require("--limit", limit, page == null ? Integer.MAX_VALUE : Search.MOST);
    require("--page", page, Integer.MAX_VALUE);
    var wanted = wanted();
    try (var lists = lists()) {
      if (session.isTree()) {
        var entries = session.entries();
        each(lists, wanted, one -> entries.add(json(one)));
        entries.end();
      } else {
        var table = table();
        each(lists, wanted, one -> added(table, one));
        session.print(table);
      }
    }
    return ExitCode.DONE;
  }

  private boolean added(Table table, T one) {
    add(table, one);
    return true;
  }

  private static void require(String option, @Nullable Integer value, int most)
      throws CliException {
    if (value != null && (value < 1 || value > most)) {
      throw new CliException(
          ExitCode.WRONG_CALL, "%s is %d; it must be from 1 to %d".formatted(option, value, most));
    }
  }

  private SearchClient lists() throws CliException {
    var explorer = session.config().endpoints().explorer();
    return switch (session.config().caller()) {
      case Signer own -> SearchClient.connect(explorer, own.keys(), own.tid());
      case Bearer bearer -> SearchClient.withToken(explorer, bearer.token());
    };
  }

  /// @return id of the user who calls
  protected final long tid() throws CliException, GridException, InterruptedException {
    return session.config().caller() instanceof Signer own ? own.tid() : session.grid().tid();
  }

  /// What is done with each.
  @FunctionalInterface
  private interface Use<T> {

    /// @return whether more are wanted
    boolean of(T one);
  }

  private void each(SearchClient lists, Search wanted, Use<T> use)
      throws GridException, InterruptedException {
    var most = limit == null ? page == null ? Integer.MAX_VALUE : USUAL_PAGE : limit;
    var search = wanted.inPartsOf(Math.min(most, Search.MOST));
    var part = page == null ? lists.first(list(), search) : lists.page(list(), search, page);
    tellOfMore(part, most);
    for (var left = most; ; ) {
      for (var one : part.entries()) {
        if (!use.of(one) || --left == 0) {
          return;
        }
      }
      if (part.next().isEmpty()) {
        return;
      }
      part = lists.after(list(), search, part);
    }
  }

  private void tellOfMore(Part<T> first, int most) {
    var total = first.total().orElse(0);
    if (total > most) {
      session.say("%d of %d; --page shows others".formatted(first.entries().size(), total));
    }
  }
}
