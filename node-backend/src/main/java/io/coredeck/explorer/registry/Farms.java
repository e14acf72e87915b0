package io.coredeck.explorer.registry;

import io.coredeck.explorer.audit.Journal;
import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.store.Filter;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.model.registry.Farm;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.util.regex.Pattern;

/// The calls about farms. Emails are shown to users only.
public final class Farms {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final Store store;
  private final Callers callers;

  private Farms(Store store, Callers callers) {
    this.store = store;
    this.callers = callers;
  }

  /// Adds the routes.
  ///
  /// @param base path before all routes
  public static void route(
      Router router, String base, Store store, Callers callers, Journal journal) {
    var farms = new Farms(store, callers);
    router
        .post(base + "/farms", farms::register)
        .get(base + "/farms", farms::list)
        .get(base + "/farms/{id}", farms::get)
        .put(base + "/farms/{id}", journal.noted("farm.change", farms::update));
  }

  private Answer register(WebRequest request) throws StoreException, InterruptedException {
    var farm = Arguments.body(request, Json::farm);
    check(farm);
    var registered =
        store.write(records -> {
          checkNameIsFree(records, farm.name(), 0);
          return records.add(farm);
        });
    return Answer.json(201, Messages.writeId(registered.id()));
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

  private Answer list(WebRequest request) throws StoreException, InterruptedException {
    var slice = Arguments.slice(request);
    var filter =
        new Filter.Farms(
            Arguments.queryText(request, "name"), Arguments.queryNumber(request, "owner"));
    var isKnown = callers.isKnown(request);
    var page = store.read(records -> records.farms(filter, slice));
    var shown = page.entries().stream().map(farm -> isKnown ? farm : withoutEmail(farm)).toList();
    return Arguments.paged(Json.writeFarms(shown), page, slice);
  }

  private static Farm withoutEmail(Farm farm) {
    return new Farm(
        farm.id(), farm.threebotId(), farm.name(), "", farm.walletAddresses(), farm.location());
  }

  private Answer get(WebRequest request) throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var farm = store.read(records -> existing(records, id));
    var document = Json.write(farm);
    return callers.isKnown(request)
        ? Versions.tagged(Answer.json(200, document), document)
        : Answer.json(200, Json.write(withoutEmail(farm)));
  }

  private static Farm existing(Reading records, long id) {
    return records.farm(id).orElseThrow(() -> new RefusedException(404, "farm not found"));
  }

  private Answer update(WebRequest request, Note note) throws StoreException, InterruptedException {
    var from = callers.caller(request);
    var caller = from.tid();
    note.by(from);
    var id = Arguments.pathNumber(request, "id");
    var body = request.text();
    return store.write(records -> {
      var before = existing(records, id);
      note.object(before.name());
      Rights.requireChange(records, caller);
      if (before.threebotId() != caller) {
        throw new RefusedException(403, "only the owner of a farm can change it");
      }
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
