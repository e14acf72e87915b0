package io.coredeck.wire;

import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.registry.Node.NetworkInterface;
import io.coredeck.model.registry.Node.WorkloadCounts;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.model.registry.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The small messages between the explorer and those who call it.
///
/// Everything that reads throws {@link WireException} if the text is not what it should be.
public final class Messages {

  /// What a cloud unit costs, in the spelling of the original explorer: dollars a month, and the
  /// price of a token in thousandths of a dollar.
  private static final String PRICES =
      """
      {"CuPriceDollarMonth":10,"SuPriceDollarMonth":8,"TftPriceMill":100,"IP4uPriceDollarMonth":6}\
      """;

  private Messages() {}

  /// What a node has taken, as it reports it.
  ///
  /// @param amount what its workloads reserved
  /// @param workloads how many of each kind it runs
  public record UsedResources(ResourceAmount amount, WorkloadCounts workloads) {}

  /// A user as it should be, with the proof that the user wants it.
  ///
  /// @param user empty members stay as they are
  /// @param senderSignature hex
  public record UserUpdate(User user, String senderSignature) {}

  /// A question whether a user signed something.
  ///
  /// @param payload hex of what was signed
  /// @param signature hex
  public record Validation(String payload, String signature) {}

  /// @return the text of an error's answer
  public static String writeError(String text) {
    return JsonText.print(Map.of("error", text));
  }

  /// @param listed number of the workload that is listed all the same
  /// @return the text of a refusal's answer
  public static String writeError(String text, long listed) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("error", text);
    answer.put("listed_id", listed);
    return JsonText.print(answer);
  }

  /// @return what `error` says; the text itself if it is not such an object; empty for a page that
  ///   something in between has made for a browser
  public static String error(String text) {
    try {
      var error = Json.tree(text).member("error").text();
      return error.isEmpty() ? text.strip() : error;
    } catch (WireException _) {
      var said = text.strip();
      return said.startsWith("<") ? "" : said;
    }
  }

  /// @return the number of the workload that is listed although it was refused; empty if an error's
  ///   answer tells of none
  public static OptionalLong listedId(String text) {
    try {
      var id = Json.tree(text).member("listed_id").integer(0, Long.MAX_VALUE);
      return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
    } catch (WireException _) {
      return OptionalLong.empty();
    }
  }

  /// @return the answer to a new farm
  public static String writeId(long id) {
    return JsonText.print(Map.of("id", id));
  }

  /// @return the id in the answer to a new farm or user
  public static long id(String text) {
    return Json.tree(text).member("id").integer();
  }

  /// @return the answer to a new workload
  public static String writeReservationId(long id) {
    return JsonText.print(Map.of("reservation_id", id));
  }

  /// @return the id in the answer to a new workload or pool
  public static long reservationId(String text) {
    return Json.tree(text).member("reservation_id").integer();
  }

  /// @return the answer to a pool order that costs nothing
  public static String writePoolOrdered(long reservationId) {
    var escrow = new LinkedHashMap<String, Object>();
    escrow.put("address", "");
    escrow.put("asset", "");
    escrow.put("amount", 0);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("reservation_id", reservationId);
    answer.put("escrow_information", escrow);
    return JsonText.print(answer);
  }

  /// @return what a cloud unit costs
  public static String writePrices() {
    return PRICES;
  }

  /// @return a user's signature under a deletion or creation
  public static Signature signature(String text) {
    return ReservationMapping.readSignature(Json.tree(text));
  }

  public static String write(Signature signature) {
    return JsonText.print(ReservationMapping.write(signature));
  }

  public static UserUpdate userUpdate(String text) {
    var from = Json.tree(text);
    return new UserUpdate(
        RegistryMapping.readUser(from), from.member("sender_signature_hex").text());
  }

  public static String write(UserUpdate update) {
    var to = RegistryMapping.write(update.user());
    to.put("sender_signature_hex", update.senderSignature());
    return JsonText.print(to);
  }

  /// @return whether the user is to be trusted to sponsor others' pools
  public static boolean trusted(String text) {
    return flag(text, "trusted");
  }

  /// @return whether the user or node is to be let in
  public static boolean admitted(String text) {
    return flag(text, "admitted");
  }

  private static boolean flag(String text, String member) {
    var flag = Json.tree(text).member(member);
    if (!flag.isPresent()) {
      throw flag.fault("is missing; it must be true or false");
    }
    return flag.flag();
  }

  /// @return what {@link #admitted} reads
  public static String writeAdmitted(boolean isAdmitted) {
    return JsonText.print(Map.of("admitted", isAdmitted));
  }

  public static Validation validation(String text) {
    var from = Json.tree(text);
    return new Validation(from.member("payload").text(), from.member("signature").text());
  }

  /// @return the answer to a {@link Validation}
  public static String writeIsValid(boolean isValid) {
    return JsonText.print(Map.of("is_valid", isValid));
  }

  public static List<NetworkInterface> interfaces(String text) {
    return NodeMapping.readInterfaces(Json.tree(text));
  }

  public static String writeInterfaces(List<NetworkInterface> interfaces) {
    return JsonText.print(NodeMapping.writeInterfaces(interfaces));
  }

  public static List<Integer> ports(String text) {
    return NodeMapping.readPorts(Json.tree(text).member("ports"));
  }

  public static String writePorts(List<Integer> ports) {
    return JsonText.print(Map.of("ports", ports));
  }

  public static ResourceAmount capacity(String text) {
    return NodeMapping.readAmount(Json.tree(text).member("capacity"));
  }

  public static String writeCapacity(ResourceAmount capacity) {
    return JsonText.print(Map.of("capacity", NodeMapping.write(capacity)));
  }

  /// @return seconds
  public static long uptime(String text) {
    return Json.tree(text).member("uptime").integer(0, Long.MAX_VALUE);
  }

  public static String writeUptime(long seconds) {
    return JsonText.print(Map.of("uptime", seconds));
  }

  public static UsedResources usedResources(String text) {
    var from = Json.tree(text);
    return new UsedResources(NodeMapping.readAmount(from), NodeMapping.readCounts(from));
  }

  public static String write(UsedResources used) {
    var to = new LinkedHashMap<>(NodeMapping.write(used.amount()));
    to.putAll(NodeMapping.write(used.workloads()));
    return JsonText.print(to);
  }
}
