package io.coredeck.dashboard.grid;

/// What people call an image.
public final class ImageName {

  private static final String ENDING = ".flist";

  private ImageName() {}

  /// @param flist its URL
  /// @return `busybox` for `http://hub/demo/busybox.flist`
  public static String of(String flist) {
    var name = flist.substring(flist.lastIndexOf('/') + 1);
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  /// @param flist its URL
  /// @return `demo/busybox` for `http://hub/demo/busybox.flist`
  public static String withRepository(String flist) {
    var before = flist.substring(0, Math.max(0, flist.lastIndexOf('/')));
    var repository = before.substring(before.lastIndexOf('/') + 1);
    return repository.isEmpty() || repository.contains(":") || before.endsWith("//" + repository)
        ? of(flist)
        : repository + "/" + of(flist);
  }
}
