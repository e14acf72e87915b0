package io.coredeck.explorer.search;

import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers.Sight;
import io.coredeck.explorer.call.Parts;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Shares;
import io.coredeck.explorer.call.WaitShare;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.registry.Nodes;
import io.coredeck.explorer.store.Page;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Conditions;
import io.coredeck.explorer.store.find.Finder;
import io.coredeck.explorer.store.find.Keys;
import io.coredeck.explorer.store.find.Kind;
import io.coredeck.explorer.store.find.Query;
import io.coredeck.explorer.store.find.Query.Wish;
import io.coredeck.model.rule.PoolAccount;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import io.coredeck.wire.account.AuditMessages;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/// The calls that search lists. Who may see a list may search it, and finds nothing by what the
/// list does not show.
public final class SearchCalls {
  private static final System.Logger LOG = System.getLogger(SearchCalls.class.getName());

  /// Searches at the same time; the database is for others, too.
  private static final int MOST_AT_ONCE =
      Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 1, 3);

  /// Searches of one machine that run or wait; programs of this machine search as they like.
  private static final int MOST_OF_ONE = 2;

  /// How long a search waits for its turn.
  private static final long TURN_SECONDS = 5;

  /// Of which a record could not be read.
  private final Set<Kind> damaged = ConcurrentHashMap.newKeySet();

  private final Store store;
  private final InstantSource clock;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
  private final Shares shares = new Shares();

  private SearchCalls(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Adds the calls. They come before those whose paths have an id in place of `search`.
  public static void open(Doors doors, Store store, InstantSource clock) {
    var calls = new SearchCalls(store, clock);
    doors
        .anybody(
            "GET",
            "/reservations/workloads/search",
            request ->
                calls.answer(
                    request, Question.of(request, Kind.WORKLOADS, false), SearchCalls::workloads))
        .anybody(
            "GET",
            "/reservations/pools/search",
            request -> calls.answer(request, Question.of(request, Kind.POOLS, false), calls::pools))
        .anybody(
            "GET",
            "/nodes/search",
            request -> calls.answer(request, Question.of(request, Kind.NODES, false), calls::nodes))
        .anybodyOrKnown(
            "GET",
            "/farms/search",
            (request, sight) ->
                calls.answer(
                    request,
                    Question.of(request, Kind.FARMS, sight.isKnown()),
                    (records, ids) -> calls.farms(records, ids, sight.isKnown())))
        .anybodyOrKnown(
            "GET",
            "/users/search",
            (request, sight) ->
                calls.answer(
                    request,
                    Question.of(request, Kind.USERS, sight.isKnown()),
                    (records, ids) -> calls.users(records, ids, sight)))
        .user("GET", "/audit/search", calls::audit);
  }

  /// Makes records what the caller gets.
  @FunctionalInterface
  private interface Texts {

    /// @param ids few
    /// @return JSON of each that is there, in that order
    List<String> of(Reading records, List<Long> ids);
  }

  /// Admins and operators find everything, others what they did.
  private Answer audit(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var asked = Question.of(request, Kind.AUDIT, true);
    var isAll = store.read(records -> Rights.seesAll(records, caller.tid()));
    var own = Kind.AUDIT.field("user").orElseThrow();
    var question =
        isAll
            ? asked
            : new Question(
                asked.query().and(new Wish(own, Query.Test.IS, List.of(caller.tid()))),
                asked.part());
    return answer(
            request,
            question,
            (records, ids) ->
                records.people().audit(ids).stream().map(AuditMessages::write).toList())
        .with("Cache-Control", "no-store");
  }

  private static List<String> workloads(Reading records, List<Long> ids) {
    return records.documents(Kind.WORKLOADS, ids);
  }

  private List<String> pools(Reading records, List<Long> ids) {
    var now = clock.instant().getEpochSecond();
    return read(records, Kind.POOLS, ids, Json::pool)
        .map(pool -> Json.write(PoolAccount.synced(pool, now)))
        .toList();
  }

  private List<String> nodes(Reading records, List<Long> ids) {
    return read(records, Kind.NODES, ids, Json::node)
        .map(node -> Nodes.shown(records, node))
        .toList();
  }

  private List<String> farms(Reading records, List<Long> ids, boolean isKnown) {
    return read(records, Kind.FARMS, ids, Json::farm)
        .map(farm -> Json.write(isKnown ? farm : farm.withoutEmail()))
        .toList();
  }

  private List<String> users(Reading records, List<Long> ids, Sight sight) {
    return read(records, Kind.USERS, ids, Json::user)
        .map(user -> Json.write(sight.of(user.id()) ? user : user.withoutEmail()))
        .toList();
  }

  /// One damaged record takes no page away: it is left out.
  private <T> Stream<T> read(Reading records, Kind kind, List<Long> ids, Function<String, T> read) {
    return records.documents(kind, ids).stream()
        .flatMap(text -> {
          try {
            return Stream.of(read.apply(text));
          } catch (WireException e) {
            if (damaged.add(kind)) { // once: everybody searches as often as they like
              LOG.log(
                  Level.ERROR,
                  "a record of {0} cannot be read and is left out of what is found: {1}; restore it from a copy",
                  kind,
                  e.getMessage());
            }
            return Stream.empty();
          }
        });
  }

  private Answer answer(WebRequest request, Question question, Texts texts)
      throws StoreException, InterruptedException {
    var share = WaitShare.of(request, MOST_OF_ONE);
    if (!shares.take(share)) {
      throw new RefusedException(
          429,
          "%d searches of your machine are under way; wait until one is done"
              .formatted(share.most()),
          Map.of("Retry-After", "1"));
    }
    try {
      return inTurn(question, texts);
    } finally {
      shares.giveBack(share);
    }
  }

  private Answer inTurn(Question question, Texts texts)
      throws StoreException, InterruptedException {
    if (!turns.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) {
      throw new RefusedException(
          503, "too many searches at once; try again later", Map.of("Retry-After", "1"));
    }
    try {
      return store.read(records -> {
        var keys = records.find(question.query(), question.part());
        var left = new ArrayDeque<>(keys.ids());
        var first = texts(records, left, texts);
        var answer =
            left.isEmpty()
                ? Answer.json(200, "[" + String.join(",", first) + "]")
                : Answer.json(new Parts(rest(first, left, texts)));
        return headed(answer, question, keys);
      });
    } finally {
      turns.release();
    }
  }

  /// @param left numbers, of which the first go
  /// @return as many records as fit into one piece of an answer
  private static List<String> texts(Reading records, Queue<Long> left, Texts texts) {
    var all = new ArrayList<String>();
    for (var length = 0L; !left.isEmpty() && length < Conditions.MOST_CHARACTERS; ) {
      var ids = new ArrayList<Long>();
      while (ids.size() < Finder.PIECE && !left.isEmpty()) {
        ids.add(left.remove());
      }
      var more = texts.of(records, ids);
      length += more.stream().mapToLong(String::length).sum();
      all.addAll(more);
    }
    return all;
  }

  /// Of what does not fit into one piece only the numbers are in memory; each piece is as the
  /// records are when it goes out.
  private Parts.Source rest(List<String> first, Queue<Long> left, Texts texts) {
    var part = new ArrayList<>(first);
    return () -> {
      while (part.isEmpty() && !left.isEmpty()) { // none of a piece may be there any more
        part.addAll(store.<List<String>>read(records -> texts(records, left, texts)));
      }
      var given = List.copyOf(part);
      part.clear();
      return given;
    };
  }

  private static Answer headed(Answer plain, Question question, Keys keys) {
    var answer = plain.with("Access-Control-Expose-Headers", "Pages, Total, Next");
    if (keys.total().isPresent()) {
      var total = keys.total().getAsLong();
      var pages = new Page<>(List.of(), total).pagesOf(question.part().size());
      answer = answer.with("Pages", Long.toString(pages)).with("Total", Long.toString(total));
    }
    return keys.next().isPresent()
        ? answer.with("Next", Cursor.of(question.query(), keys.next().get()))
        : answer;
  }
}
