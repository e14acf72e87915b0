package io.coredeck.sdk.search;

import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.GridException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Lists of the explorer.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="lists"}
///
/// May be used by many threads. An addition to the original, whose explorer answers 404.
public final class SearchClient implements AutoCloseable {

  private final ExplorerCalls calls;

  private SearchClient(ExplorerCalls calls) {
    this.calls = calls;
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of who calls
  /// @param tid the caller's id
  public static SearchClient connect(URI explorer, KeyPair keys, long tid) {
    return connect(explorer, keys, tid, "", "");
  }

  /// @param client as of {@code GridClient.connect}
  /// @param session as there
  public static SearchClient connect(
      URI explorer, KeyPair keys, long tid, String client, String session) {
    return new SearchClient(ExplorerCalls.ofUser(explorer, keys, tid, client, session));
  }

  /// @param token `cdk_…`
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static SearchClient withToken(URI explorer, String token) {
    return new SearchClient(ExplorerCalls.withToken(explorer, token));
  }

  /// For lists that everybody sees; without emails, and without {@link Listed#AUDIT}.
  public static SearchClient anonymous(URI explorer) {
    return new SearchClient(ExplorerCalls.anonymous(explorer));
  }

  /// @return the beginning of the list, and how long all of it is
  public <T> Part<T> first(Listed<T> list, Search search)
      throws GridException, InterruptedException {
    return part(list, search, "");
  }

  /// @param page from 1, of {@link Search#size} entries each
  public <T> Part<T> page(Listed<T> list, Search search, long page)
      throws GridException, InterruptedException {
    return part(list, search, "page=" + page);
  }

  /// @param before a part of the same list and search that has a {@link Part#next}
  /// @return what comes behind it, also if others have come or gone meanwhile
  public <T> Part<T> after(Listed<T> list, Search search, Part<T> before)
      throws GridException, InterruptedException {
    return part(list, search, "after=" + ExplorerCalls.encoded(before.next()));
  }

  private <T> Part<T> part(Listed<T> list, Search search, String place)
      throws GridException, InterruptedException {
    var answer = calls.get(list.path() + search.query(place));
    return new Part<>(
        calls.read(answer, list.read()),
        answer.numberInHeader().apply("Total"),
        answer.header().apply("Next").orElse(""));
  }

  /// The whole list, asked for part by part as it is consumed: of a list of any length one part is
  /// in memory.
  ///
  /// @return throws {@link UncheckedIOException} where the explorer refuses or does not answer, its
  ///   cause the {@link GridException}, and where the thread is interrupted
  public <T> Stream<T> stream(Listed<T> list, Search search) {
    return StreamSupport.stream(new Walk<>(list, search), false);
  }

  private final class Walk<T> extends AbstractSpliterator<T> {
    private final Listed<T> list;
    private final Search search;
    private final ArrayDeque<T> left = new ArrayDeque<>();
    private @Nullable Part<T> last;

    Walk(Listed<T> list, Search search) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.list = list;
      this.search = search;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      while (left.isEmpty() && hasMore()) {
        last = more();
        left.addAll(last.entries());
      }
      if (left.isEmpty()) {
        return false;
      }
      action.accept(left.remove());
      return true;
    }

    private boolean hasMore() {
      return last == null || !last.next().isEmpty();
    }

    private Part<T> more() {
      try {
        return last == null ? first(list, search) : after(list, search, last);
      } catch (GridException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new InterruptedIOException("interrupted in a list"));
      }
    }
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
