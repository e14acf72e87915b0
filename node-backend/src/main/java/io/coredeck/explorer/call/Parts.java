package io.coredeck.explorer.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.Page;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A JSON list of which only a part is in memory at a time. Used once.
///
/// Each part is as the records are when it goes out.
public final class Parts implements Answer.Pieces {
  private final Source source;

  public Parts(Source source) {
    this.source = source;
  }

  /// Where the parts come from.
  @FunctionalInterface
  public interface Source {

    /// @return the next entries, as JSON; none after the last
    List<String> next() throws IOException, InterruptedException;
  }

  /// A list in the store.
  ///
  /// @param <T> its entries
  @FunctionalInterface
  public interface Pages<T> {

    /// @return the first entries of what is wanted; none only if there are none
    Page<T> read(Slice slice) throws StoreException, InterruptedException;
  }

  /// @param pages entries as JSON
  /// @return a page of a list, with the number of pages
  public static Answer page(Pages<String> pages, Slice slice)
      throws StoreException, InterruptedException {
    var first = pages.read(slice);
    var count = first.entries().size();
    var isAll = count >= Math.min(slice.wanted(), first.total() - slice.offset());
    var answer =
        isAll
            ? Answer.json(200, "[" + String.join(",", first.entries()) + "]")
            : Answer.json(new Parts(new Rest<>(pages, slice, first)::next));
    return Arguments.paged(answer, first, slice);
  }

  /// The entries of a page, as many at once as the store gives.
  ///
  /// @param <T> the entries
  public static final class Rest<T> {
    private final Pages<T> pages;
    private Slice slice;
    private List<T> part;

    /// @param first what is known of the page
    public Rest(Pages<T> pages, Slice slice, Page<T> first) {
      this.pages = pages;
      this.slice = slice;
      this.part = first.entries();
    }

    /// @return the next entries; none after the last
    public List<T> next() throws StoreException, InterruptedException {
      var given = part;
      slice = slice.after(given.size());
      part = given.isEmpty() ? given : pages.read(slice).entries();
      return given;
    }
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    out.write('[');
    var separator = "";
    for (var part = source.next(); !part.isEmpty(); part = source.next()) {
      out.write((separator + String.join(",", part)).getBytes(UTF_8));
      separator = ",";
    }
    out.write("]\n".getBytes(UTF_8));
  }
}
