package io.coredeck.identity;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/// The signature of a call to the explorer: draft-cavage-http-signatures with ed25519, in the
/// headers `Authorization`, `Date` and `threebot-id`.
///
/// It says who calls and when. Method, path and body are not covered, and the original SDK sends
/// the same headers with every call of one second, so a repeated signature is no attack.
public final class HttpSignature {

  /// The headers the original SDK signs and the explorer asks for.
  public static final List<String> SIGNED = List.of("(created)", "date", "threebot-id");

  /// What a 401 answer carries as `WWW-Authenticate`.
  public static final String ASKED = "Signature headers=\"" + String.join(" ", SIGNED) + "\"";

  /// How far a caller's clock may be off unless configured otherwise.
  public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

  /// What the SDK writes as `expires`; nobody looks at it.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  /// A user id has at most this many digits; a longer name is a node's.
  private static final int USER_DIGITS = 18;

  private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private HttpSignature() {}

  /// Who called.
  ///
  /// @param keyId as it stands in the call: decimal user id, or node id
  /// @param tid the user id; 0 if it is a node
  public record Caller(String keyId, long tid) {

    /// @return whether a node called
    public boolean isNode() {
      return tid == 0;
    }
  }

  /// What is looked at of a call.
  ///
  /// @param method e.g. `GET`
  /// @param target path with query
  /// @param headers a header's value by its lower-case name; several values joined with `, `
  public record Call(String method, String target, Function<String, Optional<String>> headers) {}

  /// What a call must fulfil.
  ///
  /// @param signed names that must be among the signed ones
  /// @param tolerance how far `created`, or `date` where that is not signed, may be from now
  public record Rules(List<String> signed, Duration tolerance) {

    public Rules {
      signed = List.copyOf(signed);
    }
  }

  /// @param keyId decimal user id, or the node id of these keys
  /// @return the headers to send
  public static Map<String, String> headers(KeyPair keys, String keyId, Instant now) {
    var created = now.getEpochSecond();
    var date = DATE.format(now);
    var text = "(created): %d\ndate: %s\nthreebot-id: %s".formatted(created, date, keyId);
    var signature = keys.sign(text.getBytes(StandardCharsets.UTF_8));
    var headers = new LinkedHashMap<String, String>();
    headers.put("Date", date);
    headers.put("threebot-id", keyId);
    headers.put(
        "Authorization",
        ("Signature keyId=\"%s\",algorithm=\"ed25519\",signature=\"%s\",created=\"%d\","
                + "expires=\"%d\",headers=\"%s\"")
            .formatted(
                keyId,
                Base64.getEncoder().encodeToString(signature),
                created,
                created + LIFETIME.toSeconds(),
                String.join(" ", SIGNED)));
    return headers;
  }

  /// @param userKey a user's public key in hex by user id; a node's key is its id
  /// @param now what the clock says
  /// @return who called
  /// @throws UnauthorizedException if the signature is missing or wrong
  public static Caller verify(
      Call call, Rules rules, LongFunction<Optional<String>> userKey, Instant now)
      throws UnauthorizedException {
    var parameters = parameters(call);
    var keyId = required(parameters, "keyId");
    var signature = decoded(required(parameters, "signature"));
    var algorithm = required(parameters, "algorithm");
    if (!algorithm.equals("ed25519")) {
      throw new UnauthorizedException("algorithm is '" + algorithm + "'; it must be ed25519");
    }
    var names =
        List.of(parameters.getOrDefault("headers", "").toLowerCase(Locale.ROOT).split(" ", -1));
    for (var name : rules.signed()) {
      if (!names.contains(name)) {
        throw new UnauthorizedException("header " + name + " is not signed; sign it too");
      }
    }
    checkClock(call, parameters, names, rules, now);
    var caller = caller(keyId);
    var key = key(caller, userKey);
    var text = text(call, parameters, names);
    if (!Signatures.verify(key, text.getBytes(StandardCharsets.UTF_8), signature)) {
      throw new UnauthorizedException(
          "the signature does not verify with the key of '" + keyId + "'");
    }
    var named = call.headers().apply("threebot-id").map(String::strip).orElse(keyId);
    if (!named.equals(keyId)) {
      throw new UnauthorizedException(
          "threebot-id is '%s' and keyId '%s'; they must be the same".formatted(named, keyId));
    }
    return caller;
  }

  private static Map<String, String> parameters(Call call) throws UnauthorizedException {
    var header =
        call.headers()
            .apply("authorization")
            .orElseThrow(() -> new UnauthorizedException("there is no Authorization header"));
    if (!header.regionMatches(true, 0, "Signature ", 0, "Signature ".length())) {
      throw new UnauthorizedException("Authorization must start with 'Signature '");
    }
    var parameters = new LinkedHashMap<String, String>();
    for (var found = PARAMETER.matcher(header); found.find(); ) {
      parameters.putIfAbsent(found.group(1), found.group(2));
    }
    return parameters;
  }

  private static String required(Map<String, String> parameters, String name)
      throws UnauthorizedException {
    var value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new UnauthorizedException("parameter " + name + " is missing");
    }
    return value;
  }

  private static String decoded(String base64) throws UnauthorizedException {
    try {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      throw new UnauthorizedException("parameter signature is not base64");
    }
  }

  /// The time that is signed counts: `created`, else `date`.
  private static void checkClock(
      Call call, Map<String, String> parameters, List<String> names, Rules rules, Instant now)
      throws UnauthorizedException {
    var isCreated = names.contains("(created)");
    var time = isCreated ? seconds(parameters, "created") : secondsOfDate(call);
    var limit = rules.tolerance().toSeconds();
    if (time < now.getEpochSecond() - limit || time > now.getEpochSecond() + limit) {
      throw new UnauthorizedException(
          "%s is %d and the time here is %d; set the caller's clock"
              .formatted(isCreated ? "created" : "date", time, now.getEpochSecond()));
    }
  }

  private static long secondsOfDate(Call call) throws UnauthorizedException {
    var date = call.headers().apply("date").orElse("").strip();
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)).getEpochSecond();
    } catch (DateTimeException _) {
      throw new UnauthorizedException(
          "Date is '%s'; it must be like Sat, 21 Nov 2020 23:17:51 GMT".formatted(date));
    }
  }

  private static long seconds(Map<String, String> parameters, String name)
      throws UnauthorizedException {
    try {
      return Long.parseLong(required(parameters, name));
    } catch (NumberFormatException _) {
      throw new UnauthorizedException("parameter " + name + " is not a whole number");
    }
  }

  private static Caller caller(String keyId) {
    var isUser = keyId.length() <= USER_DIGITS && keyId.chars().allMatch(c -> c >= '0' && c <= '9');
    return new Caller(keyId, isUser ? Long.parseLong(keyId) : 0);
  }

  private static String key(Caller caller, LongFunction<Optional<String>> userKey)
      throws UnauthorizedException {
    try {
      return caller.isNode()
          ? NodeId.toHex(caller.keyId())
          : userKey
              .apply(caller.tid())
              .orElseThrow(() -> new UnauthorizedException("there is no user " + caller.tid()));
    } catch (IllegalArgumentException e) {
      throw new UnauthorizedException("keyId: " + e.getMessage());
    }
  }

  private static String text(Call call, Map<String, String> parameters, List<String> names)
      throws UnauthorizedException {
    var lines = new ArrayList<String>();
    for (var name : names) {
      var value =
          switch (name) {
            case "(created)", "(expires)" ->
                String.valueOf(seconds(parameters, name.substring(1, name.length() - 1)));
            case "(request-target)" -> call.method().toLowerCase(Locale.ROOT) + " " + call.target();
            default ->
                call.headers()
                    .apply(name)
                    .orElseThrow(
                        () -> new UnauthorizedException("signed header " + name + " is missing"))
                    .strip();
          };
      lines.add(name + ": " + value);
    }
    return String.join("\n", lines);
  }
}
