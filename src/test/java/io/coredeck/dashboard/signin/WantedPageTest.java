package io.coredeck.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a sign-in leads is said by an address that anybody may have written.
class WantedPageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        " nodes",
        "nodes#x",
        "nodes\n//evil.example",
        "a/../b",
        "a/..",
        "a/.",
        "../nodes",
        "a/../../x?y=1",
        "nodes/%2e%2e/x",
      })
  void what_is_no_page_of_this_server_leads_to_the_overview(String wanted) {
    assertThat(SignInPage.inside(wanted)).isEqualTo("./");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nodes",
        "containers/3/logs?search=a%20b&at=3-1:5",
        "images/demo/busybox.flist",
        "reservations?to=//evil.example",
        "images/demo/..hidden",
      })
  void a_page_of_this_server_is_gone_to(String wanted) {
    assertThat(SignInPage.inside(wanted)).isEqualTo(wanted);
  }
}
