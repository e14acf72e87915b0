package io.coredeck.node.telemetry.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The log of one container: the file conmon writes to and those set aside before it.
///
/// The files are numbered segments. To set the written one aside is to rename `FILE` to
/// `FILE.NUMBER` and then to have conmon open `FILE` anew; until it has, it goes on writing to the
/// renamed one, which is therefore finished only when `FILE` is there again. So nothing is lost at
/// the seam, and after a restart the names alone tell which segment is which.
///
/// If somebody else replaces or truncates the file, what is still open is read to its end and the
/// new content becomes the next segment.
public final class Spool {
  private final Path file;
  private final List<Segment> segments = new ArrayList<>();
  private final NavigableSet<End> ends = new TreeSet<>();
  private long next;

  /// Where a run of the container ended: an unfinished line before it will never go on.
  ///
  /// @param segment number of the segment
  /// @param offset bytes of that segment that belong to the run
  public record End(long segment, long offset) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      return Comparator.comparingLong(End::segment)
          .thenComparingLong(End::offset)
          .compare(this, other);
    }
  }

  /// What must be remembered to number the segments the same way after a restart.
  ///
  /// @param segment number of the newest segment
  /// @param inode the file that is the newest segment
  /// @param size of the newest segment, bytes
  public record Mark(long segment, long inode, long size) {

    /// Nothing is known.
    public static final Mark NONE = new Mark(0, 0, 0);
  }

  private Spool(Path file) {
    this.file = file;
  }

  /// @param file where conmon writes; need not be there yet
  /// @param known what {@link #mark()} said before the restart
  /// @throws IOException if the directory cannot be read
  public static Spool open(Path file, Mark known) throws IOException {
    var spool = new Spool(file.toAbsolutePath());
    for (var number : spool.numbersSetAside()) {
      Segment.open(number, spool.setAside(number), true).ifPresent(spool.segments::add);
    }
    var newest = spool.newestNumber();
    spool.next = Math.max(known.segment(), newest + 1);
    if (spool.next == known.segment() && known.inode() != 0 && !spool.isStill(known)) {
      spool.next++; // replaced while nobody looked
    }
    if (!spool.openFile() && !spool.segments.isEmpty()) {
      Segment.open(newest, spool.setAside(newest), false)
          .ifPresent(renamed -> spool.segments.set(spool.segments.size() - 1, renamed));
    }
    return spool;
  }

  private boolean isStill(Mark known) throws IOException {
    var inode = Segment.inode(file);
    return inode.isPresent() && inode.get() == known.inode() && Files.size(file) >= known.size();
  }

  private List<Long> numbersSetAside() throws IOException {
    var directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    var name = Pattern.compile(Pattern.quote(file.getFileName() + ".") + "(\\d{1,18})");
    try (var entries = Files.list(directory)) {
      return entries
          .map(entry -> name.matcher(entry.getFileName().toString()))
          .filter(java.util.regex.Matcher::matches)
          .map(matcher -> Long.valueOf(matcher.group(1)))
          .sorted()
          .toList();
    }
  }

  private Path setAside(long number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private long newestNumber() {
    return segments.isEmpty() ? 0 : segments.getLast().number();
  }

  private boolean openFile() throws IOException {
    var found = Segment.open(next, file, false);
    found.ifPresent(segment -> {
      segments.add(segment);
      next = segment.number() + 1;
    });
    return found.isPresent();
  }

  /// Looks at the disk.
  ///
  /// @param thorough also whether the file is still the same one, which costs a little more
  /// @return whether there is something new to read
  public boolean look(boolean thorough) throws IOException {
    if (segments.isEmpty()) {
      return openFile();
    }
    var newest = segments.getLast();
    var before = newest.size();
    var shrunk = !newest.isFinished() && newest.look();
    if (shrunk) {
      segments.removeLast();
      newest.closeFile();
      return openFile();
    }
    return ((isSuccessorExpected() || thorough) && succeed(newest)) || newest.size() > before;
  }

  private boolean succeed(Segment newest) throws IOException {
    var inode = Segment.inode(file);
    if (inode.isEmpty() || (newest.path().equals(file) && inode.get() == newest.inode())) {
      return false;
    }
    if (!newest.isFinished()) {
      newest.look(); // the writer left it before it made the new one: this size is final
    }
    if (newest.path().equals(file)) {
      newest.unlink();
    }
    newest.finish();
    return openFile();
  }

  /// @return whether the file was renamed and conmon has not made a new one yet
  public boolean isSuccessorExpected() {
    return !segments.isEmpty() && !segments.getLast().path().equals(file);
  }

  /// @return bytes of the file conmon writes to, as of the last look
  public long written() {
    return segments.isEmpty() || isSuccessorExpected() ? 0 : segments.getLast().size();
  }

  /// Renames the file conmon writes to; it must be told to open it anew afterwards.
  public void setAside() throws IOException {
    if (!segments.isEmpty() && !isSuccessorExpected()) {
      var newest = segments.getLast();
      newest.moveTo(setAside(newest.number()));
    }
  }

  /// @return bytes of all files together, as of the last look
  public long size() {
    return segments.stream().mapToLong(Segment::size).sum();
  }

  /// @return the oldest segment if it is finished, i.e. can be given up
  public Optional<Long> oldestFinished() {
    return segments.isEmpty() || !segments.getFirst().isFinished()
        ? Optional.empty()
        : Optional.of(segments.getFirst().number());
  }

  /// Deletes the oldest segment.
  public void deleteOldest() throws IOException {
    segments.removeFirst().delete();
  }

  /// @return bytes that the oldest segment holds, 0 if there is none
  public long oldestSize() {
    return segments.isEmpty() ? 0 : segments.getFirst().size();
  }

  /// Closes what nobody reads.
  ///
  /// @param reading number of the oldest segment that is still read
  public void closeBefore(long reading) throws IOException {
    for (var segment : segments) {
      if (segment.number() < reading && segment.isFinished()) {
        segment.rest();
      }
    }
  }

  /// Remembers that the container's run ended here.
  public void endRun() {
    if (!segments.isEmpty()) {
      ends.add(new End(segments.getLast().number(), segments.getLast().size()));
    }
  }

  /// @return where runs ended, as far as readers may still come by
  public NavigableSet<End> ends() {
    return ends;
  }

  /// @return what {@link #open} wants to know after a restart
  public Mark mark() {
    if (segments.isEmpty()) {
      return new Mark(next, 0, 0);
    }
    var newest = segments.getLast();
    return new Mark(newest.number(), newest.inode(), newest.size());
  }

  /// Closes all files.
  public void close() throws IOException {
    for (var segment : segments) {
      segment.closeFile();
    }
  }

  /// Deletes all files.
  public void delete() throws IOException {
    for (var segment : segments) {
      segment.delete();
    }
    segments.clear();
    Files.deleteIfExists(file);
  }

  /// @return the segment of that number, or the next one there is
  @Nullable Segment segmentFrom(long number) {
    for (var segment : segments) {
      if (segment.number() >= number) {
        return segment;
      }
    }
    return null;
  }

  /// @return up to where a reader at this offset may read at once: a run's end or the segment's
  long limit(Segment segment, long offset) {
    var end = ends.higher(new End(segment.number(), offset));
    return end != null && end.segment() == segment.number()
        ? Math.min(end.offset(), segment.size())
        : segment.size();
  }

  /// @return whether the bytes before this offset are final: nobody will continue a record there
  boolean isFinal(Segment segment, long offset) {
    return isRunEnd(segment, offset) || (segment.isFinished() && offset == segment.size());
  }

  boolean isRunEnd(Segment segment, long offset) {
    return ends.contains(new End(segment.number(), offset));
  }
}
