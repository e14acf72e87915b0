package io.coredeck.corex.linux.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coredeck.corex.linux.LinuxTerminals;
import io.coredeck.corex.linux.system.ThreadIds;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is promised of a thread that is somebody else for a moment. Needs root; what cannot be
/// undone is done on threads that end with it.
@Timeout(30)
class IdentityTest {
  private static final Account SOMEBODY =
      new Account("somebody", 4711, 4712, List.of(4712L, 4713L), "/", "/bin/sh");

  @BeforeEach
  void needsRoot() {
    assumeTrue(Identity.isRoot(), "only root can be somebody else");
  }

  private static <T> T onItsOwnThread(Callable<T> task) throws Exception {
    var result = new FutureTask<>(task);
    Thread.ofPlatform().start(result).join();
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Test
  void it_is_somebody_else_meanwhile_and_itself_again_afterwards() throws Exception {
    onItsOwnThread(() -> {
      var before = ThreadIds.current();
      var meanwhile = new Identity().as(Optional.of(SOMEBODY), ThreadIds::current);
      assertThat(meanwhile.users()).containsExactly(4711L, 4711L, 0L);
      assertThat(meanwhile.groups()).containsExactly(4712L, 4712L, 4712L);
      assertThat(meanwhile.more()).containsExactly(4712L, 4713L);
      assertThat(ThreadIds.current()).isEqualTo(before);
      return before;
    });
  }

  @Test
  void it_is_itself_again_also_if_something_fails() throws Exception {
    onItsOwnThread(() -> {
      var before = ThreadIds.current();
      assertThatThrownBy(() ->
              new Identity()
                  .as(
                      Optional.of(SOMEBODY),
                      () -> {
                        throw new IOException("broken");
                      }))
          .hasMessage("broken");
      assertThat(ThreadIds.current()).isEqualTo(before);
      return before;
    });
  }

  @Test
  void if_it_cannot_be_undone_nothing_more_is_started() throws Exception {
    var identity = new Identity();
    onItsOwnThread(
        () -> identity.as(Optional.of(SOMEBODY), () -> ThreadIds.setUsers(4711, 4711, 4711)));
    assertThatThrownBy(() -> identity.as(Optional.empty(), () -> "started"))
        .isInstanceOf(ExecFailedException.class)
        .hasMessageContaining("could not become root again");
  }

  @Test
  void who_is_not_root_cannot_start_programs_as_others_and_is_told() throws Exception {
    try (var terminals = new LinuxTerminals(Map.of(), Path.of("/"))) {
      var launch =
          new Launch(List.of("true"), Map.of(), Optional.empty(), Optional.of("1:1"), true);
      assertThatThrownBy(() ->
              onItsOwnThread(() -> {
                ThreadIds.setUsers(4711, 4711, 4711);
                terminals.check(launch);
                return "";
              }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("CoreX does not run as root");
      terminals.check(launch);
    }
  }
}
