package io.coredeck.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which session of a sign-in that is kept others are led to, and what is noted of its use.
class OpenSessionsTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/api/v1");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final String ID = "a".repeat(64);

  @TempDir private Path folder;
  private final OpenSessions open = new OpenSessions();
  private final SessionLimit limit = SessionLimit.start(Duration.ofHours(12));
  private final Map<String, Object> attributes = new HashMap<>();
  private boolean hasEnded;

  @AfterEach
  void stop() {
    limit.close();
    if (attributes.get(PersonSession.ATTRIBUTE) instanceof PersonSession session) {
      session.valueUnbound(new HttpSessionBindingEvent(session(), PersonSession.ATTRIBUTE));
    }
  }

  private HttpSession session() {
    return fake(
        HttpSession.class,
        (name, values) -> {
          if (hasEnded) {
            throw new IllegalStateException("the session has ended");
          }
          return switch (name) {
            case "getAttribute" -> attributes.get(values[0]);
            case "setAttribute" -> attributes.put((String) values[0], values[1]);
            default -> null;
          };
        });
  }

  /// Somebody goes on with a sign-in whose time is over at an instant.
  private void resume(Instant until) {
    var parts =
        Map.of(
            OpenSessions.class.getName(), open,
            KeptSignIns.class.getName(), KeptSignIns.in(Optional.of(folder), IDLE),
            SessionLimit.class.getName(), limit);
    var context = fake(ServletContext.class, (_, values) -> parts.get(values[0]));
    var request =
        fake(
            HttpServletRequest.class,
            (name, _) ->
                switch (name) {
                  case "getRemoteAddr" -> "";
                  case "getServletContext" -> context;
                  case "getSession" -> session();
                  default -> null;
                });
    var keys = KeyPair.generate();
    var account = new Account("ines", Role.ADMIN, 7, 1, Account.Standing.FRESH);
    PersonSession.resume(
        NOWHERE, new KeptSignIns.SignIn(keys, "s", 7, 1, until), account, ID, request);
  }

  @Test
  void a_sign_in_leads_to_its_session_and_to_no_other() {
    resume(Instant.now().plusSeconds(3600));
    assertThat(open.of(ID)).isPresent();
    assertThat(open.of("b".repeat(64))).isEmpty();
  }

  @Test
  void one_whose_time_is_over_leads_nowhere_though_it_was_not_ended_yet() {
    resume(Instant.now().minusSeconds(1));
    assertThat(open.of(ID)).isEmpty();
  }

  @Test
  void nor_does_one_that_ended_unnoticed() {
    resume(Instant.now().plusSeconds(3600));
    hasEnded = true;
    assertThat(open.of(ID)).isEmpty();
  }

  @Test
  void what_is_noted_is_the_last_request() throws Exception {
    var file = Files.createFile(folder.resolve(ID));
    var kept = new KeptSession(KeptSignIns.in(Optional.of(folder), IDLE), Optional.of(ID));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(IDLE).plusSeconds(60)));
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    kept.use();
    kept.note();
    assertThat(Files.getLastModifiedTime(file).toInstant()).isAfterOrEqualTo(now);
  }

  private interface Answer {
    @Nullable Object to(String method, Object[] values);
  }

  private static <T> T fake(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, values) ->
                answer.to(method.getName(), values == null ? new Object[0] : values)));
  }
}
