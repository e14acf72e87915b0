package io.coredeck.dashboard.usage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where a container is composed that begins with something.
public final class ComposeLink {

  private static final String PAGE = "containers/new";

  private ComposeLink() {}

  /// @param url of the image it runs
  public static String withImage(String url) {
    return with("image", url);
  }

  /// @param gwid of the volume it mounts
  public static String withVolume(String gwid) {
    return with("volume", gwid);
  }

  /// @param name of the network it is in
  public static String withNetwork(String name) {
    return with("network", name);
  }

  private static String with(String what, String value) {
    return PAGE + "?" + what + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
