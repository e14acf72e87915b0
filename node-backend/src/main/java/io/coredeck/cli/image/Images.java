package io.coredeck.cli.image;

import io.coredeck.cli.setup.Table;
import io.coredeck.sdk.hub.HubImage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Images of a hub as people and programs see them.
final class Images {
  private static final double MIB = 1 << 20;

  private Images() {}

  static Table table(List<HubImage> images) {
    var table =
        new Table(
            "IMAGE", "SIZE MiB", "FILES", "UPDATED", "+ENTRYPOINT", "+MD5", "+BLOCKS", "+URL");
    for (var image : images) {
      table.add(
          image.title(),
          mebibytes(image.facts().bytes()),
          String.valueOf(image.facts().files()),
          Instant.ofEpochSecond(image.updated()).toString(),
          image.facts().entrypoint(),
          image.md5(),
          image.facts().blocks(),
          image.url().toString());
    }
    return table;
  }

  /// @return as `/api/images` of the hub has it (docs/formats/hub.md), with its address
  static Map<String, Object> tree(HubImage image) {
    var facts = image.facts();
    var tree = new LinkedHashMap<String, Object>();
    tree.put("url", image.url().toString());
    tree.put("repository", image.repository());
    tree.put("name", image.name());
    tree.put("size", image.size());
    tree.put("md5", image.md5());
    tree.put("updated", image.updated());
    tree.put("own", image.isOwn());
    tree.put("trouble", image.trouble());
    tree.put("description", facts.description());
    tree.put("entrypoint", facts.entrypoint());
    tree.put("files", facts.files());
    tree.put("directories", facts.directories());
    tree.put("links", facts.links());
    tree.put("specials", facts.specials());
    tree.put("bytes", facts.bytes());
    tree.put("blocks", facts.blocks());
    return tree;
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / MIB);
  }
}
