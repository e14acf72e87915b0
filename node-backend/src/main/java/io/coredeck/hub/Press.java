package io.coredeck.hub;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.blocks.BlockStore;
import io.coredeck.flist.FlistWriter;
import io.coredeck.hub.store.Published;
import io.coredeck.hub.store.Repositories;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Makes flists whose blocks are in the hub's store, and publishes them.
final class Press {
  private final Repositories repositories;
  private final BlockStore blocks;
  private final BlockAddress backend;

  /// @param blocks where blocks go
  /// @param backend where nodes find them
  Press(Repositories repositories, BlockStore blocks, BlockAddress backend) {
    this.repositories = repositories;
    this.blocks = blocks;
    this.backend = backend;
  }

  /// @return a writer that keeps its blocks here
  FlistWriter writer() {
    return new FlistWriter(block -> blocks.put(block.ref().hash(), block.stored()));
  }

  /// @param name without `.flist`
  /// @param writer complete but for the backend
  /// @param isNew whether none of that name may be there
  /// @return it; empty if there is one that must stay
  Optional<Published> publish(String repository, String name, FlistWriter writer, boolean isNew)
      throws IOException {
    var members = new LinkedHashMap<String, Object>();
    members.put("namespace", backend.namespace().isEmpty() ? "default" : backend.namespace());
    members.put("host", backend.host());
    members.put("port", (long) backend.port());
    writer.metadata("backend", Json.writeTree(members));
    var file = Files.createTempFile(repositories.scratch(), "new", Repositories.SUFFIX);
    try {
      writer.write(file);
      return repositories.publish(repository, name, file, isNew);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
