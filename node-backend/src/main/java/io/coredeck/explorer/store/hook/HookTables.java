package io.coredeck.explorer.store.hook;

import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Webhook;
import io.coredeck.wire.hook.HookMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import org.jdbi.v3.core.Handle;

/// Webhooks and deliveries of one transaction.
public final class HookTables implements HookWriting {

  /// Of each workload the oldest that waits goes first, so the others are not ready.
  private static final String READY =
      """
      d.state = 0 AND d.next_at <= :now AND (d.leased <= :now OR d.leased > :end) AND NOT EXISTS (
        SELECT 1 FROM webhook_deliveries o
        WHERE o.hook = d.hook AND o.workload = d.workload AND o.state = 0 AND o.id < d.id)
      """;

  private static final String ACTIVE = "h.enabled = 1 AND h.blocked = 0";

  private final Handle handle;
  private final ToLongBiFunction<String, Integer> next;

  /// @param next gives so many numbers of a kind, and says the last
  public HookTables(Handle handle, ToLongBiFunction<String, Integer> next) {
    this.handle = handle;
    this.next = next;
  }

  @Override
  public Optional<HookEntry> hook(long id) {
    return handle
        .select("SELECT * FROM webhooks WHERE id = ?", id)
        .map((row, _) -> HookRows.hook(row))
        .findOne();
  }

  @Override
  public List<HookEntry> hooksOf(long tid) {
    return handle
        .createQuery("SELECT * FROM webhooks WHERE tid = :tid OR :tid = 0 ORDER BY id")
        .bind("tid", tid)
        .map((row, _) -> HookRows.hook(row))
        .list();
  }

  @Override
  public long count() {
    return handle.select("SELECT count(*) FROM webhooks").mapTo(Long.class).one();
  }

  @Override
  public List<HookEntry> listening(long tid) {
    return handle
        .createQuery(
            "SELECT * FROM webhooks h WHERE %s AND (h.tid = :tid OR h.everybody = 1) ORDER BY id"
                .formatted(ACTIVE))
        .bind("tid", tid)
        .map((row, _) -> HookRows.hook(row))
        .list();
  }

  @Override
  public List<HookEntry> due(long now, int most) {
    return handle
        .createQuery(
            """
            SELECT h.* FROM webhooks h WHERE %s AND h.next_at <= :now AND EXISTS (
              SELECT 1 FROM webhook_deliveries d WHERE d.hook = h.id AND %s)
            ORDER BY random() LIMIT :most
            """
                .formatted(ACTIVE, READY))
        .bind("now", now)
        .bind("end", now + LONGEST_LEASE)
        .bind("most", most)
        .map((row, _) -> HookRows.hook(row))
        .list();
  }

  @Override
  public List<DeliveryEntry> ready(long hook, long now, int most) {
    return handle
        .createQuery(
            """
            SELECT d.* FROM webhook_deliveries d WHERE d.hook = :hook AND %s
            ORDER BY d.id LIMIT :most
            """
                .formatted(READY))
        .bind("hook", hook)
        .bind("now", now)
        .bind("end", now + LONGEST_LEASE)
        .bind("most", most)
        .map((row, _) -> HookRows.delivery(row))
        .list();
  }

  @Override
  public long inHand(long hook, long now) {
    return handle
        .select(
            """
            SELECT count(*) FROM webhook_deliveries WHERE hook = ? AND leased > ? AND leased <= ?
            """,
            hook,
            now,
            now + LONGEST_LEASE)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public long waiting(long hook) {
    return handle
        .select("SELECT count(*) FROM webhook_deliveries WHERE hook = ? AND state = 0", hook)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public List<Delivery> deliveries(long hook, int most) {
    return handle
        .select(
            "SELECT * FROM webhook_deliveries WHERE hook = ? ORDER BY id DESC LIMIT ?", hook, most)
        .map((row, _) -> HookRows.delivery(row).delivery())
        .list();
  }

  @Override
  public Optional<DeliveryEntry> delivery(long hook, long id) {
    return handle
        .select("SELECT * FROM webhook_deliveries WHERE hook = ? AND id = ?", hook, id)
        .map((row, _) -> HookRows.delivery(row))
        .findOne();
  }

  @Override
  public long nextHook() {
    return next.applyAsLong("webhook", 1);
  }

  @Override
  public void put(HookEntry entry) {
    var hook = entry.hook();
    handle.execute(
        """
        INSERT INTO webhooks
          (id, tid, enabled, everybody, document, secret, old_secret, old_until, created, blocked,
           reason, failures, failing_since, next_at, last_success, dropped)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0, 0, 0, 0, 0)
        ON CONFLICT (id) DO UPDATE SET
          enabled = excluded.enabled, everybody = excluded.everybody,
          document = excluded.document, secret = excluded.secret,
          old_secret = excluded.old_secret, old_until = excluded.old_until
        """,
        hook.id(),
        hook.tid(),
        hook.target().enabled() ? 1 : 0,
        hook.target().everybody() ? 1 : 0,
        HookMessages.write(hook.target()),
        entry.secret(),
        entry.oldSecret(),
        hook.standing().oldSecretUntil(),
        hook.created());
    putStanding(hook);
  }

  @Override
  public void putStanding(Webhook hook) {
    var standing = hook.standing();
    handle.execute(
        """
        UPDATE webhooks SET blocked = ?, reason = ?, failures = ?, failing_since = ?, next_at = ?,
          last_success = ?, dropped = ? WHERE id = ?
        """,
        standing.isBlocked() ? 1 : 0,
        standing.reason(),
        standing.failures(),
        standing.failingSince(),
        standing.nextAt(),
        standing.lastSuccess(),
        standing.dropped(),
        hook.id());
  }

  @Override
  public void remove(long id) {
    handle.execute("DELETE FROM webhook_deliveries WHERE hook = ?", id);
    handle.execute("DELETE FROM webhooks WHERE id = ?", id);
  }

  @Override
  public void removeAllOf(long tid) {
    handle.execute(
        "DELETE FROM webhook_deliveries WHERE hook IN (SELECT id FROM webhooks WHERE tid = ?)",
        tid);
    handle.execute("DELETE FROM webhooks WHERE tid = ?", tid);
  }

  @Override
  public List<DeliveryEntry> add(List<DeliveryEntry> entries) {
    var number = next.applyAsLong("delivery", entries.size()) - entries.size();
    var added = new ArrayList<DeliveryEntry>();
    for (var entry : entries) {
      added.add(add(entry, ++number));
    }
    return added;
  }

  private DeliveryEntry add(DeliveryEntry entry, long number) {
    var delivery = entry.delivery().withId(number);
    handle.execute(
        """
        INSERT INTO webhook_deliveries
          (id, hook, event_id, event, workload, customer, happened, body, state, attempts, next_at,
           queued, leased, tried, status, millis, error, answer)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '', '')
        """,
        delivery.id(),
        entry.hook(),
        delivery.eventId(),
        delivery.event(),
        delivery.workloadId(),
        entry.customer(),
        delivery.happened(),
        entry.body(),
        delivery.state().ordinal(),
        delivery.attempts(),
        delivery.nextAt(),
        entry.queued());
    return new DeliveryEntry(
        delivery, entry.hook(), entry.customer(), entry.body(), entry.queued(), 0);
  }

  @Override
  public void put(DeliveryEntry entry) {
    var delivery = entry.delivery();
    var last = delivery.last();
    handle.execute(
        """
        UPDATE webhook_deliveries SET state = ?, attempts = ?, next_at = ?, queued = ?, leased = ?,
          tried = ?, status = ?, millis = ?, error = ?, answer = ? WHERE hook = ? AND id = ?
        """,
        delivery.state().ordinal(),
        delivery.attempts(),
        delivery.nextAt(),
        entry.queued(),
        entry.leased(),
        last.at(),
        last.status(),
        last.millis(),
        last.error(),
        last.answer(),
        entry.hook(),
        delivery.id());
  }

  @Override
  public long prune(long hook, long now, int mostWaiting, int mostEnded, String why) {
    var dropped =
        handle.execute(
            """
            UPDATE webhook_deliveries SET state = ?, error = ? WHERE hook = ? AND state = 0
              AND (leased <= ? OR leased > ?) AND id <= (
                SELECT id FROM webhook_deliveries WHERE hook = ? AND state = 0
                ORDER BY id DESC LIMIT 1 OFFSET ?)
            """,
            State.DROPPED.ordinal(),
            why,
            hook,
            now,
            now + LONGEST_LEASE,
            hook,
            mostWaiting);
    handle.execute(
        """
        DELETE FROM webhook_deliveries WHERE hook = ? AND state <> 0 AND id <= (
          SELECT id FROM webhook_deliveries WHERE hook = ? AND state <> 0
          ORDER BY id DESC LIMIT 1 OFFSET ?)
        """,
        hook,
        hook,
        mostEnded);
    return dropped;
  }
}
