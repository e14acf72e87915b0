package io.coredeck.explorer;

import io.coredeck.explorer.account.SignIn;
import io.coredeck.explorer.account.TokenAccess;
import io.coredeck.explorer.account.provider.Provider;
import io.coredeck.explorer.audit.Journal;
import io.coredeck.explorer.audit.call.AuditCalls;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.doc.DocCalls;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.door.Door;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.draft.Templates;
import io.coredeck.explorer.draft.WorkloadDraft;
import io.coredeck.explorer.pool.Pools;
import io.coredeck.explorer.probe.ProbeDesk;
import io.coredeck.explorer.probe.Probes;
import io.coredeck.explorer.registry.Admissions;
import io.coredeck.explorer.registry.Farms;
import io.coredeck.explorer.registry.NodeReports;
import io.coredeck.explorer.registry.Nodes;
import io.coredeck.explorer.registry.Users;
import io.coredeck.explorer.search.SearchCalls;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.webhook.WebhookService;
import io.coredeck.explorer.workload.Changes;
import io.coredeck.explorer.workload.Consents;
import io.coredeck.explorer.workload.Lookup;
import io.coredeck.explorer.workload.NodeDesk;
import io.coredeck.explorer.workload.NodePoll;
import io.coredeck.explorer.workload.NodeWork;
import io.coredeck.explorer.workload.PoolExpiry;
import io.coredeck.explorer.workload.Removals;
import io.coredeck.explorer.workload.Workloads;
import io.coredeck.explorer.workload.explain.Explain;
import io.coredeck.explorer.workload.follow.Events;
import io.coredeck.explorer.workload.follow.Watching;
import io.coredeck.web.Answer;
import io.coredeck.web.Router;
import io.coredeck.web.WebServer;
import io.coredeck.wire.Messages;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A running explorer.
public final class Explorer implements AutoCloseable {

  /// Path before all routes.
  static final String BASE = "/api/v1";

  /// What the original says when nothing is left of what was reserved before there were pools.
  private static final Answer NOTHING_TO_CONVERT =
      Answer.bytes(204, "application/json", new byte[0]);

  private static final Duration BETWEEN_LOOKS_AT_POOLS = Duration.ofSeconds(2);

  private final Store store;
  private final List<Door> doors;
  private final NodeDesk desk;
  private final Waiting waiting;
  private final Events events;
  private final Watching watching;
  private final ProbeDesk probes;
  private final AuditCalls audit;
  private final Optional<Provider> provider;
  private final WebhookService webhooks;
  private final PoolExpiry expiry;
  private final WebServer server;

  private Explorer(
      Store store,
      List<Door> doors,
      NodeDesk desk,
      Waiting waiting,
      Events events,
      Watching watching,
      ProbeDesk probes,
      AuditCalls audit,
      Optional<Provider> provider,
      WebhookService webhooks,
      PoolExpiry expiry,
      WebServer server) {
    this.store = store;
    this.doors = doors;
    this.desk = desk;
    this.waiting = waiting;
    this.events = events;
    this.watching = watching;
    this.probes = probes;
    this.audit = audit;
    this.provider = provider;
    this.webhooks = webhooks;
    this.expiry = expiry;
    this.server = server;
  }

  /// @param clock what time it is; the system's except in tests
  /// @return the explorer, answering
  /// @throws IOException if the database or the port cannot be had; the message says what to do
  public static Explorer start(ExplorerConfig config, InstantSource clock) throws IOException {
    var store = Store.open(config.database());
    try {
      var desk = new NodeDesk();
      store.onQueue(desk);
      admitAsking(store, config.admitting());
      var access = TokenAccess.open(store, config.sealFile(), clock);
      var callers = new Callers(store, clock, config.signatureWindow(), access);
      var journal = new Journal(store, clock, config.audit());
      var repeats = new Repeats(clock, access.seal()::fingerprint);
      var router = new Router().allowAnyOrigin("Pages");
      var doors = new Doors(router, BASE, config.admitting(), callers, journal, repeats);
      open(doors, store, callers, desk, clock);
      var events = Events.open(doors, store);
      var watching = Watching.open(doors, store, config.redis());
      var waiting = Waiting.open(doors, store);
      var probes = Probes.open(doors, store, clock);
      var audit = AuditCalls.open(doors, store);
      DocCalls.open(doors);
      var provider = config.provider().map(settings -> new Provider(settings, clock));
      SignIn.open(doors, store, access, config.setupToken(), provider, clock);
      var webhooks =
          WebhookService.start(
              doors,
              store,
              access.seal(),
              config.webhookNetworks(),
              config.webhookAuthorities(),
              clock);
      var server = listen(config, router, webhooks, watching);
      var expiry = PoolExpiry.start(store, desk, clock, BETWEEN_LOOKS_AT_POOLS);
      return new Explorer(
          store,
          doors.all(),
          desk,
          waiting,
          events,
          watching,
          probes,
          audit,
          provider,
          webhooks,
          expiry,
          server);
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  /// Whoever asked while the grid was closed goes in where it is opened.
  private static void admitAsking(Store store, Admitting admitting) throws IOException {
    if (!admitting.users() && !admitting.nodes()) {
      return;
    }
    try {
      store.write(records -> {
        if (admitting.users()) {
          records.admissions().admitUsers();
        }
        if (admitting.nodes()) {
          records.admissions().admitNodes();
        }
        return admitting;
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while those who ask were admitted", e);
    }
  }

  private static WebServer listen(
      ExplorerConfig config, Router router, WebhookService webhooks, Watching watching)
      throws IOException {
    try {
      return WebServer.start(config.address(), config.port(), router);
    } catch (IOException e) {
      webhooks.close();
      watching.close();
      throw e;
    }
  }

  /// The most frequent calls come first: routes are tried in order.
  private static void open(
      Doors doors, Store store, Callers callers, NodeDesk desk, InstantSource clock) {
    Workloads.open(doors, store, desk, clock);
    SearchCalls.open(doors, store, clock);
    NodePoll.open(doors, callers, store, desk);
    NodeWork.open(doors, store, desk, clock);
    Consents.open(doors, store, desk, clock);
    Removals.open(doors, store, desk, clock);
    Explain.open(doors, store, clock);
    Pools.open(doors, store, clock);
    Admissions.open(doors, store);
    Users.open(doors, store);
    Farms.open(doors, store);
    Nodes.open(doors, store);
    NodeReports.open(doors, store, clock);
    WorkloadDraft.open(doors, store);
    Templates.open(doors, store, clock);
    doors
        .anybody("GET", "/gateways", _ -> Answer.json(200, "[]").with("Pages", "0"))
        .user("GET", "/reservations/convert", (_, _) -> NOTHING_TO_CONVERT)
        .anybody("GET", "/prices", _ -> Answer.json(200, Messages.writePrices()));
  }

  /// @return the port it listens on
  public int port() {
    return server.port();
  }

  /// @return every call it answers
  List<Door> doors() {
    return doors;
  }

  /// @return how many nodes' calls wait for work now
  int waitingCalls() {
    return desk.waiting();
  }

  /// @return how many calls wait for changes of workloads now
  int waitingForChanges() {
    return waiting.count() + events.waiting();
  }

  /// @return how many streams of what containers print and use are open now
  int openWatches() {
    return watching.open();
  }

  /// Stops within about 30 seconds, sending waiting nodes away first. Calling it again does
  /// nothing.
  @Override
  public void close() {
    desk.close();
    waiting.dismiss();
    events.close();
    watching.close();
    probes.close();
    audit.close();
    server.close();
    provider.ifPresent(Provider::close);
    expiry.close();
    webhooks.close();
    store.close();
  }

  /// Calls that wait for changes of workloads.
  ///
  /// @param all for those who follow all of them
  /// @param one for those who wait for one of them, by its id
  private record Waiting(Waiters all, Waiters one) {

    /// Calls of each kind that may wait; further ones are answered at once.
    private static final int MOST = 1024;

    static Waiting open(Doors doors, Store store) {
      var waiting = new Waiting(new Waiters("changes", MOST), new Waiters("answers", MOST));
      store.onChange(waiting::tell);
      Changes.open(doors, store, waiting.all);
      Lookup.open(doors, store, waiting.one);
      return waiting;
    }

    private void tell(Set<Long> changed) {
      all.announce();
      if (changed.isEmpty()) {
        one.announce(); // nobody knows which
      }
      changed.forEach(one::announce);
    }

    int count() {
      return all.count() + one.count();
    }

    void dismiss() {
      all.dismiss();
      one.dismiss();
    }
  }
}
