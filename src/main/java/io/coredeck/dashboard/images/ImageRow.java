package io.coredeck.dashboard.images;

import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.sdk.hub.HubImage;
import java.time.Instant;
import java.util.Map;

/// An image as the list shows it.
///
/// @param image as the hub tells of it
/// @param containers that run it, of those the person may see
/// @param age since it was published, in the fewest letters
record ImageRow(HubImage image, long containers, String age) {

  /// @param users containers by image URL
  static ImageRow of(HubImage image, Map<String, Long> users, Instant now) {
    return new ImageRow(
        image,
        users.getOrDefault(image.url().toString(), 0L),
        Amounts.age(Instant.ofEpochSecond(image.updated()), now));
  }

  String url() {
    return image.url().toString();
  }

  String page() {
    return "images/" + image.title();
  }

  /// @return one line
  String about() {
    return image.trouble().isEmpty()
        ? image.facts().description().lines().findFirst().orElse("")
        : image.trouble();
  }
}
