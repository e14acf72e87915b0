package io.coredeck.node.telemetry.redis;

import io.coredeck.node.telemetry.log.LogLine;
import io.coredeck.node.telemetry.redis.Request.Receipt;
import java.util.List;
import java.util.Optional;

/// How lines become commands of one Redis server.
public sealed interface LineTarget permits LineChannel, LineStream {

  /// @param lines one or more, in their order
  /// @param receipt of every command
  /// @return as many commands as there are lines
  List<Request> requests(List<LogLine> lines, Receipt receipt);

  /// @param error what the server answered to one of the commands
  /// @return whether it means that this line has been there before
  boolean isRepetition(String error);

  /// @return a command to be done before the very first line of a log, if any
  Optional<byte[]> preparation();
}
