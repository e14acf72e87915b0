package io.coredeck.node.telemetry.notice;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which servers people were told of that they take nothing, and when within the last hour. Kept in
/// a file, so that an agent that was started meanwhile tells of their return, tells nothing twice
/// and keeps the same limits.
///
/// Used by one thread.
final class ToldEndpoints {

  /// How long it is remembered when something was told.
  static final Duration REMEMBERED = Duration.ofHours(1);

  private static final System.Logger LOG = System.getLogger(ToldEndpoints.class.getName());
  private static final int PARTS = 4;
  private static final Pattern TIMES = Pattern.compile("(\\d{1,15}(,\\d{1,15})*)?");
  private static final Pattern CHANNEL = Pattern.compile("^([a-z]+://[^/]+)/.*$");
  private static final String DOWN = "down";
  private static final String UP = "up";

  private final Path file;
  private final Map<Server, Memory> servers;
  private boolean isSaved = true;
  private boolean isWritable = true;

  /// A server as one container's endpoint.
  ///
  /// @param address e.g. `redis://10.0.0.1:6379`
  record Server(String gwid, String address) {

    /// @param endpoint as people are shown it, with or without a channel
    static Server of(String gwid, String endpoint) {
      return new Server(gwid, CHANNEL.matcher(endpoint).replaceFirst("$1"));
    }
  }

  /// @param times when its trouble was told, in order; if it is down the last one however old
  private record Memory(boolean isDown, List<Instant> times) {}

  private ToldEndpoints(Path file, Map<Server, Memory> servers) {
    this.file = file;
    this.servers = servers;
  }

  /// @param file a line for each: `down` or `up`, when it was told in ms since 1970 with commas
  ///   between, gwid, address, with tabs between; need not be there
  static ToldEndpoints open(Path file) {
    var servers = new HashMap<Server, Memory>();
    try {
      for (var line : Files.readAllLines(file)) {
        read(line, servers);
      }
    } catch (NoSuchFileException _) {
      // nobody was told of any
    } catch (IOException e) {
      LOG.log(Level.WARNING, file + " cannot be read; the return of endpoints is not told", e);
    }
    return new ToldEndpoints(file, servers);
  }

  private static void read(String line, Map<Server, Memory> servers) {
    var parts = line.split("\t", PARTS);
    if (parts.length < PARTS || !TIMES.matcher(parts[1]).matches()) {
      LOG.log(Level.WARNING, "a line that makes no sense is not heeded: {0}", line);
      return;
    }
    var times =
        Arrays.stream(parts[1].split(",", -1))
            .filter(millis -> !millis.isEmpty())
            .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
            .toList();
    servers.put(new Server(parts[2], parts[3]), new Memory(parts[0].equals(DOWN), times));
  }

  /// Forgets what was told longer ago than an hour. The time to come was told by a clock that was
  /// wrong; it is forgotten, too.
  void forgetOld(Instant now) {
    var first = now.minus(REMEMBERED);
    servers.replaceAll((_, one) ->
        isAllKept(one, first, now) ? one : new Memory(one.isDown, kept(one, first, now)));
    servers.values().removeIf(one -> !one.isDown && one.times.isEmpty());
  }

  /// The usual case: they are in order.
  private static boolean isAllKept(Memory memory, Instant first, Instant now) {
    var times = memory.times;
    return !times.isEmpty()
        && !times.getLast().isAfter(now)
        && (times.getFirst().isAfter(first) || (memory.isDown && times.size() == 1));
  }

  private static List<Instant> kept(Memory memory, Instant first, Instant now) {
    var past = memory.times.stream().filter(time -> !time.isAfter(now)).toList();
    var fresh = past.stream().filter(time -> time.isAfter(first)).toList();
    return fresh.isEmpty() && memory.isDown && !past.isEmpty() ? List.of(past.getLast()) : fresh;
  }

  /// @return whether people were told that it takes nothing, and not yet that it takes again
  boolean isDown(Server server) {
    var memory = servers.get(server);
    return memory != null && memory.isDown;
  }

  /// @return when its trouble was told last; {@link Instant#MIN} if that is not known
  Instant last(Server server) {
    var memory = servers.get(server);
    return memory == null || memory.times.isEmpty() ? Instant.MIN : memory.times.getLast();
  }

  /// @return how often trouble was told within the hour before, by server
  Map<Server, Integer> counts(Instant now) {
    var first = now.minus(REMEMBERED);
    var counts = new HashMap<Server, Integer>();
    servers.forEach((server, memory) ->
        counts.put(server, (int) memory.times.stream().filter(first::isBefore).count()));
    return counts;
  }

  void add(Server server, Instant now) {
    var memory = servers.get(server);
    var times = new ArrayList<>(memory == null ? List.<Instant>of() : memory.times);
    times.add(now);
    servers.put(server, new Memory(true, times));
    isSaved = false;
  }

  /// @return whether it was down
  boolean end(Server server) {
    if (!isDown(server)) {
      return false;
    }
    servers.computeIfPresent(server, (_, memory) -> new Memory(false, memory.times));
    isSaved = false;
    return true;
  }

  /// Others will not return.
  void keep(Collection<Server> there) {
    List.copyOf(servers.keySet()).stream().filter(one -> !there.contains(one)).forEach(this::end);
  }

  /// Writes what has changed; what cannot be written is tried again the next time.
  void save() {
    if (isSaved) {
      return;
    }
    var text =
        servers.entrySet().stream()
            .map(one -> line(one.getKey(), one.getValue()))
            .sorted()
            .collect(Collectors.joining());
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      isSaved = true;
      isWritable = true;
    } catch (IOException e) {
      if (isWritable) { // else it was said, and it is tried every few seconds
        LOG.log(Level.WARNING, file + " cannot be written; it is tried again without a word", e);
      }
      isWritable = false;
    }
  }

  private static String line(Server server, Memory memory) {
    var times =
        memory.times.stream()
            .map(time -> Long.toString(time.toEpochMilli()))
            .collect(Collectors.joining(","));
    return "%s\t%s\t%s\t%s\n"
        .formatted(memory.isDown ? DOWN : UP, times, server.gwid(), server.address());
  }
}
