package io.coredeck.dashboard.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.Broadcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How the line of a page ends.
@Timeout(60)
class PushLineTest {

  private final CompletableFuture<Thread> waits = new CompletableFuture<>();
  private final CompletableFuture<Object> sent = new CompletableFuture<>();
  private final CompletableFuture<Object> closed = new CompletableFuture<>();

  /// A page, closed or not.
  private static final class Page extends UI {
    private static final long serialVersionUID = 1L;
    private final boolean isLeft;

    private Page(boolean isLeft) {
      this.isLeft = isLeft;
    }

    @Override
    public boolean isClosing() {
      return isLeft;
    }
  }

  /// Says something to a page, which never takes it.
  private final class Sending extends PushLine {
    private static final long serialVersionUID = 1L;

    private Sending(UI page) {
      super(page);
      connect(resource());
      sendMessage("new");
    }
  }

  /// What is still to be sent; who waits for it is noted.
  private Object underWay() {
    return answering(
        Future.class,
        Map.of(
            "get",
            () -> {
              waits.complete(Thread.currentThread());
              return sent.join();
            }));
  }

  private AtmosphereResource resource() {
    var broadcaster = answering(Broadcaster.class, Map.of("broadcast", this::underWay));
    return (AtmosphereResource)
        answering(
            AtmosphereResource.class,
            Map.of(
                "getBroadcaster",
                () -> broadcaster,
                "isResumed",
                () -> false,
                "close",
                () -> closed.complete("closed")));
  }

  /// What a method answers, whatever it is asked.
  @FunctionalInterface
  private interface Reply {
    Object get();
  }

  private static Object answering(Class<?> type, Map<String, Reply> replies) {
    return Proxy.newProxyInstance(
        PushLineTest.class.getClassLoader(),
        new Class<?>[] {type},
        (_, method, _) -> {
          var reply = replies.get(method.getName());
          return reply == null ? null : reply.get();
        });
  }

  @Test
  void whoever_ends_the_line_of_a_page_that_was_left_waits_for_nothing() throws Exception {
    var line = new Sending(new Page(true));
    line.disconnect(); // with the session's lock held
    assertThat(waits.get(30, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
    assertThat(closed).isNotDone();
    sent.complete("sent");
    assertThat(closed.get(30, TimeUnit.SECONDS)).isEqualTo("closed");
  }

  @Test
  void what_is_under_way_to_a_page_that_is_there_arrives_before_its_line_ends() {
    sent.complete("sent");
    var line = new Sending(new Page(false));
    line.disconnect();
    assertThat(waits).isCompletedWithValue(Thread.currentThread());
    assertThat(closed).isCompleted();
    assertThat(line.isConnected()).isFalse();
  }

  @Test
  void vaadin_finds_it() {
    var found =
        ServiceLoader.load(com.vaadin.flow.server.communication.PushConnectionFactory.class);
    assertThat(found).singleElement().isInstanceOf(PushLines.class);
  }
}
