package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.rule.Endpoint;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/// A program for the Python SDK of the original grid. Secrets come from the environment of whoever
/// runs it.
final class PythonText {

  private PythonText() {}

  static String of(Draft open) {
    var text = new StringBuilder();
    text.append(
        """
        import os
        from jumpscale.loader import j
        from jumpscale.clients.explorer.models import DiskType

        zos = j.sals.zos.get()
        node = %s
        container = zos.container.create(
            node_id=node,
            network_name=%s,
            ip_address=%s,
            flist=%s,
            capacity_pool_id=%d,
            disk_size=%d,
            disk_type=DiskType.%s,
            env=%s,
            cpu=%d,
            memory=%d,
            entrypoint=%s,
            interactive=%s,
            secret_env=%s,
            public_ipv6=%s,
        )
        """
            .formatted(
                quoted(open.text("/node_id")),
                quoted(open.text("/network_connection/0/network_id")),
                quoted(open.text("/network_connection/0/ipaddress")),
                quoted(open.text("/flist")),
                open.number("/pool_id"),
                open.number("/capacity/disk_size"),
                open.isSsd("/capacity/disk_type") ? "SSD" : "HDD",
                environment(open.environment()),
                open.number("/capacity/cpu"),
                open.number("/capacity/memory"),
                quoted(open.text("/entrypoint")),
                flag(open.flag("/interactive")),
                secrets(open),
                flag(open.flag("/network_connection/0/public_ip6"))));
    volumes(open, text);
    if (!open.text("/logs/0/data/stdout").isEmpty()) {
      logs(open.text("/logs/0/data/stdout"), text);
    }
    return text.append(
            """
            wid = zos.workloads.deploy(container)
            print(zos.workloads.wait(wid))
            """)
        .toString();
  }

  private static void volumes(Draft open, StringBuilder text) {
    for (var mount : open.mounts()) {
      if (mount.isNew()) {
        text.append(
            """
            volume = zos.volume.create(node, %d, size=%d, type=DiskType.%s)
            volume_wid = zos.workloads.deploy(volume)
            zos.workloads.wait(volume_wid)
            zos.volume.attach_existing(container, f"{volume_wid}-1", %s)
            """
                .formatted(
                    open.number("/pool_id"),
                    mount.newGib(),
                    mount.newSsd() ? "SSD" : "HDD",
                    quoted(mount.mountpoint())));
      } else {
        text.append(
            "zos.volume.attach_existing(container, %s, %s)\n"
                .formatted(quoted(mount.volumeId()), quoted(mount.mountpoint())));
      }
    }
  }

  private static void logs(String url, StringBuilder text) {
    try {
      var endpoint = Endpoint.parseLog(url);
      text.append(
          "zos.container.add_logs(container, channel_type=\"redis\", channel_host=%s, channel_port=%d, channel_name=%s)\n"
              .formatted(
                  quoted(endpoint.address().host()),
                  endpoint.address().port(),
                  quoted(endpoint.channel())));
    } catch (IllegalArgumentException _) {
      text.append("# The log endpoint is not understood and left out.\n");
    }
  }

  private static String environment(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(one -> quoted(one.getKey()) + ": " + quoted(one.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String secrets(Draft open) {
    return open.secretNames().stream()
        .map(name ->
            "%1$s: zos.container.encrypt_secret(node, os.environ[%1$s])".formatted(quoted(name)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String flag(boolean flag) {
    return flag ? "True" : "False";
  }

  /// A JSON text is a Python text too.
  private static String quoted(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }
}
