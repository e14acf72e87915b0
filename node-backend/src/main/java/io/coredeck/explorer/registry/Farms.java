package io.coredeck.explorer.registry;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers.Sight;
import io.coredeck.explorer.call.Parts;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.registry.Farm;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.util.Optional;
import java.util.regex.Pattern;

/// The calls about farms. Emails are shown to users only.
public final class Farms {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /// Bytes of a farm: lists of a thousand go to everybody.
  private static final int MOST_BYTES = 16 << 10;

  private final Store store;

  private Farms(Store store) {
    this.store = store;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store) {
    var farms = new Farms(store);
    doors
        .openCreation(Rule.ANYBODY_WHERE_OPEN, "/farms", "farm.register", farms::register)
        .anybodyOrKnown("GET", "/farms", farms::list)
        .anybodyOrKnown("GET", "/farms/{id}", farms::get)
        .changer("PUT", "/farms/{id}", "farm.change", farms::update);
  }

  private Answer register(
      WebRequest request, Optional<Caller> caller, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_BYTES).text();
    var farm = Arguments.decoded(body, Json::farm);
    check(farm);
    var who = caller.map(Caller::tid).orElse(Repeats.STRANGER);
    return attempt
        .once(
            store,
            who,
            body,
            records -> {
              caller.ifPresent(one -> Rights.requireFarmer(records, one.tid(), farm));
              checkNameIsFree(records, farm.name(), 0);
              return Repeats.Result.of(201, Messages.writeId(records.add(farm).id()));
            })
        .answer();
  }

  private static void check(Farm farm) {
    if (!NAME.matcher(farm.name()).matches()) {
      throw new RefusedException(
          400,
          "invalid farm name. name can only contain alphanumeric characters dash (-) or"
              + " underscore (_)");
    }
    if (farm.threebotId() == 0) {
      throw new RefusedException(400, "threebot_id is required");
    }
    if (farm.walletAddresses().isEmpty()) {
      throw new RefusedException(400, "invalid wallet_addresses, is required");
    }
  }

  private static void checkNameIsFree(Reading records, String name, long forFarm) {
    var sameName = records.farms(new Filter.Farms(name, 0), new Slice(1, 1)).entries();
    if (sameName.stream().anyMatch(farm -> farm.id() != forFarm)) {
      throw new RefusedException(
          500, "a farm with the name %s exists already; choose another".formatted(name));
    }
  }

  private Answer list(WebRequest request, Sight sight) throws StoreException, InterruptedException {
    var slice = Arguments.slice(request);
    var filter =
        new Filter.Farms(
            Arguments.queryText(request, "name"), Arguments.queryNumber(request, "owner"));
    return Parts.page(
        part ->
            store
                .read(records -> records.farms(filter, part))
                .map(farm -> Json.write(sight.of(farm.threebotId()) ? farm : farm.withoutEmail())),
        slice);
  }

  private Answer get(WebRequest request, Sight sight) throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var farm = store.read(records -> existing(records, id));
    var document = Json.write(farm);
    return sight.of(farm.threebotId())
        ? Versions.tagged(Answer.json(200, document), document)
        : Answer.json(200, Json.write(farm.withoutEmail()));
  }

  private static Farm existing(Reading records, long id) {
    return records.farm(id).orElseThrow(() -> new RefusedException(404, "farm not found"));
  }

  private Answer update(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var body = request.withLimit(MOST_BYTES).text();
    return store.write(records -> {
      var before = existing(records, id);
      note.object(before.name());
      Rights.requireFarmer(records, caller.tid(), before);
      Versions.require(request, Json.write(before));
      var farm = Arguments.decoded(body, Json::farm).withId(id);
      check(farm);
      checkNameIsFree(records, farm.name(), id);
      records.put(farm);
      note.done(records);
      return Answer.json(200, "null");
    });
  }
}
