package io.coredeck.wire;

import io.coredeck.model.Bytes;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.StatsSample;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The words of the grid as JSON text, and back.
///
/// Everything that reads throws {@link WireException} if the text is not what it should be.
/// Everything that writes gives one line without a line end.
public final class Json {

  private Json() {}

  /// Any JSON text, for those who have no type for it.
  ///
  /// @return the value, with its members and items
  public static JsonValue tree(String text) {
    return JsonText.parse(text);
  }

  /// To be called with what strangers send, before it is read.
  ///
  /// @param most how many objects and lists may stand in each other
  /// @return the text
  /// @throws WireException if it is deeper
  public static String shallow(String text, int most) {
    JsonText.requireShallow(text, most);
    return text;
  }

  /// @param value `null`, or a Map with text keys, List, String, Long, Integer, Double, Boolean or
  ///   {@link JsonValue}, nested as deep as wanted
  public static String writeTree(@Nullable Object value) {
    return JsonText.print(value);
  }

  /// A container, volume or network, in either dialect. Another kind the wire knows becomes {@link
  /// io.coredeck.model.Workload.Unsupported}.
  public static Reservation reservation(String text) {
    return ReservationMapping.read(tree(text));
  }

  /// As {@link #reservation}, as the explorer takes it in: everything that belongs to the explorer
  /// and the node is blank and was not looked at.
  public static Reservation wish(String text) {
    return ReservationMapping.readWish(tree(text));
  }

  /// A list in which a broken or unsupported entry becomes {@link
  /// io.coredeck.model.Workload.Unsupported} with the reason; an entry without readable `id` and
  /// `workload_id`, which nobody could answer, is left out and logged.
  ///
  /// @return `null` reads as no entries
  public static List<Reservation> reservations(String text) {
    return tree(text).items().stream()
        .map(ReservationMapping::readOrExplain)
        .flatMap(java.util.Optional::stream)
        .toList();
  }

  public static String write(Reservation reservation) {
    return JsonText.print(ReservationMapping.write(reservation));
  }

  public static String writeReservations(List<Reservation> reservations) {
    return writeAll(reservations, ReservationMapping::write);
  }

  public static Result result(String text) {
    return ReservationMapping.readResult(tree(text));
  }

  public static String write(Result result) {
    return JsonText.print(ReservationMapping.writeResult(result));
  }

  public static User user(String text) {
    return RegistryMapping.readUser(tree(text));
  }

  public static List<User> users(String text) {
    return readAll(text, RegistryMapping::readUser);
  }

  public static String write(User user) {
    return JsonText.print(RegistryMapping.write(user));
  }

  public static String writeUsers(List<User> users) {
    return writeAll(users, RegistryMapping::write);
  }

  public static Farm farm(String text) {
    return RegistryMapping.readFarm(tree(text));
  }

  public static List<Farm> farms(String text) {
    return readAll(text, RegistryMapping::readFarm);
  }

  public static String write(Farm farm) {
    return JsonText.print(RegistryMapping.write(farm));
  }

  public static String writeFarms(List<Farm> farms) {
    return writeAll(farms, RegistryMapping::write);
  }

  public static Node node(String text) {
    return NodeMapping.read(tree(text));
  }

  public static List<Node> nodes(String text) {
    return readAll(text, NodeMapping::read);
  }

  public static String write(Node node) {
    return JsonText.print(NodeMapping.write(node));
  }

  public static String writeNodes(List<Node> nodes) {
    return writeAll(nodes, NodeMapping::write);
  }

  public static Pool pool(String text) {
    return PoolMapping.read(tree(text));
  }

  public static List<Pool> pools(String text) {
    return readAll(text, PoolMapping::read);
  }

  public static String write(Pool pool) {
    return JsonText.print(PoolMapping.write(pool));
  }

  public static String writePools(List<Pool> pools) {
    return writeAll(pools, PoolMapping::write);
  }

  /// The order as it stands in `data_reservation`; its signed text is kept as it came.
  public static PoolOrder poolOrder(String text) {
    return PoolMapping.readOrder(tree(text));
  }

  public static String write(PoolOrder order) {
    return JsonText.print(PoolMapping.writeOrder(order));
  }

  /// Whether what the customer signed is what the order asks for: `json` decodes to exactly
  /// `data_reservation`. Members in any order, missing ones zero.
  ///
  /// @return false also if `json` is no JSON
  public static boolean isSignedTextOf(PoolOrder order) {
    return PoolMapping.isSignedTextOf(order);
  }

  /// The text to sign for an order: what belongs into {@link PoolOrder#json}.
  ///
  /// @param order its `json`, `dataJson` and signatures are not looked at
  public static String writeOrderData(PoolOrder order) {
    return JsonText.print(PoolMapping.data(order));
  }

  public static StatsSample statsSample(String text) {
    var sample = tree(text);
    return new StatsSample(
        sample.member("timestamp").integer(),
        new Bytes(sample.member("memory_usage").integer(0, Long.MAX_VALUE)),
        new Bytes(sample.member("memory_limit").integer(0, Long.MAX_VALUE)),
        new Bytes(sample.member("memory_cache").integer(0, Long.MAX_VALUE)),
        sample.member("cpu_usage").integer(),
        sample.member("pids_current").integer());
  }

  /// @return an object with exactly the six members of a sample
  public static String write(StatsSample sample) {
    var members = new LinkedHashMap<String, Object>();
    members.put("timestamp", sample.timestamp());
    members.put("memory_usage", sample.memoryUsage().count());
    members.put("memory_limit", sample.memoryLimit().count());
    members.put("memory_cache", sample.memoryCache().count());
    members.put("cpu_usage", sample.cpuUsage());
    members.put("pids_current", sample.pids());
    return JsonText.print(members);
  }

  static <T> List<T> readAll(String text, Function<JsonValue, T> read) {
    return tree(text).items().stream().map(read).toList();
  }

  static <T> String writeAll(List<T> values, Function<T, ?> write) {
    return JsonText.print(values.stream().map(write).map(Objects::requireNonNull).toList());
  }
}
