package io.coredeck.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.rule.Ipv4;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered of networks and who is in them.
class RegisterTest {
  private static final Names NAMES = new Names("reg");
  private static final NetworkDefinition NET1 =
      NetworkDefinition.of(7, "größe = x", "172.24.0.0/16", "172.24.1.0/24");
  private static final Ipv4 TEN = Ipv4.parse("172.24.1.10").orElseThrow();
  private static final Attachment MEMBER = Attachment.of(NAMES, true, "3-1", 7, "größe = x", TEN);

  @TempDir Path dir;

  @Test
  void everything_is_found_again_by_the_next_agent() throws Exception {
    var register = open();
    register.put(NET1);
    register.begin(MEMBER);
    register.finish(MEMBER);
    var later = open();
    assertThat(later.networks()).containsExactly(NET1);
    assertThat(later.attachments()).containsExactly(MEMBER);
    assertThat(later.unfinished()).isEmpty();
    assertThatThrownBy(() -> later.checkFree(NET1, TEN))
        .isInstanceOf(NetworkException.class)
        .hasMessage("IP address 172.24.1.10 of network größe = x is taken by 3-1; choose another");
  }

  @Test
  void an_attachment_cut_short_is_known_as_such() throws Exception {
    open().begin(MEMBER);
    assertThat(open().unfinished()).containsExactly("3-1");
  }

  @Test
  void what_was_removed_is_forgotten() throws Exception {
    var register = open();
    register.put(NET1);
    register.begin(MEMBER);
    register.remove(MEMBER);
    register.remove(NET1);
    assertThat(open().networks()).isEmpty();
    assertThat(open().attachments()).isEmpty();
    assertThat(open().unfinished()).isEmpty();
  }

  @Test
  void records_that_lost_their_content_with_the_power_are_forgotten() throws Exception {
    open();
    Files.writeString(dir.resolve("attachments/3-1.properties"), "");
    Files.writeString(dir.resolve("networks/LQvBSpmfrEtfs.properties"), "user=7\n");
    assertThat(open().attachments()).isEmpty();
    assertThat(open().networks()).isEmpty();
    assertThat(dir.resolve("attachments")).isEmptyDirectory();
  }

  private Register open() throws Exception {
    return Register.open(dir, NAMES, true);
  }
}
