package io.coredeck.wire.hook;

import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Delivery.Try;
import io.coredeck.model.hook.HookEvent;
import io.coredeck.model.hook.HookTarget;
import io.coredeck.model.hook.Webhook;
import io.coredeck.model.hook.Webhook.Standing;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Webhooks, deliveries and what comes of tests. What reads throws {@link WireException} if the
/// text is not what it should be.
public final class HookMessages {

  private static final String ENABLED = "enabled";

  private HookMessages() {}

  /// A webhook with its new secret. Its text form hides that.
  ///
  /// @param secret `whsec_…`; nobody can find it out later
  public record Made(Webhook hook, String secret) {

    @Override
    public String toString() {
      return "Made[hook=%s, secret hidden]".formatted(hook);
    }
  }

  /// What came of a test.
  ///
  /// @param eventId what the receiver got as `webhook-id`
  /// @param isDelivered whether the receiver took it
  public record Pinged(String eventId, boolean isDelivered, Try tried) {}

  /// @return what a webhook is to be; enabled unless it says otherwise
  public static HookTarget target(String text) {
    return target(Json.tree(text));
  }

  /// @return whether a text says whether a webhook is to be enabled, and nothing else; empty if it
  ///   says more
  public static Optional<Boolean> onlyEnabled(String text) {
    var members = Json.tree(text).members();
    var said = members.get(ENABLED);
    return members.size() == 1 && said != null ? Optional.of(said.flag()) : Optional.empty();
  }

  public static String writeEnabled(boolean isEnabled) {
    return Json.writeTree(Map.of(ENABLED, isEnabled));
  }

  private static HookTarget target(JsonValue from) {
    try {
      var enabled = from.member(ENABLED);
      return new HookTarget(
          from.member("url").text().strip(),
          from.member("description").text(),
          !enabled.isPresent() || enabled.flag(),
          from.member("events").texts().stream().map(HookMessages::event).distinct().toList(),
          from.member("types").texts().stream().distinct().toList(),
          from.member("pools").integers().stream().distinct().toList(),
          from.member("nodes").texts().stream().distinct().toList(),
          from.member("everybody").flag());
    } catch (WireException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WireException("", String.valueOf(e.getMessage()));
    }
  }

  private static HookEvent event(String word) {
    return HookEvent.of(word)
        .orElseThrow(() ->
            new WireException(
                "events",
                "has '%s'; it must be workload.created, .deploying, .ok, .error, .delete_asked, .expired or .deleted"
                    .formatted(word)));
  }

  public static String write(HookTarget target) {
    return Json.writeTree(members(target));
  }

  private static Map<String, Object> members(HookTarget target) {
    var to = new LinkedHashMap<String, Object>();
    to.put("url", target.url());
    to.put("description", target.description());
    to.put(ENABLED, target.enabled());
    to.put("events", target.events().stream().map(HookEvent::word).toList());
    to.put("types", target.types());
    to.put("pools", target.pools());
    to.put("nodes", target.nodes());
    to.put("everybody", target.everybody());
    return to;
  }

  public static Webhook webhook(String text) {
    return webhook(Json.tree(text));
  }

  private static Webhook webhook(JsonValue from) {
    return new Webhook(
        from.member("id").integer(),
        from.member("tid").integer(),
        target(from),
        from.member("created").integer(),
        new Standing(
            from.member("blocked").flag(),
            from.member("reason").text(),
            from.member("failures").integer(),
            from.member("failing_since").integer(),
            from.member("next_at").integer(),
            from.member("last_success").integer(),
            from.member("dropped").integer(),
            from.member("old_secret_until").integer()),
        from.member("waiting").integer());
  }

  public static List<Webhook> webhooks(String text) {
    return Json.tree(text).items().stream().map(HookMessages::webhook).toList();
  }

  public static String write(Webhook hook) {
    return Json.writeTree(members(hook));
  }

  public static String writeWebhooks(List<Webhook> hooks) {
    return Json.writeTree(hooks.stream().map(HookMessages::members).toList());
  }

  private static Map<String, Object> members(Webhook hook) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", hook.id());
    to.put("tid", hook.tid());
    to.putAll(members(hook.target()));
    to.put("created", hook.created());
    var standing = hook.standing();
    to.put("blocked", standing.isBlocked());
    to.put("reason", standing.reason());
    to.put("failures", standing.failures());
    to.put("failing_since", standing.failingSince());
    to.put("next_at", standing.nextAt());
    to.put("last_success", standing.lastSuccess());
    to.put("dropped", standing.dropped());
    to.put("old_secret_until", standing.oldSecretUntil());
    to.put("waiting", hook.waiting());
    return to;
  }

  public static Made made(String text) {
    var from = Json.tree(text);
    return new Made(webhook(from), from.member("secret").text());
  }

  public static String write(Made made) {
    var to = members(made.hook());
    to.put("secret", made.secret());
    return Json.writeTree(to);
  }

  public static List<Delivery> deliveries(String text) {
    return Json.tree(text).items().stream().map(HookMessages::delivery).toList();
  }

  public static Delivery delivery(String text) {
    return delivery(Json.tree(text));
  }

  private static Delivery delivery(JsonValue from) {
    var word = from.member("state").text();
    for (var state : State.values()) {
      if (state.word().equals(word)) {
        return new Delivery(
            from.member("id").integer(),
            from.member("event_id").text(),
            from.member("event").text(),
            from.member("workload_id").integer(),
            from.member("happened").integer(),
            state,
            from.member("attempts").integer(),
            from.member("next_at").integer(),
            tried(from));
      }
    }
    throw new WireException("state", "is '%s'; this program knows no such one".formatted(word));
  }

  public static String writeDeliveries(List<Delivery> deliveries) {
    return Json.writeTree(deliveries.stream().map(HookMessages::members).toList());
  }

  public static String write(Delivery delivery) {
    return Json.writeTree(members(delivery));
  }

  private static Map<String, Object> members(Delivery delivery) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", delivery.id());
    to.put("event_id", delivery.eventId());
    to.put("event", delivery.event());
    to.put("workload_id", delivery.workloadId());
    to.put("happened", delivery.happened());
    to.put("state", delivery.state().word());
    to.put("attempts", delivery.attempts());
    to.put("next_at", delivery.state() == State.WAITING ? delivery.nextAt() : 0);
    putTried(to, delivery.last());
    return to;
  }

  public static Pinged pinged(String text) {
    var from = Json.tree(text);
    return new Pinged(from.member("event_id").text(), from.member("delivered").flag(), tried(from));
  }

  public static String write(Pinged pinged) {
    var to = new LinkedHashMap<String, Object>();
    to.put("event_id", pinged.eventId());
    to.put("delivered", pinged.isDelivered());
    putTried(to, pinged.tried());
    return Json.writeTree(to);
  }

  private static Try tried(JsonValue from) {
    return new Try(
        from.member("tried").integer(),
        (int) from.member("status").integer(0, 999),
        from.member("millis").integer(),
        from.member("error").text(),
        from.member("answer").text());
  }

  private static void putTried(Map<String, Object> to, Try tried) {
    to.put("tried", tried.at());
    to.put("status", tried.status());
    to.put("millis", tried.millis());
    to.put("error", tried.error());
    to.put("answer", tried.answer());
  }
}
