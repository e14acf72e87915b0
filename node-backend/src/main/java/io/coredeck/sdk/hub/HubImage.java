package io.coredeck.sdk.hub;

import io.coredeck.wire.JsonValue;
import java.net.URI;

/// An image as the hub tells of it.
///
/// @param url where nodes find it
/// @param repository where it is published
/// @param name with `.flist` at the end
/// @param size of what nodes fetch first, its tree without contents, in bytes
/// @param md5 32 hex digits; another version has another one
/// @param updated seconds since 1970
/// @param isOwn whether it may be renamed and deleted
/// @param trouble why nothing more is known of it; empty if it is whole
/// @param facts what is in it
public record HubImage(
    URI url,
    String repository,
    String name,
    long size,
    String md5,
    long updated,
    boolean isOwn,
    String trouble,
    Facts facts) {

  private static final String ENDING = ".flist";

  /// What is in an image.
  ///
  /// @param description what it says of itself; may be empty
  /// @param entrypoint what it starts; empty if it does not say
  /// @param files regular files
  /// @param directories the root too
  /// @param links symbolic links
  /// @param specials devices and the like
  /// @param bytes what its files hold
  /// @param blocks `HOST:PORT` of the store with its contents; empty if it does not say
  public record Facts(
      String description,
      String entrypoint,
      long files,
      long directories,
      long links,
      long specials,
      long bytes,
      String blocks) {}

  static HubImage read(String hub, JsonValue from) {
    var repository = from.member("repository").text();
    var name = from.member("name").text();
    return new HubImage(
        URI.create("%s/%s/%s".formatted(hub, repository, name)),
        repository,
        name,
        from.member("size").integer(),
        from.member("md5").text(),
        from.member("updated").integer(),
        from.member("own").flag(),
        from.member("trouble").text(),
        new Facts(
            from.member("description").text(),
            from.member("entrypoint").text(),
            from.member("files").integer(),
            from.member("directories").integer(),
            from.member("links").integer(),
            from.member("specials").integer(),
            from.member("bytes").integer(),
            from.member("blocks").text()));
  }

  /// @return the name as people say it, without `.flist`
  public String shortName() {
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  /// @return e.g. `demo/busybox`
  public String title() {
    return repository + "/" + shortName();
  }
}
