package io.coredeck.sdk.account;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.HookTarget;
import io.coredeck.model.hook.Webhook;
import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.hook.HookMessages;
import io.coredeck.wire.hook.HookMessages.Made;
import io.coredeck.wire.hook.HookMessages.Pinged;
import java.net.URI;
import java.util.List;

/// The calls about webhooks: servers that the explorer tells what happens to workloads.
///
/// {@snippet file="io/coredeck/sdk/account/AccountExamplesTest.java" region="webhooks"}
///
/// May be used by many threads. Every call throws {@link GridException} if the explorer refuses it
/// or does not answer within 30 seconds.
public final class WebhookClient implements AutoCloseable {

  private static final String PATH = "/webhooks";

  private final ExplorerCalls calls;

  private WebhookClient(ExplorerCalls calls) {
    this.calls = calls;
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of who calls
  /// @param tid the caller's id
  public static WebhookClient connect(URI explorer, KeyPair keys, long tid) {
    return connect(explorer, keys, tid, "", "");
  }

  /// @param client as of {@link AccountClient#connect(URI, KeyPair, long, String, String)}
  /// @param session as there
  public static WebhookClient connect(
      URI explorer, KeyPair keys, long tid, String client, String session) {
    return new WebhookClient(ExplorerCalls.ofUser(explorer, keys, tid, client, session));
  }

  /// For programs that know a token: {@link #create}, {@link #change}, {@link #setAllowed} and
  /// {@link #rotate} are for persons, and are refused with 403.
  ///
  /// @param token `cdk_…`
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static WebhookClient withToken(URI explorer, String token) {
    return new WebhookClient(ExplorerCalls.withToken(explorer, token));
  }

  /// @return the caller's, by number
  public List<Webhook> list() throws GridException, InterruptedException {
    return calls.read(calls.get(PATH), HookMessages::webhooks);
  }

  /// @return everybody's, of others only where they lead. Admins only
  public List<Webhook> listAll() throws GridException, InterruptedException {
    return calls.read(calls.get(PATH + "?all=true"), HookMessages::webhooks);
  }

  /// @throws GridException 404 if there is none, 403 if it is somebody else's
  public Webhook get(long id) throws GridException, InterruptedException {
    return calls.read(calls.get(path(id)), HookMessages::webhook);
  }

  /// Makes a webhook that is told of all that happens to the caller's workloads.
  ///
  /// @return with its secret, which is told only now
  public Made create(String url) throws GridException, InterruptedException {
    return create(HookTarget.of(url));
  }

  /// @return with its secret, which is told only now
  /// @throws GridException 400 if the explorer may not go there
  public Made create(HookTarget target) throws GridException, InterruptedException {
    return calls.read(calls.post(PATH, HookMessages.write(target)), HookMessages::made);
  }

  /// Has one of the caller's go elsewhere or tell of something else.
  public Webhook change(long id, HookTarget target) throws GridException, InterruptedException {
    return calls.read(calls.put(path(id), HookMessages.write(target)), HookMessages::webhook);
  }

  /// A webhook as it was at one moment.
  ///
  /// @param tag the explorer's name for that state
  public record Seen(Webhook hook, String tag) {}

  /// @return one that is to be changed
  /// @throws GridException as {@link #get}
  public Seen see(long id) throws GridException, InterruptedException {
    var answer = calls.get(path(id));
    return new Seen(calls.read(answer, HookMessages::webhook), answer.tag());
  }

  /// As {@link #change(long, HookTarget)}, unless somebody has changed it since it was seen.
  ///
  /// @throws GridException 412 if somebody has
  public Webhook change(Seen seen, HookTarget target) throws GridException, InterruptedException {
    var path = path(seen.hook().id());
    return calls.read(
        calls.put(path, HookMessages.write(target), seen.tag()), HookMessages::webhook);
  }

  /// Stops somebody else's, or lets it go on. Admins only.
  public Webhook setAllowed(long id, boolean isAllowed) throws GridException, InterruptedException {
    var body = HookMessages.writeEnabled(isAllowed);
    return calls.read(calls.put(path(id), body), HookMessages::webhook);
  }

  /// Removes one with what waits: the caller's, or anybody's for an admin.
  public void delete(long id) throws GridException, InterruptedException {
    calls.delete(path(id));
  }

  /// Gives one of the caller's a new secret; the one before is used besides it for a day.
  ///
  /// @return with the secret, which is told only now
  public Made rotate(long id) throws GridException, InterruptedException {
    return calls.read(calls.post(path(id) + "/rotate", "{}"), HookMessages::made);
  }

  /// Sends a test to one of the caller's.
  ///
  /// @return what came back
  public Pinged ping(long id) throws GridException, InterruptedException {
    return calls.read(calls.post(path(id) + "/ping", "{}"), HookMessages::pinged);
  }

  /// @return the newest hundred, newest first
  public List<Delivery> deliveries(long id) throws GridException, InterruptedException {
    return calls.read(calls.get(path(id) + "/deliveries"), HookMessages::deliveries);
  }

  /// Makes a delivery again.
  public Delivery redeliver(long id, long delivery) throws GridException, InterruptedException {
    var path = "%s/deliveries/%d/redeliver".formatted(path(id), delivery);
    return calls.read(calls.post(path, "{}"), HookMessages::delivery);
  }

  private static String path(long id) {
    return PATH + "/" + id;
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
