package io.coredeck.wire.account;

import io.coredeck.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// The messages about signing in through an identity provider. What reads throws {@link
/// io.coredeck.wire.WireException} if the text is not what it should be.
public final class ProviderMessages {

  private ProviderMessages() {}

  /// A sign-in that has begun. Its text form hides everything.
  ///
  /// @param url where the browser goes
  /// @param flow to be kept until it comes back, for whoever has begun alone
  public record Begun(String url, String flow) {

    @Override
    public String toString() {
      return "Begun[all hidden]";
    }
  }

  /// What the browser brought back. Its text form hides everything.
  ///
  /// @param flow as it began
  /// @param state as the browser brought it
  /// @param code as the browser brought it
  /// @param issuer who says to answer; empty if it is not said
  public record Answer(String flow, String state, String code, String issuer) {

    @Override
    public String toString() {
      return "Answer[all hidden]";
    }
  }

  /// @return what people know the provider as; empty if there is none
  public static String name(String text) {
    return Json.tree(text).member("name").text();
  }

  public static String writeName(String name) {
    return Json.writeTree(Map.of("name", name));
  }

  public static Begun begun(String text) {
    var from = Json.tree(text);
    return new Begun(from.member("url").text(), from.member("flow").text());
  }

  public static String write(Begun begun) {
    var to = new LinkedHashMap<String, Object>();
    to.put("url", begun.url());
    to.put("flow", begun.flow());
    return Json.writeTree(to);
  }

  public static Answer answer(String text) {
    var from = Json.tree(text);
    return new Answer(
        from.member("flow").text(),
        from.member("state").text(),
        from.member("code").text(),
        from.member("issuer").text());
  }

  public static String write(Answer answer) {
    var to = new LinkedHashMap<String, Object>();
    to.put("flow", answer.flow());
    to.put("state", answer.state());
    to.put("code", answer.code());
    to.put("issuer", answer.issuer());
    return Json.writeTree(to);
  }
}
