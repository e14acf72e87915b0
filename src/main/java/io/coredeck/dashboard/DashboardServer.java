package io.coredeck.dashboard;

import io.coredeck.dashboard.account.AccountPage;
import io.coredeck.dashboard.account.NewPasswordPage;
import io.coredeck.dashboard.account.ProviderPage;
import io.coredeck.dashboard.admin.UsersPage;
import io.coredeck.dashboard.admin.audit.AuditPage;
import io.coredeck.dashboard.compose.ComposerPage;
import io.coredeck.dashboard.compose.deploy.DeployRuns;
import io.coredeck.dashboard.compose.deploy.NodeProgress;
import io.coredeck.dashboard.compose.hub.HubImages;
import io.coredeck.dashboard.container.ContainerPage;
import io.coredeck.dashboard.frame.Frame;
import io.coredeck.dashboard.frame.LiveNumbers;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.images.ImagePage;
import io.coredeck.dashboard.images.ImagesPage;
import io.coredeck.dashboard.images.Shelf;
import io.coredeck.dashboard.live.corex.CorexRoutes;
import io.coredeck.dashboard.live.events.Happening;
import io.coredeck.dashboard.live.events.Happenings;
import io.coredeck.dashboard.live.log.LogFeeds;
import io.coredeck.dashboard.live.log.LogRoutes;
import io.coredeck.dashboard.live.nodes.NodeLoad;
import io.coredeck.dashboard.live.nodes.NodeLoads;
import io.coredeck.dashboard.live.redis.StreamLoop;
import io.coredeck.dashboard.live.stats.StatsHub;
import io.coredeck.dashboard.live.stats.StatsRoutes;
import io.coredeck.dashboard.live.steps.StepFeed;
import io.coredeck.dashboard.networks.NetworkPage;
import io.coredeck.dashboard.networks.NetworksPage;
import io.coredeck.dashboard.nodes.NodePage;
import io.coredeck.dashboard.nodes.NodesPage;
import io.coredeck.dashboard.overview.OverviewPage;
import io.coredeck.dashboard.pools.PoolsPage;
import io.coredeck.dashboard.reservations.ReservationsPage;
import io.coredeck.dashboard.signin.KeptSignIns;
import io.coredeck.dashboard.signin.SessionLimit;
import io.coredeck.dashboard.signin.SignInPage;
import io.coredeck.dashboard.volumes.VolumesPage;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The pages on a socket: Vaadin inside Jetty, with the classes it may use named by hand.
///
/// Nothing is scanned, so a start takes half the time. The price: a page that {@link #PAGES} does
/// not name has no address; `DashboardPagesTest` compares the list with the source.
public final class DashboardServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DashboardServer.class.getName());
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int MOST_THREADS = 64;

  /// How long a stop waits for what is being deployed. What supervises the dashboard gives it 15
  /// seconds in all.
  private static final Duration RUNS_LIMIT = Duration.ofSeconds(6);

  /// Held so that its level stays: Vaadin's push library tells fifty lines at each start.
  private static final java.util.logging.Logger PUSH_LOG =
      java.util.logging.Logger.getLogger("org.atmosphere");

  static {
    PUSH_LOG.setLevel(java.util.logging.Level.WARNING);
  }

  static final Class<?>[] PAGES = {
    SignInPage.class,
    OverviewPage.class,
    ReservationsPage.class,
    ComposerPage.class,
    ContainerPage.class,
    AccountPage.class,
    NewPasswordPage.class,
    ProviderPage.class,
    UsersPage.class,
    AuditPage.class,
    NodesPage.class,
    NodePage.class,
    NetworksPage.class,
    NetworkPage.class,
    VolumesPage.class,
    PoolsPage.class,
    ImagesPage.class,
    ImagePage.class,
    Frame.class
  };

  private final Server server;
  private final ServerConnector connector;
  private final DeployRuns runs;
  private final KeptSignIns kept;
  private final List<AutoCloseable> parts;

  /// @param runs closed before it, while people still see their ends
  /// @param kept closed before it, so that sessions that end with it are kept
  /// @param parts closed after it, in their order
  private DashboardServer(
      Server server,
      ServerConnector connector,
      DeployRuns runs,
      KeptSignIns kept,
      List<AutoCloseable> parts) {
    this.server = server;
    this.connector = connector;
    this.runs = runs;
    this.kept = kept;
    this.parts = List.copyOf(parts);
  }

  /// @return the server, answering
  /// @throws IOException if it cannot listen there; the message says why
  public static DashboardServer start(DashboardConfig config) throws IOException {
    var threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("dashboard");
    var server = new Server(threads);
    var settings = new HttpConfiguration();
    settings.setSendServerVersion(false);
    if (config.behindProxy()) {
      settings.addCustomizer(new ForwardedRequestCustomizer());
    }
    var connector = new ServerConnector(server, new HttpConnectionFactory(settings));
    connector.setHost(config.host());
    connector.setPort(config.port());
    server.addConnector(connector);
    server.setStopTimeout(STOP_LIMIT.toMillis());
    var kept = KeptSignIns.in(config.signIns(), PageContext.IDLE_LIMIT);
    var grid = GridWatch.start(config.explorer(), config.hub());
    var shelf = Shelf.of(config.hub(), config.hubToken());
    var images = new HubImages(config.hub());
    var limit = SessionLimit.start(config.longestSignIn());
    var pages = PageContext.of(server, grid, shelf, images, limit, kept);
    var access = new PersonAccess(grid);
    var streams = config.redis().map(StreamLoop::start);
    var logs = streams.map(LogFeeds::on);
    logs.ifPresent(feeds -> LogRoutes.add(pages, feeds, access));
    var attributes = pages.getServletContext();
    attributes.setAttribute(LiveNumbers.class.getName(), new LiveNumbers(streams.isPresent()));
    var loads = NodeLoads.on(streams);
    attributes.setAttribute(NodeLoads.class.getName(), loads);
    var happenings = Happenings.on(streams, one -> tell(grid, one));
    attributes.setAttribute(Happenings.class.getName(), happenings);
    var progress = streams.map(DashboardServer::progress).orElse(NodeProgress.SILENT);
    var runs = new DeployRuns(progress, RUNS_LIMIT);
    attributes.setAttribute(DeployRuns.class.getName(), runs);
    streams.ifPresent(
        loop -> StatsRoutes.add(pages, new StatsHub(loop, id -> load(grid, loads, id)), access));
    CorexRoutes.add(pages, new ConsoleDoor(grid, config.consoleNodes()));
    var compression = new CompressionHandler(new PageHeaders(new SocketGate(pages)));
    compression.putCompression(new GzipCompression());
    server.setHandler(compression);
    var parts = new ArrayList<AutoCloseable>(List.of(limit, grid, images, shelf));
    logs.ifPresent(parts::add);
    var dashboard = new DashboardServer(server, connector, runs, kept, parts);
    dashboard.open(config);
    return dashboard;
  }

  /// Pages name nodes as they like: only those are read that there are.
  private static Optional<NodeLoad> load(GridWatch grid, NodeLoads loads, String nodeId) {
    return grid.hasNode(nodeId) ? loads.of(nodeId) : Optional.empty();
  }

  private void open(DashboardConfig config) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw new IOException(
          "%s:%d: cannot listen there: %s; stop what uses it or choose another port"
              .formatted(config.host(), config.port(), e.getMessage()),
          e);
    } catch (Exception e) { // Jetty declares it; the pages themselves are broken then
      close();
      throw new IllegalStateException("the dashboard's pages cannot be set up", e);
    }
  }

  private static void tell(GridWatch grid, Happening one) {
    if (one.isRestart()) {
      grid.restarted(one.gwid(), Instant.ofEpochMilli(one.at()));
    }
  }

  private static NodeProgress progress(StreamLoop loop) {
    return (gwid, told) -> {
      var feed =
          StepFeed.follow(
              loop,
              gwid,
              step -> told.accept(new NodeProgress.Told(step.name(), step.took(), step.text())));
      return feed::leave;
    };
  }

  /// @return the port it listens on
  public int port() {
    return connector.getLocalPort();
  }

  /// @return where a browser on this machine finds the pages
  public URI url() {
    var host =
        connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
    return URI.create("http://" + host + ":" + port() + "/");
  }

  /// What answers, for who wants to know every address there is.
  Server jetty() {
    return server;
  }

  /// Waits until the server has ended.
  public void join() throws InterruptedException {
    server.join();
  }

  /// Stops within 5 seconds, or 14 if something is being deployed. Calling it again does nothing.
  @Override
  public void close() {
    runs.close();
    kept.close();
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares it; there is nothing left to do but say so
      LOG.log(Level.WARNING, "the dashboard did not stop cleanly", e);
    }
    for (var part : parts) {
      close(part);
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) { // declared by the interface; each part's own close throws nothing
      LOG.log(Level.WARNING, part + " did not stop cleanly", e);
    }
  }
}
