package io.coredeck.corex.linux.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is promised about users and groups of a root.
class AccountsTest {
  private @TempDir Path root;
  private Accounts accounts;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/passwd"),
        """
        root:x:0:0:root:/root:/bin/bash
        # a comment
        broken:x
        anna:x:1000:100:Anna Ä,,,:/home/anna:/bin/zsh
        1000:x:7:7::/:/bin/sh
        bare:x:8:8:::
        """);
    Files.writeString(
        root.resolve("etc/group"),
        """
        users:x:100:
        video:x:44:anna,otto
        games:x:60:otto
        audio:x:29:otto,anna
        """);
    accounts = new Accounts(root);
  }

  @Test
  void a_name_brings_everything_with_it() {
    assertThat(accounts.find("anna"))
        .isEqualTo(
            new Account("anna", 1000, 100, List.of(100L, 44L, 29L), "/home/anna", "/bin/zsh"));
  }

  @Test
  void a_group_of_its_own_is_the_only_one() {
    assertThat(accounts.find("anna:video").groups()).containsExactly(44L);
    assertThat(accounts.find("anna:4711").gid()).isEqualTo(4711);
  }

  @Test
  void a_name_that_looks_like_a_number_comes_first_then_the_number() {
    assertThat(accounts.find("1000").uid()).isEqualTo(7);
    assertThat(accounts.find("8"))
        .isEqualTo(new Account("bare", 8, 8, List.of(8L), "/", "/bin/sh"));
  }

  @Test
  void a_number_that_is_nobody_needs_a_group() {
    assertThat(accounts.find("5000:5001"))
        .isEqualTo(new Account("5000", 5000, 5001, List.of(5001L), "/", "/bin/sh"));
    assertThatThrownBy(() -> accounts.find("5000"))
        .hasMessage(
            "user: 5000 is not in /etc/passwd; it must be given with a group, e.g. 5000:5000");
  }

  @ParameterizedTest
  @CsvSource({"otto", "anna:nothing", "''", ":", "-1", "4294967295:1", "1:4294967295", "broken"})
  void anything_else_is_told(String wanted) {
    assertThatThrownBy(() -> accounts.find(wanted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("user: ");
  }

  @Test
  void a_root_without_users_has_numbers_alone(@TempDir Path empty) {
    assertThat(new Accounts(empty).find("1:2").uid()).isEqualTo(1);
    assertThatThrownBy(() -> new Accounts(empty).find("root")).hasMessageStartingWith("user: ");
  }
}
