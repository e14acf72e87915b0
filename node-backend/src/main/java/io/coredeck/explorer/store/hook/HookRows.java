package io.coredeck.explorer.store.hook;

import io.coredeck.explorer.store.hook.HookReading.DeliveryEntry;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Delivery.Try;
import io.coredeck.model.hook.Webhook;
import io.coredeck.model.hook.Webhook.Standing;
import io.coredeck.wire.hook.HookMessages;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Rows as webhooks and deliveries.
final class HookRows {

  private HookRows() {}

  static HookEntry hook(ResultSet row) throws SQLException {
    var standing =
        new Standing(
            row.getInt("blocked") != 0,
            row.getString("reason"),
            row.getLong("failures"),
            row.getLong("failing_since"),
            row.getLong("next_at"),
            row.getLong("last_success"),
            row.getLong("dropped"),
            row.getLong("old_until"));
    var target = HookMessages.target(row.getString("document"));
    var hook =
        new Webhook(
            row.getLong("id"), row.getLong("tid"), target, row.getLong("created"), standing, 0);
    return new HookEntry(hook, row.getString("secret"), row.getString("old_secret"));
  }

  static DeliveryEntry delivery(ResultSet row) throws SQLException {
    var tried =
        new Try(
            row.getLong("tried"),
            row.getInt("status"),
            row.getLong("millis"),
            row.getString("error"),
            row.getString("answer"));
    var delivery =
        new Delivery(
            row.getLong("id"),
            row.getString("event_id"),
            row.getString("event"),
            row.getLong("workload"),
            row.getLong("happened"),
            State.values()[row.getInt("state")],
            row.getLong("attempts"),
            row.getLong("next_at"),
            tried);
    return new DeliveryEntry(
        delivery,
        row.getLong("hook"),
        row.getLong("customer"),
        row.getString("body"),
        row.getLong("queued"),
        row.getLong("leased"));
  }
}
