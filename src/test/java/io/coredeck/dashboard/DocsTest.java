package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// What the documents point at.
class DocsTest {

  private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final Path PICTURES = Path.of("docs/pictures");
  private static final long LARGEST_PICTURE = 150_000;

  @Test
  void every_link_and_picture_of_the_documents_is_there_and_every_picture_says_what_it_shows()
      throws IOException {
    for (var document : documents()) {
      var links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        var target = links.group(3);
        if (target.contains("://")) {
          continue;
        }
        assertThat(document.resolveSibling(target)).as("in %s", document).exists();
        assertThat(links.group(1).isEmpty() || !links.group(2).isBlank())
            .as("words for %s in %s", target, document)
            .isTrue();
      }
    }
  }

  @Test
  void every_picture_is_shown_somewhere() throws IOException {
    var shown = new ArrayList<Path>();
    for (var document : documents()) {
      var links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        if (!links.group(1).isEmpty() && !links.group(3).contains("://")) {
          shown.add(document.resolveSibling(links.group(3)).normalize());
        }
      }
    }
    try (var pictures = Files.list(PICTURES)) {
      assertThat(pictures).isSubsetOf(shown);
    }
    assertThat(shown).as("pictures of other folders").allMatch(it -> it.startsWith(PICTURES));
  }

  @Test
  void pictures_are_whole_pages_of_a_desk_or_a_phone() throws IOException {
    try (var pictures = Files.list(PICTURES)) {
      for (var file : pictures.toList()) {
        var picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth() + "x" + picture.getHeight())
            .as("size of %s", file)
            .isEqualTo(file.getFileName().toString().startsWith("phone") ? "360x800" : "1440x900");
      }
    }
  }

  @Test
  void pictures_are_small() throws IOException {
    try (var pictures = Files.list(PICTURES)) {
      assertThat(pictures)
          .isNotEmpty()
          .allSatisfy(it -> assertThat(Files.size(it)).isLessThan(LARGEST_PICTURE));
    }
  }

  private static List<Path> documents() throws IOException {
    try (var top = Files.list(Path.of(""));
        var docs = Files.walk(Path.of("docs"))) {
      var all = Stream.concat(top, docs).filter(it -> it.toString().endsWith(".md")).toList();
      assertThat(all).contains(Path.of("README.md"));
      return all;
    }
  }
}
