package io.coredeck.sdk.account;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.account.AuditLines;
import io.coredeck.wire.account.AuditMessages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// The call that shows what people did: everything to admins and operators, to others what they did
/// themselves. May be used by many threads.
///
/// {@snippet file="io/coredeck/sdk/account/AccountExamplesTest.java" region="audit"}
public final class AuditClient implements AutoCloseable {

  /// Most entries of one answer.
  public static final int MOST = 1000;

  private final ExplorerCalls calls;

  private AuditClient(ExplorerCalls calls) {
    this.calls = calls;
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of who calls
  /// @param tid the caller's id
  public static AuditClient connect(URI explorer, KeyPair keys, long tid) {
    return connect(explorer, keys, tid, "", "");
  }

  /// @param person who has signed in
  public static AuditClient connect(URI explorer, AccountClient.Person person) {
    return connect(explorer, person.keys(), person.account().tid(), "", person.session());
  }

  /// @param client as of {@link AccountClient#connect(URI, KeyPair, long, String, String)}
  /// @param session as there
  public static AuditClient connect(
      URI explorer, KeyPair keys, long tid, String client, String session) {
    return new AuditClient(ExplorerCalls.ofUser(explorer, keys, tid, client, session));
  }

  /// @param token `cdk_…`
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static AuditClient withToken(URI explorer, String token) {
    return new AuditClient(ExplorerCalls.withToken(explorer, token));
  }

  /// Which entries are wanted.
  ///
  /// @param actor part of the name of who did it; empty for anybody
  /// @param action exactly, or its beginning with a dot at the end; empty for any
  /// @param object part of what it was done to; empty for any
  /// @param result `ok` or `refused`; empty for both
  /// @param from not before
  /// @param until before
  public record Filter(
      String actor,
      String action,
      String object,
      String result,
      Optional<Instant> from,
      Optional<Instant> until) {

    /// All there are.
    public static final Filter ALL = new Filter("", "", "", "", Optional.empty(), Optional.empty());
  }

  /// @param entries a part
  /// @param total how many there are
  public record Page(List<AuditEntry> entries, long total) {

    public Page {
      entries = List.copyOf(entries);
    }
  }

  /// @param skip how many of the newest to leave out
  /// @param size how many at most, from 1 to {@link #MOST}
  /// @return newest first
  public Page newest(Filter filter, long skip, int size)
      throws GridException, InterruptedException {
    var query = query(filter).add("skip=" + skip).add("size=" + size);
    return page(calls.get("/audit?" + query));
  }

  /// Waits for entries after one.
  ///
  /// @param after its number
  /// @param wait how long at most, up to 60 seconds; zero for not at all
  /// @return oldest first, {@link #MOST} at most; none if nothing came in time
  public Page after(Filter filter, long after, Duration wait)
      throws GridException, InterruptedException {
    var query =
        query(filter).add("after=" + after).add("size=" + MOST).add("wait=" + wait.toSeconds());
    return page(calls.get("/audit?" + query, wait));
  }

  /// Writes all entries that fit, oldest first, while they come.
  ///
  /// @param out stays open
  /// @throws GridException also if the explorer breaks off in the middle; 429 while another export
  ///   of the caller is under way
  /// @throws IOException if what comes cannot be written
  public void export(Filter filter, AuditLines lines, OutputStream out)
      throws IOException, InterruptedException {
    calls.copy("/audit/export?" + query(filter).add("format=" + lines.word()), out);
  }

  /// Adds what the caller did with a file of a container: such things do not go through the
  /// explorer.
  ///
  /// @throws GridException 404 if the caller may not see that container
  public void add(AuditMessages.Transfer transfer) throws GridException, InterruptedException {
    calls.post("/audit/transfers", AuditMessages.write(transfer));
  }

  private Page page(ExplorerCalls.Answer answer) throws GridException {
    var entries = calls.read(answer, AuditMessages::entries);
    return new Page(entries, answer.numberInHeader().apply("Total").orElse(entries.size()));
  }

  private static StringJoiner query(Filter filter) {
    var query = new StringJoiner("&");
    add(query, "actor", filter.actor());
    add(query, "action", filter.action());
    add(query, "object", filter.object());
    add(query, "result", filter.result());
    filter.from().ifPresent(time -> query.add("from=" + time.getEpochSecond()));
    filter.until().ifPresent(time -> query.add("until=" + time.getEpochSecond()));
    return query;
  }

  private static void add(StringJoiner query, String name, String value) {
    if (!value.isEmpty()) {
      query.add(name + "=" + ExplorerCalls.encoded(value));
    }
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
