package io.coredeck.explorer.webhook;

import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.hook.HookReading.DeliveryEntry;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.model.Reservation;
import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Delivery.Try;
import io.coredeck.model.hook.HookEvent;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Writes what is to be told of a workload together with its change.
///
/// What is told is no secret: neither the workload's environment and endpoints nor what its node
/// tells beside its message.
final class EventWriter implements Store.Witness {

  private static final int ID_BYTES = 12;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_MESSAGE = 500;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Workloads that are remembered until their change is durable; others' are found a moment later.
  private static final int MOST_TOLD = 10_000;

  private final Pruning pruning;
  private final InstantSource clock;
  private final Set<Long> told = ConcurrentHashMap.newKeySet();

  EventWriter(Pruning pruning, InstantSource clock) {
    this.pruning = pruning;
    this.clock = clock;
  }

  @Override
  public void sees(Writing records, Reservation workload, long change) {
    var listening = records.hooks().listening(workload.customerTid());
    if (listening.isEmpty()) {
      return;
    }
    var before = records.workload(workload.id());
    var event = Changes.event(before, workload);
    if (event.isEmpty()) {
      return;
    }
    var type = Changes.type(workload.workload());
    var id = newId();
    var now = clock.instant();
    var body = body(event.get(), before, workload, change, now);
    var delivery = delivery(id, event.get(), workload.id(), now);
    var customer = workload.customerTid();
    var owners = new HashMap<Long, Boolean>(); // it is the same for all of one that listen
    var entries = new ArrayList<DeliveryEntry>();
    for (var entry : listening) {
      var hook = entry.hook();
      if (hook.target().wants(event.get(), type, workload.poolId(), workload.nodeId())
          && owners.computeIfAbsent(hook.tid(), _ -> mayTell(records, entry, customer))) {
        var at = delivery.happened();
        entries.add(new DeliveryEntry(delivery, hook.id(), customer, body, at, 0));
      }
    }
    if (!entries.isEmpty()) {
      add(records, entries, workload.id());
    }
  }

  private void add(Writing records, List<DeliveryEntry> entries, long workload) {
    records.hooks().add(entries);
    entries.forEach(entry -> pruning.after(records, entry.hook()));
    if (told.size() < MOST_TOLD) { // those of transactions that failed stay
      told.add(workload);
    }
  }

  /// @param workloads whose change is durable now
  /// @return whether there is something to deliver of it that was written here
  boolean hasTold(Set<Long> workloads) {
    var isTold = false;
    for (var workload : workloads) {
      isTold |= told.remove(workload);
    }
    return isTold;
  }

  /// @return a name for an event that no other has; without full stops, which part what is signed
  static String newId() {
    var bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return "evt_" + HexFormat.of().formatHex(bytes);
  }

  /// @return whether the webhook's owner may have webhooks, and may hear of that customer's
  ///   workloads
  static boolean mayTell(Reading records, HookEntry entry, long customer) {
    var tid = entry.hook().tid();
    return Rights.mayHaveWebhooks(records, tid)
        && (tid == customer || (entry.hook().target().everybody() && Rights.seesAll(records, tid)));
  }

  private static Delivery delivery(String id, HookEvent event, long workload, Instant now) {
    var at = now.getEpochSecond();
    return new Delivery(0, id, event.word(), workload, at, State.WAITING, 0, at, Try.NONE);
  }

  private static String body(
      HookEvent event, Optional<Reservation> before, Reservation after, long change, Instant now) {
    var data = new LinkedHashMap<String, Object>();
    data.put("id", after.id());
    data.put("gwid", after.gwid());
    data.put("type", Changes.type(after.workload()));
    data.put("name", name(after));
    data.put("state", Changes.state(after));
    data.put("previous_state", before.map(Changes::state).orElse(""));
    data.put("customer_tid", after.customerTid());
    data.put("pool_id", after.poolId());
    data.put("node_id", after.nodeId());
    data.put("message", shortened(after.result().message(), LONGEST_MESSAGE));
    data.put("change", change);
    return body(event, now, data);
  }

  /// @return what is sent, in the form of Standard Webhooks
  static String body(HookEvent event, Instant now, Object data) {
    var all = new LinkedHashMap<String, Object>();
    all.put("type", event.word());
    all.put("timestamp", now.toString());
    all.put("data", data);
    return Json.writeTree(all).strip();
  }

  private static String name(Reservation workload) {
    try {
      var metadata = Json.tree(workload.metadata());
      return metadata.isObject() ? shortened(metadata.member("name").text(), LONGEST_NAME) : "";
    } catch (WireException _) {
      return ""; // others write there what they like
    }
  }

  /// Never half a character.
  private static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var isSplit = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, isSplit ? longest - 1 : longest);
  }
}
