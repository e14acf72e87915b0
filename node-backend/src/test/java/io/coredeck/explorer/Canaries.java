package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Secrets, and places where none of them may be. What is looked at is kept until {@link #found},
/// so that a secret may become known after the place was seen.
final class Canaries {

  /// Shorter ones would be found by accident.
  private static final int SHORTEST = 12;

  private final Map<String, Set<String>> forms = new LinkedHashMap<>();
  private final List<Place> places = new ArrayList<>();

  /// @param content bytes as ISO 8859-1
  /// @param shown names of the secrets that are to be there
  private record Place(String name, String content, Set<String> shown) {}

  /// @param name what it is
  /// @return the secret
  String plant(String name, String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(name + " is too short to be looked for");
    }
    var all = new LinkedHashSet<String>();
    addForms(all, secret.getBytes(UTF_8));
    all.add(URLEncoder.encode(secret, UTF_8));
    all.add(URLEncoder.encode(secret, UTF_8).replace("+", "%20"));
    all.add(secret.replace("/", "\\/"));
    if (secret.matches("([0-9a-f]{2}){16,}")) {
      addForms(all, HexFormat.of().parseHex(secret));
    }
    forms.put(name, all);
    return secret;
  }

  private static void addForms(Set<String> all, byte[] secret) {
    all.add(new String(secret, ISO_8859_1));
    all.add(HexFormat.of().formatHex(secret));
    all.add(HexFormat.of().withUpperCase().formatHex(secret));
    for (var before = 0; before < 3; before++) { // wherever it begins in what was encoded
      var padded = new byte[before + secret.length];
      System.arraycopy(secret, 0, padded, before, secret.length);
      var whole = Arrays.copyOf(padded, padded.length / 3 * 3); // the rest depends on what follows
      var first = before == 0 ? 0 : 4;
      all.add(Base64.getEncoder().encodeToString(whole).substring(first));
      all.add(Base64.getUrlEncoder().encodeToString(whole).substring(first));
    }
  }

  /// Looks at a place.
  ///
  /// @param shown names of the secrets that are to be there
  void look(String place, String content, String... shown) {
    look(place, content.getBytes(UTF_8), shown);
  }

  /// As {@link #look(String, String, String...)}.
  void look(String place, byte[] content, String... shown) {
    places.add(new Place(place, new String(content, ISO_8859_1), Set.of(shown)));
  }

  /// @return how many places were looked at
  int places() {
    return places.size();
  }

  /// @param beginning of their names
  /// @return how many such places were looked at
  long places(String beginning) {
    return places.stream().filter(place -> place.name().startsWith(beginning)).count();
  }

  /// @return whether a secret was in a place it is to be in
  boolean isSeen(String name) {
    return places.stream()
        .filter(place -> place.shown().contains(name))
        .anyMatch(place ->
            Objects.requireNonNull(forms.get(name)).stream().anyMatch(place.content()::contains));
  }

  /// @return which secret is in which place it must not be in
  List<String> found() {
    var found = new ArrayList<String>();
    for (var place : places) {
      forms.forEach((name, all) -> {
        if (!place.shown().contains(name)) {
          all.stream()
              .filter(place.content()::contains)
              .findFirst()
              .ifPresent(form -> found.add(name + " is in " + place.name() + " as " + form));
        }
      });
    }
    return found;
  }
}
