package io.coredeck.dashboard.live.corex;

import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/// What a person's page says to CoreX, as it is passed on.
///
/// The hello gets the person's own name, whatever the page says. Of a person who only looks, keys
/// and everything else that acts on the terminal or on other people are left out.
final class Said {

  /// Bytes of the longest hello.
  static final int LONGEST_HELLO = 4096;

  /// Whole numbers of JavaScript end here.
  private static final long HIGHEST = (1L << 53) - 1;

  private static final byte ACKNOWLEDGED = '2';
  private static final byte PROBE = '9';

  private static final List<String> NUMBERS_OF_WATCHERS = List.of("position", "window");
  private static final List<String> NUMBERS = List.of("position", "window", "columns", "rows");

  /// Whose output the position is a number in.
  private static final String STREAM = "stream";

  private final String person;
  private final boolean mayChange;
  private final ByteArrayOutputStream hello = new ByteArrayOutputStream();
  private boolean greeted;
  private boolean passes;
  private boolean inMessage;

  /// @param person the name that others see
  /// @param mayChange false for a person who only looks
  Said(String person, boolean mayChange) {
    this.person = person;
    this.mayChange = mayChange;
  }

  /// @param frame of data
  /// @return what to pass on in its place, if anything
  /// @throws IllegalArgumentException if it is too long to be a hello
  Optional<Frame> passedOn(Frame frame) {
    if (!greeted) {
      return greeting(frame);
    }
    if (!inMessage) {
      passes = mayChange || isHarmless(frame.getPayload());
    }
    inMessage = !frame.isFin();
    return passes
        ? Optional.of(new Frame(frame.getOpCode(), frame.isFin(), frame.getPayload()))
        : Optional.empty();
  }

  private static boolean isHarmless(ByteBuffer payload) {
    return payload.hasRemaining()
        && (payload.get(payload.position()) == ACKNOWLEDGED
            || payload.get(payload.position()) == PROBE);
  }

  private Optional<Frame> greeting(Frame frame) {
    if (hello.size() + frame.getPayloadLength() > LONGEST_HELLO) {
      throw new IllegalArgumentException("the first message is a hello and no more");
    }
    hello.writeBytes(BufferUtil.toArray(frame.getPayload()));
    if (!frame.isFin()) {
      return Optional.empty();
    }
    greeted = true;
    var text = Json.writeTree(introduction(hello.toString(StandardCharsets.UTF_8)));
    return Optional.of(
        new Frame(OpCode.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
  }

  private Map<String, Object> introduction(String said) {
    var told = new LinkedHashMap<String, Object>();
    told.put("name", person);
    told.put("person", person);
    told.put("watch", !mayChange);
    try {
      var json = Json.tree(said);
      for (var number : mayChange ? NUMBERS : NUMBERS_OF_WATCHERS) {
        if (json.member(number).isPresent()) {
          told.put(number, json.member(number).integer(0, HIGHEST));
        }
      }
      if (json.member(STREAM).isPresent()) {
        told.put(STREAM, json.member(STREAM).text());
      }
    } catch (WireException _) {
      // a hello that is none, or says nonsense, says nothing of itself
    }
    return told;
  }
}
