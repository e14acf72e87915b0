package io.coredeck.explorer.account.provider;

import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an identity provider tells of itself.
///
/// Source: OpenID Connect Discovery 1.0, section 3.
///
/// @param authorization where people sign in
/// @param token where a code is exchanged
/// @param keys where the keys are that its tokens are signed with
/// @param isBasic whether we prove ourselves in the header; else in the form
/// @param saysIssuer whether its answers always say whose they are (RFC 9207)
record Metadata(URI authorization, URI token, URI keys, boolean isBasic, boolean saysIssuer) {

  private static final String PATH = "/.well-known/openid-configuration";

  /// @throws ProviderException if it does not answer, or for somebody else
  static Metadata of(URI issuer, ProviderHttp http) throws ProviderException, InterruptedException {
    var url = URI.create(issuer.toString().replaceFirst("/$", "") + PATH);
    var reply = http.get(url);
    if (reply.status() != 200) {
      throw ProviderException.broken(
          "%s: answers %d; issuer must be the address of an OpenID Connect provider"
              .formatted(url, reply.status()));
    }
    try {
      var from = Json.tree(reply.body());
      var named = from.member("issuer").text();
      if (!named.equals(issuer.toString())) {
        throw ProviderException.broken(
            "%s: is about '%s'; it must be about the issuer of our settings, letter by letter"
                .formatted(url, named));
      }
      var ways = from.member("token_endpoint_auth_methods_supported");
      return new Metadata(
          address(url, from.member("authorization_endpoint").text()),
          address(url, from.member("token_endpoint").text()),
          address(url, from.member("jwks_uri").text()),
          isBasic(ways.isPresent() ? ways.texts() : null),
          from.member("authorization_response_iss_parameter_supported").flag());
    } catch (WireException e) {
      throw ProviderException.broken(url + ": is not understood: " + e.getMessage(), e);
    }
  }

  /// The header is what a provider takes that says nothing.
  private static boolean isBasic(@Nullable List<String> ways) {
    return ways == null || ways.contains("client_secret_basic");
  }

  private static URI address(URI url, String text) throws ProviderException {
    try {
      var address = URI.create(text);
      var isPlain = !"https".equalsIgnoreCase(address.getScheme());
      if (ProviderConfig.isSafe(address)
          && !(isPlain && "https".equalsIgnoreCase(url.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw ProviderException.broken("%s: names '%s', no address".formatted(url, text), e);
    }
    throw ProviderException.broken(
        "%s: names '%s'; it must be an https address".formatted(url, text));
  }
}
