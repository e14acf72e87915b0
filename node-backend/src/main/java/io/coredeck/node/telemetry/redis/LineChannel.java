package io.coredeck.node.telemetry.redis;

import io.coredeck.node.telemetry.log.LogLine;
import io.coredeck.node.telemetry.redis.Request.Receipt;
import java.util.List;
import java.util.Optional;

/// One PUBLISH for each line.
public final class LineChannel implements LineTarget {
  private final byte[] head;

  /// @param channel its name, as written in the endpoint's URL
  public LineChannel(String channel) {
    this.head = Words.begin(3).add("PUBLISH").add(channel).bytes();
  }

  @Override
  public List<Request> requests(List<LogLine> lines, Receipt receipt) {
    return lines.stream()
        .map(line -> Request.of(head, line.buffer(), line.from(), line.length(), receipt))
        .toList();
  }

  @Override
  public boolean isRepetition(String error) {
    return false;
  }

  @Override
  public Optional<byte[]> preparation() {
    return Optional.empty();
  }
}
