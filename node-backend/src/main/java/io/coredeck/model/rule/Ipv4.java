package io.coredeck.model.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/// An IPv4 address.
///
/// @param bits its 32 bits, the first byte highest
public record Ipv4(int bits) {
  private static final Pattern FORM =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
  private static final int PARTS = 4;
  private static final int LARGEST_PART = 255;

  /// @return the address; empty if the text is not four numbers from 0 to 255 joined by dots
  public static Optional<Ipv4> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int bits = 0;
    for (int i = 1; i <= PARTS; i++) {
      int part = Integer.parseInt(matcher.group(i));
      if (part > LARGEST_PART) {
        return Optional.empty();
      }
      bits = (bits << 8) | part;
    }
    return Optional.of(new Ipv4(bits));
  }

  /// @param index from 0, the leftmost, to 3
  /// @return a byte of it, from 0 to 255
  public int part(int index) {
    return (bits >>> (8 * (PARTS - 1 - index))) & LARGEST_PART;
  }

  @Override
  public String toString() {
    return part(0) + "." + part(1) + "." + part(2) + "." + part(3);
  }
}
