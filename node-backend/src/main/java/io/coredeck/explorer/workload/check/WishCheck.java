package io.coredeck.explorer.workload.check;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.store.Reading;
import io.coredeck.identity.Challenges;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.fit.Shape;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What is asked for, by what body ever: read, and refused as the original refuses it. Everything
/// that ends in a new workload goes through here.
public final class WishCheck {

  /// Bytes of a wish, and characters of what is stored of it: lists of a thousand go to everybody.
  public static final int MOST_BYTES = 64 << 10;

  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");

  private WishCheck() {}

  /// @param body as it came
  /// @return what it asks for
  /// @throws RefusedException 400 if it is no workload, 413 if it is too long
  public static Reservation read(String body) {
    var wish = Arguments.decoded(body, Json::wish);
    var length = Json.write(wish).length();
    if (length > MOST_BYTES) { // short forms of members are written out
      throw new RefusedException(
          413,
          "the workload is %d characters long; it must be at most %d"
              .formatted(length, MOST_BYTES));
    }
    return wish;
  }

  /// Kind, customer, signature and envelope.
  ///
  /// @throws RefusedException 400 in the original's order and words
  public static void requireForm(Reservation asked) {
    requireKind(asked);
    require(asked.customerTid() != 0, "customer_tid is required");
    require(!asked.customerSignature().isEmpty(), "customer_signature is required");
    refuse(Shape.envelope(asked), _ -> true);
  }

  /// @throws RefusedException 400 if no node of this grid runs such a thing
  public static void requireKind(Reservation asked) {
    refuse(Shape.envelope(asked), fault -> fault.code() == Code.KIND);
  }

  /// @throws RefusedException 401 if it is asked in somebody else's name
  public static void requireCustomer(Reservation asked, long tid) {
    if (asked.customerTid() != tid) {
      throw new RefusedException(
          401, "request user identity does not match the reservation customer-tid");
    }
  }

  /// Everything about it that no node would run, which the original leaves to the node.
  ///
  /// @throws RefusedException 400 with the first fault
  public static void requireSound(Reservation asked) {
    refuse(Shape.of(asked), _ -> true);
  }

  /// `Prefer: handling=strict` of RFC 7240: who sends it would rather be refused at once than hear
  /// from the node.
  ///
  /// @return whether the call says so
  public static boolean isStrict(WebRequest request) {
    var wanted = request.header("prefer").orElse("");
    return Arrays.stream(wanted.split("[,;]", -1))
        .map(part -> part.replaceAll("[\\s\"]", ""))
        .anyMatch("handling=strict"::equalsIgnoreCase);
  }

  private static void refuse(List<Finding> faults, Predicate<Finding> counts) {
    faults.stream()
        .filter(counts)
        .findFirst()
        .ifPresent(fault -> {
          throw new RefusedException(400, fault.message());
        });
  }

  private static void require(boolean fulfilled, String message) {
    if (!fulfilled) {
      throw new RefusedException(400, message);
    }
  }

  /// @return the user's public key, hex
  /// @throws RefusedException 400 if nobody has that number
  public static String keyOf(Reading records, long tid) {
    return records
        .user(tid)
        .orElseThrow(
            () -> new RefusedException(400, "cannot find user with id '%d'".formatted(tid)))
        .pubkey();
  }

  /// @param key of {@link #keyOf}
  /// @throws RefusedException 400 if the customer has not signed this wish
  public static void requireSignature(String key, Reservation asked) {
    require(
        HEX.matcher(asked.customerSignature()).matches(),
        "invalid signature format, expecting hex encoded string");
    require(
        Challenges.isAskedBy(key, asked),
        "failed to verify customer signature: it is not the user's over this reservation");
  }
}
