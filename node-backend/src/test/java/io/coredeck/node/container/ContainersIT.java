package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.container.ContainerState.Exited;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ContainersIT {
  @TempDir Path dir;
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(dir, "ctit");
  }

  @AfterEach
  void close() throws Exception {
    lab.destroy();
  }

  @Test
  void what_a_container_writes_is_in_its_log_and_its_code_is_kept() throws Exception {
    var end = lab.run(lab.script("1-1", "echo hello; echo oops >&2; exit 7"));
    assertThat(lab.log("1-1")).isEqualTo("hello\noops");
    assertThat(end).isEqualTo(new Exited(7, false));
  }
}
