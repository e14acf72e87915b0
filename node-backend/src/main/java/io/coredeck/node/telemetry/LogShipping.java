package io.coredeck.node.telemetry;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.RedisAddress;
import io.coredeck.node.telemetry.log.LogReader;
import io.coredeck.node.telemetry.log.LogStream;
import io.coredeck.node.telemetry.log.PositionFile;
import io.coredeck.node.telemetry.log.Reopening;
import io.coredeck.node.telemetry.log.SavedLog;
import io.coredeck.node.telemetry.log.Spool;
import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import io.coredeck.node.telemetry.notice.Notice;
import io.coredeck.node.telemetry.redis.LineChannel;
import io.coredeck.node.telemetry.redis.LineStream;
import io.coredeck.node.telemetry.redis.LineTarget;
import io.coredeck.node.telemetry.redis.Server;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/// Makes the logs to be followed: finds what is remembered of each and where its lines go.
///
/// @param config where things are and how large they may become
/// @param loop will follow them
/// @param reopenings runs what may wait for conmon
/// @param notice hears of lost lines
record LogShipping(TelemetryConfig config, LogLoop loop, Executor reopenings, Notice notice) {
  private static final Logger LOG = System.getLogger(LogShipping.class.getName());

  /// @return the name of the stream that holds a container's lines
  static String streamKey(String gwid) {
    return "coredeck:logs:" + gwid;
  }

  /// @return where is remembered how far a container's log was shipped
  Path positionFile(String gwid) {
    return config.stateDir().resolve(gwid + ".log");
  }

  /// @throws IOException if what is remembered, or the log's directory, cannot be read
  FollowedLog open(Watched watched) throws IOException {
    var positions = PositionFile.open(positionFile(watched.gwid()));
    try {
      var saved = positions.text().map(text -> decoded(watched, text)).orElse(SavedLog.NOTHING);
      var spool = Spool.open(watched.logFile(), saved.mark());
      spool.ends().addAll(saved.ends());
      var feeds = feeds(watched, spool, saved.readers());
      var reopener = watched.reopener();
      var reopening = new Reopening(watched.logFile(), reopener::reopen, reopenings);
      var beside = unfinished(watched, feeds);
      return new FollowedLog(
          watched, config.limits(), positions, spool, feeds, reopening, notice, beside);
    } catch (IOException e) {
      positions.close();
      throw e;
    }
  }

  /// People look at the platform's stream, so its reader knows the numbers they see.
  private LongConsumer unfinished(Watched watched, List<LogFeed> feeds) {
    if (config.platform().isEmpty()) {
      return _ -> {};
    }
    var platform = feeds.getFirst();
    var outlet = UnfinishedLines.redis(UnfinishedLines.key(watched.gwid()), platform.link());
    return new UnfinishedLines(platform.reader(), outlet, System.nanoTime())::step;
  }

  private static SavedLog decoded(Watched watched, String text) {
    try {
      return SavedLog.decode(text);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, watched.gwid() + ": its log is shipped from the start", e);
      return SavedLog.NOTHING;
    }
  }

  private List<LogFeed> feeds(Watched watched, Spool spool, Map<String, String> saved) {
    var feeds = new ArrayList<LogFeed>();
    config.platform().ifPresent(server -> feeds.add(platformFeed(watched, server, spool, saved)));
    for (int i = 0; i < watched.logs().size(); i++) {
      var output = watched.logs().get(i);
      var number = i;
      output
          .stdout()
          .map(e -> endpointFeed("stdout-" + number, Kind.STDOUT, watched, e, spool, saved))
          .ifPresent(feeds::add);
      output
          .stderr()
          .map(e -> endpointFeed("stderr-" + number, Kind.STDERR, watched, e, spool, saved))
          .ifPresent(feeds::add);
    }
    return feeds;
  }

  private LogFeed platformFeed(
      Watched watched, RedisAddress server, Spool spool, Map<String, String> saved) {
    var key = streamKey(watched.gwid());
    var limits = config.limits();
    var stream = new LineStream(key, limits.streamLines(), limits.streamBytes().count());
    var place = new LogFeed.Place("platform", Kind.PLATFORM_LOGS, server + "/" + key);
    return feed(place, Server.ofPlatform(server), stream, spool, Optional.empty(), saved);
  }

  private LogFeed endpointFeed(
      String name,
      Kind kind,
      Watched watched,
      Endpoint endpoint,
      Spool spool,
      Map<String, String> saved) {
    var place = new LogFeed.Place(name, kind, endpoint.toString());
    var only = kind == Kind.STDOUT ? LogStream.STDOUT : LogStream.STDERR;
    var channel = new LineChannel(endpoint.channel());
    var server = Server.of(watched.tenant(), endpoint);
    return feed(place, server, channel, spool, Optional.of(only), saved);
  }

  private LogFeed feed(
      LogFeed.Place place,
      Server server,
      LineTarget target,
      Spool spool,
      Optional<LogStream> only,
      Map<String, String> saved) {
    var state = LogFeed.State.NEW;
    var text = saved.get(place.name());
    if (text != null) {
      try {
        state = LogFeed.State.decode(List.of(text.split(" ", -1)));
      } catch (IllegalArgumentException e) {
        LOG.log(Level.WARNING, place.shown() + ": gets its log from the start", e);
      }
    }
    var reader = new LogReader(spool, only, state.position());
    return new LogFeed(place, loop.links().acquire(server), target, reader, state, loop::wake);
  }

  /// Lets go of what {@link #open} took, after the log itself was closed.
  void release(FollowedLog log) {
    log.feeds().forEach(feed -> loop.links().release(feed.link()));
  }
}
