package io.coredeck.dashboard.images.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import io.coredeck.sdk.hub.HubUpload.Progress;
import io.coredeck.sdk.hub.HubUpload.Step;
import org.junit.jupiter.api.Test;

/// What a row of uploads says while one goes on.
class UploadRowTest {

  private final UploadRow row = new UploadRow("shop.tar.gz");

  @Test
  void how_much_of_how_much_has_come_is_said_and_drawn() {
    row.show(new Progress(Step.TAKING, 1 << 20, ""), 4 << 20);
    assertThat(said()).contains("1 MiB of 4 MiB");
    assertThat(bar().getValue()).isEqualTo(0.25);
    assertThat(bar().isIndeterminate()).isFalse();
  }

  @Test
  void where_the_end_is_not_known_the_bar_does_not_pretend() {
    row.show(new Progress(Step.TAKING, 1 << 20, ""), 0);
    assertThat(said()).contains("1 MiB").doesNotContain(" of ");
    assertThat(bar().isIndeterminate()).isTrue();
  }

  @Test
  void an_archive_that_is_whole_is_still_to_be_written() {
    row.show(new Progress(Step.TAKING, 4 << 20, ""), 4 << 20);
    row.show(new Progress(Step.WRITING, 4 << 20, ""), 4 << 20);
    assertThat(said()).contains("Writing the image", "4 MiB");
    assertThat(bar().isIndeterminate()).isTrue();
  }

  /// @return all texts, and the words of states
  private String said() {
    var all = new StringBuilder();
    row.getElement().getChildren().forEach(child -> all.append(words(child)).append('\n'));
    return all.toString();
  }

  private static String words(Element child) {
    return child.getAttribute("word") + " " + child.getTextRecursively();
  }

  private ProgressBar bar() {
    return row.getChildren()
        .filter(ProgressBar.class::isInstance)
        .map(ProgressBar.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
