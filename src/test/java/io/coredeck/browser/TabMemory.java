package io.coredeck.browser;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the process that draws a browser's page holds of the machine's memory: scripts' objects,
/// the document, pictures, and its share of the program itself (proportional set size,
/// https://docs.kernel.org/filesystems/proc.html).
///
/// Chromium keeps another such process in reserve, which draws nothing and is smaller: the biggest
/// is the page's.
public final class TabMemory implements AutoCloseable {

  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
  private static final long KIB_OF_MIB = 1024;

  private final CDPSession session;

  /// @param page whose browser is looked at; it should have no other page
  public TabMemory(Page page) {
    session = page.context().browser().newBrowserCDPSession();
  }

  /// @return MiB
  public long now() throws IOException {
    var biggest = 0L;
    var processes = session.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo");
    for (var process : processes) {
      var one = process.getAsJsonObject();
      if (one.get("type").getAsString().equals("renderer")) {
        biggest = Math.max(biggest, pss(one.get("id").getAsLong()));
      }
    }
    return biggest / KIB_OF_MIB;
  }

  private static long pss(long pid) throws IOException {
    try {
      var found = PSS.matcher(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (NoSuchFileException _) {
      return 0; // it has ended since the browser told of it
    }
  }

  @Override
  public void close() {
    session.detach();
  }
}
