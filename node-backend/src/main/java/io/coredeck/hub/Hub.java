package io.coredeck.hub;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.blocks.BlockStore;
import io.coredeck.blocks.RedisBlocks;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.web.WebServer;
import java.io.IOException;
import java.lang.System.Logger.Level;

/// A running hub.
final class Hub implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Hub.class.getName());

  private final BlockStore blocks;
  private final WebServer server;

  private Hub(BlockStore blocks, WebServer server) {
    this.blocks = blocks;
    this.server = server;
  }

  /// Publishes the demo image if that is wanted, then serves.
  static Hub start(HubConfig config) throws IOException, InterruptedException {
    var shelf = Shelf.open(config.storage());
    var blocks = RedisBlocks.of(BlockAddress.parse(config.redis()));
    try {
      var maker = new ImageMaker(blocks, config.backendHost(), config.backendPort());
      if (config.publishBusybox()) {
        var image = DemoImage.publish(new LinuxHost(), maker, shelf);
        LOG.log(Level.INFO, "published {0}/{1}", image.repository(), image.name());
      }
      var routes = new HubRoutes(shelf, maker, config.uploadToken(), config.uploadRepository());
      return new Hub(blocks, WebServer.start(config.address(), config.port(), routes.router()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      blocks.close();
      throw e;
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    blocks.close();
  }
}
