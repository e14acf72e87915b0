package io.coredeck.node.telemetry;

import io.coredeck.model.StatsSample;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.RedisAddress;
import io.coredeck.model.rule.RedisRefusal;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import io.coredeck.node.telemetry.redis.Link;
import io.coredeck.node.telemetry.redis.Request;
import io.coredeck.node.telemetry.redis.Request.Receipt;
import io.coredeck.node.telemetry.redis.Words;
import io.coredeck.wire.Json;
import java.util.concurrent.atomic.AtomicLong;

/// Where samples of one container go, and how many did.
final class StatsPlace implements Receipt {
  private final Kind kind;
  private final Link link;
  private final String shown;
  private final Writer writer;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile String refusal = "";

  @FunctionalInterface
  private interface Writer {
    byte[] command(StatsSample sample);
  }

  private StatsPlace(Kind kind, Link link, String shown, Writer writer) {
    this.kind = kind;
    this.link = link;
    this.shown = shown;
    this.writer = writer;
  }

  /// A channel that a reservation names.
  static StatsPlace channel(Endpoint endpoint, Link link) {
    var head = Words.begin(3).add("PUBLISH").add(endpoint.channel()).bytes();
    Writer writer = sample -> Words.after(head).add(Json.write(sample)).bytes();
    return new StatsPlace(Kind.STATS, link, endpoint.toString(), writer);
  }

  /// A stream of the platform's Redis.
  ///
  /// @param most how many samples it keeps, about
  static StatsPlace stream(RedisAddress server, Link link, String key, int most) {
    Writer writer = sample -> streamEntry(key, most, sample);
    return new StatsPlace(Kind.PLATFORM_STATS, link, server + "/" + key, writer);
  }

  private static byte[] streamEntry(String key, int most, StatsSample sample) {
    return Words.command(
        "XADD",
        key,
        "MAXLEN",
        "~",
        most,
        "*",
        "timestamp",
        sample.timestamp(),
        "memory_usage",
        sample.memoryUsage().count(),
        "memory_limit",
        sample.memoryLimit().count(),
        "memory_cache",
        sample.memoryCache().count(),
        "cpu_usage",
        sample.cpuUsage(),
        "pids_current",
        sample.pids());
  }

  Link link() {
    return link;
  }

  /// @return as people know it, without a password
  String shown() {
    return shown;
  }

  /// @return what brings a sample there, and counts whether it did
  Request request(StatsSample sample) {
    return Request.of(writer.command(sample), this);
  }

  /// Counts a sample that was not sent at all.
  void drop() {
    lost.incrementAndGet();
  }

  @Override
  public void onAccepted() {
    refusal = "";
    delivered.incrementAndGet();
  }

  @Override
  public void onRefused(String error) {
    refusal = RedisRefusal.words(error);
    lost.incrementAndGet();
  }

  @Override
  public void onLost(String reason) {
    lost.incrementAndGet();
  }

  EndpointHealth health() {
    var trouble = link.isUp() ? refusal : link.trouble();
    return new EndpointHealth(kind, shown, delivered.get(), lost.get(), trouble);
  }
}
