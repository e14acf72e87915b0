package io.coredeck.model.registry;

/// Where on earth something stands.
///
/// @param city free text
/// @param country free text
/// @param continent free text
/// @param latitude degrees north
/// @param longitude degrees east
public record Location(
    String city, String country, String continent, double latitude, double longitude) {

  /// Nowhere in particular.
  public static final Location NONE = new Location("", "", "", 0, 0);
}
