package io.coredeck.dashboard.signin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.signin.KeptSignIns.SignIn;
import io.coredeck.identity.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of sign-ins over a restart, and what of it is of use to whom.
class KeptSignInsTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private final Instant later = Instant.now().plus(12, ChronoUnit.HOURS);

  @TempDir private Path folder;
  private final SignIn ines = new SignIn(KeyPair.generate(), "s", 7, 3, later);
  private KeptSignIns kept;

  @BeforeEach
  void open() {
    kept = opened();
  }

  private KeptSignIns opened() {
    return KeptSignIns.in(Optional.of(folder), IDLE);
  }

  private byte[] keep(SignIn one) {
    return kept.keep(one).orElseThrow();
  }

  private Path file(byte[] key) {
    return folder.resolve(KeptSignIns.idOf(key));
  }

  private static void assertSame(SignIn found, SignIn wanted) {
    assertThat(found.keys().seed()).isEqualTo(wanted.keys().seed());
    assertThat(found.tid()).isEqualTo(wanted.tid());
    assertThat(found.generation()).isEqualTo(wanted.generation());
    assertThat(found.until()).isEqualTo(wanted.until());
  }

  @Test
  void the_next_start_finds_who_shows_the_key_and_nobody_else() throws IOException {
    var key = keep(ines);
    var other = keep(new SignIn(KeyPair.generate(), "s", 8, 1, later));
    kept.close();
    kept = opened();
    assertSame(kept.read(key).orElseThrow(), ines);
    assertThat(kept.read(other).orElseThrow().tid()).isEqualTo(8);
    assertThat(kept.read(new byte[32])).isEmpty();
  }

  @Test
  void a_file_alone_tells_nothing_and_nobody_else_reads_it() throws IOException {
    var key = keep(ines);
    var content = new String(Files.readAllBytes(file(key)), ISO_8859_1);
    assertThat(content)
        .doesNotContain("seed", HexFormat.of().formatHex(ines.keys().seed()))
        .doesNotContain(new String(ines.keys().seed(), ISO_8859_1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(key))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_folder_that_it_makes_is_for_nobody_else() throws IOException {
    var made = folder.resolve("data").resolve("sign-ins");
    assertThat(KeptSignIns.in(Optional.of(made), IDLE).keep(ines)).isPresent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void a_file_that_was_changed_or_belongs_to_another_key_lets_nobody_in() throws IOException {
    var key = keep(ines);
    var other = keep(new SignIn(KeyPair.generate(), "s", 8, 1, later));
    Files.copy(file(other), file(key), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(kept.read(key)).isEmpty();
    var bytes = Files.readAllBytes(file(other));
    bytes[bytes.length - 1] ^= 1;
    Files.write(file(other), bytes);
    assertThat(kept.read(other)).isEmpty();
    other = keep(ines);
    Files.write(file(other), new byte[3]);
    assertThat(kept.read(other)).isEmpty();
  }

  @Test
  void one_that_was_not_used_for_long_is_worth_nothing_and_goes() throws IOException {
    var key = keep(ines);
    var id = KeptSignIns.idOf(key);
    kept.used(id, Instant.now().minus(IDLE).plusSeconds(60));
    assertThat(kept.read(key)).isPresent();
    kept.used(id, Instant.now().minus(IDLE).minusSeconds(1));
    assertThat(kept.read(key)).isEmpty();
    kept = opened();
    assertThat(folder).isEmptyDirectory();
    kept.used(id, Instant.now());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void after_the_longest_time_of_a_sign_in_it_is_worth_nothing_however_busy() throws IOException {
    var key = keep(new SignIn(ines.keys(), "s", 7, 3, Instant.now().minusSeconds(1)));
    assertThat(kept.read(key)).isEmpty();
  }

  @Test
  void it_ends_with_its_session_but_not_with_the_dashboard() {
    var key = keep(ines);
    var id = KeptSignIns.idOf(key);
    kept.close();
    kept.ended(id);
    assertThat(file(key)).exists();
    kept = opened();
    kept.ended(id);
    assertThat(kept.read(key)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_sign_out_ends_it_also_while_the_dashboard_stops() {
    var key = keep(ines);
    kept.close();
    kept.forget(KeptSignIns.idOf(key));
    assertThat(file(key)).doesNotExist();
  }

  @Test
  void only_sign_ins_are_removed_from_a_folder_that_others_use_too() throws IOException {
    var longAgo = FileTime.from(Instant.now().minus(IDLE).minusSeconds(1));
    var key = keep(ines);
    var notes = Files.writeString(folder.resolve("notes.txt"), "not ours");
    var inner = Files.createDirectories(folder.resolve("a".repeat(64)).resolve("inner"));
    for (var old : List.of(file(key), notes, inner.getParent())) {
      Files.setLastModifiedTime(old, longAgo);
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    kept = opened();
    assertThat(file(key)).doesNotExist();
    assertThat(notes).exists();
    assertThat(inner).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwxr-xr-x");
    assertThat(kept.read(keep(ines))).isPresent();
  }

  @Test
  void a_folder_that_cannot_be_used_keeps_nothing_and_stops_nobody() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "no folder");
    kept = KeptSignIns.in(Optional.of(file.resolve("sign-ins")), IDLE);
    assertThat(kept.keep(ines)).isEmpty();
    assertThat(kept.read(new byte[32])).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_is_worth_nothing_and_stays_a_damaged_one_goes()
      throws IOException {
    var key = keep(ines);
    Files.delete(file(key));
    Files.createDirectory(file(key)); // also root cannot read it
    assertThat(kept.read(key)).isEmpty();
    assertThat(file(key)).exists();
    var other = keep(ines);
    Files.write(file(other), new byte[60]);
    assertThat(kept.read(other)).isEmpty();
    assertThat(file(other)).doesNotExist();
  }

  @Test
  void what_a_killed_dashboard_left_half_written_goes() throws IOException {
    var half = Files.createTempFile(folder, "new", "");
    Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(IDLE).minusSeconds(1)));
    kept = opened();
    assertThat(half).doesNotExist();
  }

  @Test
  void without_a_folder_nothing_is_kept() throws IOException {
    var none = KeptSignIns.in(Optional.empty(), IDLE);
    assertThat(none.keep(ines)).isEmpty();
    assertThat(none.read(new byte[32])).isEmpty();
  }
}
