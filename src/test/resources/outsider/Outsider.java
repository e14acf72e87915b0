import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.corex.CorexClient;
import io.coredeck.sdk.zos.Zos;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A program of somebody who has the SDK and nothing else of ours: deploys a container, looks at
/// what it uses, works in it, takes it down.
void main(String[] words) throws Exception {
  var explorer = URI.create(words[0]);
  var keys = KeyPair.fromSeedHex(Files.readString(Path.of(words[1])));
  var tid = Long.parseLong(words[2]);
  var nodeId = words[3];
  var poolId = Long.parseLong(words[4]);
  var flist = words[5];
  var redis = URI.create(words[6]);

  try (var zos = Zos.connect(explorer, keys, tid)) {
    var address = zos.network().load("default").orElseThrow().freeIp(nodeId);
    var container =
        zos.container()
            .create(nodeId, "default", address, flist, poolId)
            .secretEnv("TOKEN", zos.container().encryptSecret(nodeId, "s3cret"))
            .interactive()
            .named("outsider");
    container = zos.container().addStats(container, redis + "/outsider-stats");

    var outcome = zos.workloads().deployed(container).get();
    if (!outcome.isUp()) {
      throw new AssertionError(outcome.why());
    }
    IO.println("up at " + outcome.addresses().ipv4());

    try (var monitor = zos.container().monitor(outcome.reservation())) {
      IO.println(monitor.next(Duration.ofSeconds(30)).orElseThrow());
    }

    try (var corex = CorexClient.connect(CorexClient.at(outcome.addresses().ipv4()))) {
      var shell = corex.start("sh");
      try (var terminal = corex.attach(shell.id())) {
        var shown = new ByteArrayOutputStream();
        terminal.write("echo \"it knows $TOKEN\"; exit 7\n");
        IO.println("ended with " + terminal.copyTo(shown).exitCode());
        IO.println(shown.toString(StandardCharsets.UTF_8));
      }
    }

    zos.workloads().decommissioned(outcome.id()).get();
    IO.println("taken down");
  }
}
