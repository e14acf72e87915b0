package io.coredeck.whole.people;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What a JVM holds after a full collection.
///
/// @param bytes of everything that lives
/// @param objects how many of each class, by its name
public record Held(long bytes, Map<String, Long> objects) {

  private static final Pattern LINE =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)", Pattern.MULTILINE);
  private static final Pattern TOTAL =
      Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

  /// What the collector leaves where dead objects were that it did not find worth moving others
  /// for.
  private static final String FILLER = "[Ljdk.internal.vm.FillerElement;";

  public Held {
    objects = Map.copyOf(objects);
  }

  /// @param histogram as `jcmd PID GC.class_histogram` prints it
  public static Held of(String histogram) throws IOException {
    var total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("that is no histogram of a heap: " + histogram);
    }
    var bytes = Long.parseLong(total.group(1));
    var objects = new HashMap<String, Long>();
    var lines = LINE.matcher(histogram);
    while (lines.find()) {
      objects.merge(lines.group(3), Long.parseLong(lines.group(1)), Long::sum);
      if (lines.group(3).equals(FILLER)) {
        bytes -= Long.parseLong(lines.group(2));
      }
    }
    return new Held(bytes, objects);
  }

  /// @param name of a class
  public long count(String name) {
    return objects.getOrDefault(name, 0L);
  }
}
