package io.coredeck.explorer;

import io.coredeck.explorer.account.SignIn;
import io.coredeck.explorer.account.TokenAccess;
import io.coredeck.explorer.account.provider.Provider;
import io.coredeck.explorer.audit.AuditCalls;
import io.coredeck.explorer.audit.Journal;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.pool.Pools;
import io.coredeck.explorer.probe.ProbeDesk;
import io.coredeck.explorer.probe.Probes;
import io.coredeck.explorer.registry.Farms;
import io.coredeck.explorer.registry.NodeReports;
import io.coredeck.explorer.registry.Nodes;
import io.coredeck.explorer.registry.Users;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.workload.Changes;
import io.coredeck.explorer.workload.Consents;
import io.coredeck.explorer.workload.Lookup;
import io.coredeck.explorer.workload.NodeDesk;
import io.coredeck.explorer.workload.NodePoll;
import io.coredeck.explorer.workload.NodeWork;
import io.coredeck.explorer.workload.PoolExpiry;
import io.coredeck.explorer.workload.Workloads;
import io.coredeck.web.Answer;
import io.coredeck.web.Router;
import io.coredeck.web.WebServer;
import io.coredeck.wire.Messages;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// A running explorer.
public final class Explorer implements AutoCloseable {

  /// Path before all routes.
  static final String BASE = "/api/v1";

  private static final Duration BETWEEN_LOOKS_AT_POOLS = Duration.ofSeconds(2);

  private final Store store;
  private final NodeDesk desk;
  private final Waiting waiting;
  private final ProbeDesk probes;
  private final AuditCalls audit;
  private final Optional<Provider> provider;
  private final PoolExpiry expiry;
  private final WebServer server;

  private Explorer(
      Store store,
      NodeDesk desk,
      Waiting waiting,
      ProbeDesk probes,
      AuditCalls audit,
      Optional<Provider> provider,
      PoolExpiry expiry,
      WebServer server) {
    this.store = store;
    this.desk = desk;
    this.waiting = waiting;
    this.probes = probes;
    this.audit = audit;
    this.provider = provider;
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
      var access = TokenAccess.open(store, config.sealFile(), clock);
      var callers = new Callers(store, clock, config.signatureWindow(), access);
      var journal = new Journal(store, clock, config.audit());
      var router = router(store, callers, journal, desk, clock);
      var waiting = Waiting.route(router, store);
      var probes = Probes.route(router, BASE, store, callers, clock);
      var audit = AuditCalls.route(router, BASE, store, callers, journal);
      var provider = config.provider().map(settings -> new Provider(settings, clock));
      SignIn.route(
          router, BASE, store, callers, journal, access, config.setupToken(), provider, clock);
      var server = WebServer.start(config.address(), config.port(), router);
      var expiry = PoolExpiry.start(store, desk, clock, BETWEEN_LOOKS_AT_POOLS);
      return new Explorer(store, desk, waiting, probes, audit, provider, expiry, server);
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  /// The most frequent calls come first: routes are tried in order.
  private static Router router(
      Store store, Callers callers, Journal journal, NodeDesk desk, InstantSource clock) {
    var router = new Router().allowAnyOrigin("Pages");
    Workloads.route(router, BASE, store, callers, journal, desk, clock);
    NodePoll.route(router, BASE, callers, store, desk);
    NodeWork.route(router, BASE, store, callers, desk, clock);
    Consents.route(router, BASE, store, callers, journal, desk, clock);
    Pools.route(router, BASE, store, callers, journal, clock);
    Users.route(router, BASE, store, callers, journal);
    Farms.route(router, BASE, store, callers, journal);
    Nodes.route(router, BASE, store, callers, journal);
    NodeReports.route(router, BASE, store, callers, clock);
    router.get(BASE + "/gateways", _ -> Answer.json(200, "[]").with("Pages", "0"));
    router.get(BASE + "/prices", _ -> Answer.json(200, Messages.writePrices()));
    return router;
  }

  /// @return the port it listens on
  public int port() {
    return server.port();
  }

  /// @return how many nodes' calls wait for work now
  int waitingCalls() {
    return desk.waiting();
  }

  /// @return how many calls wait for changes of workloads now
  int waitingForChanges() {
    return waiting.count();
  }

  /// Stops within about 20 seconds, sending waiting nodes away first. Calling it again does
  /// nothing.
  @Override
  public void close() {
    desk.close();
    waiting.dismiss();
    probes.close();
    audit.close();
    server.close();
    provider.ifPresent(Provider::close);
    expiry.close();
    store.close();
  }

  /// Calls that wait for changes of workloads.
  ///
  /// @param all for those who follow all of them
  /// @param one for those who wait for one of them, by its id
  private record Waiting(Waiters all, Waiters one) {

    /// Calls of each kind that may wait; further ones are answered at once.
    private static final int MOST = 1024;

    static Waiting route(Router router, Store store) {
      var waiting = new Waiting(new Waiters("changes", MOST), new Waiters("answers", MOST));
      store.onChange(waiting::tell);
      Changes.route(router, BASE, store, waiting.all);
      Lookup.route(router, BASE, store, waiting.one);
      return waiting;
    }

    private void tell(Set<Long> changed) {
      all.announce();
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
