package io.coredeck.dashboard.compose.start;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;
import java.util.List;

/// Something to begin with that the explorer does not keep: it comes with the product, from a file,
/// or was kept by a browser.
///
/// @param name what it is called
/// @param description one sentence
/// @param draft without node, address and secrets
record Starter(String name, String description, Draft draft) {

  private static final Texts TEXTS = Texts.of(Starter.class);

  /// @param hub with the image that every instance has
  /// @return what comes with the product
  static List<Starter> shipped(URI hub) {
    var image = hub.toString().replaceAll("/$", "") + "/demo/busybox.flist";
    var shell = Draft.empty().with("/flist", image).with("/name", "shell");
    var ticker =
        shell
            .with("/name", "ticker")
            .with("/interactive", false)
            .with(
                "/entrypoint",
                "/bin/sh -c 'n=0; while :; do n=$((n+1)); echo INFO tick $n; echo WARN tock $n >&2;"
                    + " sleep 1; done'");
    var volume =
        shell
            .with("/name", "shell-with-data")
            .with("/volumes/0/mountpoint", "/data")
            .with("/volumes/0/create/size", 1)
            .with("/volumes/0/create/disk_type", "ssd");
    var environment =
        ticker
            .with("/name", "greeter")
            .with("/environment/GREETING", "Hello from Coredeck")
            .with("/entrypoint", "/bin/sh -c 'while :; do echo \"$GREETING\"; sleep 5; done'");
    return List.of(
        of("shell", shell),
        of("ticker", ticker),
        of("volume", volume),
        of("environment", environment));
  }

  private static Starter of(String key, Draft draft) {
    return new Starter(
        TEXTS.get("template-" + key), TEXTS.get("template-" + key + "-about"), draft);
  }
}
