package io.coredeck.dashboard.admin.audit;

import com.vaadin.flow.router.QueryParameters;
import io.coredeck.sdk.account.AuditClient.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which entries are looked at, as the address says it.
///
/// @param who part of a person's name
/// @param action what kind of thing was done
/// @param object part of what it was done to
/// @param result how it went
/// @param since how far back
record Choice(String who, Action action, String object, Result result, Since since) {

  static final Choice ALL = new Choice("", Action.ANY, "", Result.ANY, Since.ANY);

  private static final int LONGEST = 64;

  /// What can be done, in groups.
  enum Action {
    ANY(""),
    SIGN_IN("sign-in"),
    ACCOUNT("account."),
    PASSWORD("password."),
    TOKEN("token."),
    CONTAINER("container."),
    VOLUME("volume."),
    NETWORK("network."),
    POOL("pool."),
    NODE("node."),
    FARM("farm."),
    USER("user.");

    private final String wire;

    Action(String wire) {
      this.wire = wire;
    }

    String word() {
      return wire.isEmpty() ? "any" : wire.replace(".", "");
    }
  }

  /// How it went.
  enum Result {
    ANY(""),
    OK("ok"),
    REFUSED("refused");

    private final String wire;

    Result(String wire) {
      this.wire = wire;
    }

    String word() {
      return wire.isEmpty() ? "any" : wire;
    }
  }

  /// How far back.
  enum Since {
    ANY("any", Duration.ZERO),
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofHours(24)),
    WEEK("7d", Duration.ofDays(7)),
    MONTH("30d", Duration.ofDays(30));

    private final String word;
    private final Duration age;

    Since(String word, Duration age) {
      this.word = word;
      this.age = age;
    }

    String word() {
      return word;
    }
  }

  /// @param query whatever somebody wrote there
  static Choice of(QueryParameters query) {
    return new Choice(
        text(query, "who"),
        Arrays.stream(Action.values())
            .filter(one -> one.word().equals(text(query, "action")))
            .findFirst()
            .orElse(Action.ANY),
        text(query, "object"),
        Arrays.stream(Result.values())
            .filter(one -> one.word().equals(text(query, "result")))
            .findFirst()
            .orElse(Result.ANY),
        Arrays.stream(Since.values())
            .filter(one -> one.word().equals(text(query, "since")))
            .findFirst()
            .orElse(Since.ANY));
  }

  private static String text(QueryParameters query, String name) {
    var text = query.getSingleParameter(name).orElse("");
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  /// @return the address's query; empty for everything
  String query() {
    var members = new LinkedHashMap<String, String>();
    put(members, "who", who, "");
    put(members, "action", action.word(), Action.ANY.word());
    put(members, "object", object, "");
    put(members, "result", result.word(), Result.ANY.word());
    put(members, "since", since.word(), Since.ANY.word());
    return members.isEmpty() ? "" : "?" + QueryParameters.simple(members).getQueryString();
  }

  private static void put(Map<String, String> members, String name, String value, String usual) {
    if (!value.equals(usual)) {
      members.put(name, value);
    }
  }

  boolean isFiltered() {
    return !equals(ALL);
  }

  /// @param now from which is counted back
  Filter filter(Instant now) {
    return new Filter(
        who.strip(),
        action.wire,
        object.strip(),
        result.wire,
        since == Since.ANY ? Optional.empty() : Optional.of(now.minus(since.age)),
        Optional.empty());
  }

  Choice withWho(String other) {
    return new Choice(other, action, object, result, since);
  }

  Choice withAction(Action other) {
    return new Choice(who, other, object, result, since);
  }

  Choice withObject(String other) {
    return new Choice(who, action, other, result, since);
  }

  Choice withResult(Result other) {
    return new Choice(who, action, object, other, since);
  }

  Choice withSince(Since other) {
    return new Choice(who, action, object, result, other);
  }
}
