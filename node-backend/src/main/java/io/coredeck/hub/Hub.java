package io.coredeck.hub;

import io.coredeck.blocks.RedisBlocks;
import io.coredeck.hub.demo.BusyboxImage;
import io.coredeck.hub.store.FlistFacts;
import io.coredeck.hub.store.OpenImages;
import io.coredeck.hub.store.Repositories;
import io.coredeck.node.host.Host;
import io.coredeck.web.Router;
import io.coredeck.web.WebServer;
import java.io.IOException;
import java.lang.System.Logger.Level;

/// The running hub.
public final class Hub implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Hub.class.getName());

  private static final String DEMO = "demo";
  private static final String BUSYBOX = "busybox";

  private final RedisBlocks blocks;
  private final OpenImages images;
  private final WebServer web;

  private Hub(RedisBlocks blocks, OpenImages images, WebServer web) {
    this.blocks = blocks;
    this.images = images;
    this.web = web;
  }

  /// Publishes the demo image if asked to, then answers.
  ///
  /// @param host lists the commands of busybox
  /// @throws IOException if the demo image cannot be made or the address is taken
  public static Hub start(HubConfig config, Host host) throws IOException, InterruptedException {
    var repositories = Repositories.open(config.storage());
    var blocks = RedisBlocks.of(config.blocks());
    try {
      var press = new Press(repositories, blocks, config.backend());
      if (config.publishBusybox()) {
        publishBusybox(config, host, press);
      }
      var images = new OpenImages(repositories);
      var router = router(config, repositories, press, images, blocks);
      return new Hub(blocks, images, WebServer.start(config.address(), config.port(), router));
    } catch (IOException | InterruptedException | RuntimeException e) {
      blocks.close();
      throw e;
    }
  }

  private static Router router(
      HubConfig config,
      Repositories repositories,
      Press press,
      OpenImages images,
      RedisBlocks blocks) {
    var own = config.uploadRepository();
    var facts = new FlistFacts(repositories, images);
    var upload = new Upload(press, own, repositories, facts);
    var router = new Router().allowAnyOrigin("ETag", "Last-Modified", "X-File-Size");
    new OwnRoutes(repositories, own, upload, new BearerToken(config.uploadToken())).addTo(router);
    new LookRoutes(repositories, facts, images, blocks, own).addTo(router);
    return new HubRoutes(repositories, facts).addTo(router);
  }

  /// Also puts its blocks back, should the store have lost them.
  private static void publishBusybox(HubConfig config, Host host, Press press)
      throws IOException, InterruptedException {
    var writer = press.writer();
    BusyboxImage.make(config.busybox(), host, writer);
    var published = press.publish(DEMO, BUSYBOX, writer, false).orElseThrow();
    LOG.log(Level.INFO, "{0}/{1} has md5 {2}", DEMO, published.name(), published.md5());
  }

  /// @return the port it listens on
  public int port() {
    return web.port();
  }

  /// Ends within seconds. Calling it again does nothing.
  @Override
  public void close() {
    web.close();
    images.close();
    blocks.close();
  }
}
