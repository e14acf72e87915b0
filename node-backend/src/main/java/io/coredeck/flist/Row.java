package io.coredeck.flist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.flist.block.BlockRef;
import io.coredeck.flist.block.Hash;
import io.coredeck.flist.capnp.MalformedMessageException;
import io.coredeck.flist.capnp.Message;
import io.coredeck.flist.capnp.MessageBuilder;
import io.coredeck.flist.capnp.Struct;
import io.coredeck.flist.capnp.StructBuilder;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The rows of table `entries` as they stand there: Cap'n Proto messages of schema
/// `@0xae9223e76351538a`. Numbers below are the schema's: bits for numbers, indices for pointers.
final class Row {
  /// Unit of a file's `blockSize`.
  private static final int BLOCK_UNIT = 4096;

  private static final int PERMISSION_BITS = 07777;

  private Row() {}

  /// A directory with what is in it.
  record Directory(
      RawPath name,
      RawPath location,
      List<Inode> contents,
      String parent,
      long size,
      String accessKey,
      long modified,
      long changed) {}

  /// One thing in a directory.
  record Inode(
      RawPath name, long size, Content content, String accessKey, long modified, long changed) {}

  /// Sees what is in a directory.
  @FunctionalInterface
  interface Inodes {
    void inode(Inode inode) throws IOException;
  }

  /// Shows what is in a directory one by one: together they can be ten times the row.
  ///
  /// @throws MalformedMessageException if the row is damaged; what came before was shown
  /// @throws IOException what the visitor throws
  static void contents(byte[] row, Inodes visitor) throws IOException {
    for (var inode : Message.parse(row).root().structs(2)) {
      visitor.inode(inode(inode));
    }
  }

  /// @return the directory without what is in it
  static Directory bare(byte[] row) throws MalformedMessageException {
    return directory(row, List.of());
  }

  static Directory directory(byte[] row) throws IOException {
    var contents = new ArrayList<Inode>();
    contents(row, contents::add);
    return directory(row, contents);
  }

  private static Directory directory(byte[] row, List<Inode> contents)
      throws MalformedMessageException {
    var root = Message.parse(row).root();
    return new Directory(
        RawPath.of(root.text(0)),
        RawPath.of(root.text(1)),
        contents,
        text(root, 3),
        root.int64(0),
        text(root, 4),
        root.uint32(64),
        root.uint32(96));
  }

  private static Inode inode(Struct inode) throws MalformedMessageException {
    return new Inode(
        RawPath.of(inode.text(0)),
        inode.int64(0),
        content(inode),
        text(inode, 2),
        inode.uint32(96),
        inode.uint32(128));
  }

  private static Content content(Struct inode) throws MalformedMessageException {
    var value = inode.struct(1);
    return switch (inode.uint16(64)) {
      case 0 -> new Content.Folder(text(value, 0));
      case 1 -> file(value);
      case 2 -> new Content.Link(RawPath.of(value.text(0)));
      case 3 -> new Content.Special(kind(value.uint16(0)), new String(value.data(0), ISO_8859_1));
      default -> new Content.Special(Content.SpecialKind.UNKNOWN, "");
    };
  }

  private static Content.SpecialKind kind(int number) {
    var kinds = Content.SpecialKind.values();
    return number < kinds.length ? kinds[number] : Content.SpecialKind.UNKNOWN;
  }

  private static Content.File file(Struct file) throws MalformedMessageException {
    var blocks = new ArrayList<BlockRef>();
    for (var block : file.structs(0)) {
      blocks.add(new BlockRef(hash(block.data(0)), hash(block.data(1))));
    }
    var units = file.uint16(0);
    return units == 0 ? Content.File.of(blocks) : new Content.File(units * BLOCK_UNIT, blocks);
  }

  private static Hash hash(byte[] bytes) throws MalformedMessageException {
    try {
      return Hash.of(bytes);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("a block's " + e.getMessage());
    }
  }

  /// Old tools wrote the whole mode with the kind of file; only permissions count.
  static Access access(byte[] row) throws MalformedMessageException {
    var root = Message.parse(row).root();
    try {
      return new Access(
          text(root, 0),
          text(root, 1),
          root.uint16(0) & PERMISSION_BITS,
          ~root.int64(64), // the schema's default is -1, and the wire holds the difference to it
          ~root.int64(128));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(String.valueOf(e.getMessage()));
    }
  }

  static byte[] write(Directory directory) {
    var message = new MessageBuilder();
    var root = message.root(2, 5);
    root.text(0, directory.name().bytes());
    root.text(1, directory.location().bytes());
    var contents = directory.contents();
    var inodes = root.structs(2, contents.size(), 3, 3);
    for (int i = 0; i < contents.size(); i++) {
      write(contents.get(i), inodes.get(i));
    }
    root.text(3, directory.parent().getBytes(UTF_8));
    root.int64(0, directory.size());
    root.text(4, directory.accessKey().getBytes(UTF_8));
    root.uint32(64, directory.modified());
    root.uint32(96, directory.changed());
    return message.toBytes();
  }

  private static void write(Inode inode, StructBuilder out) {
    out.text(0, inode.name().bytes());
    out.int64(0, inode.size());
    out.text(2, inode.accessKey().getBytes(UTF_8));
    out.uint32(96, inode.modified());
    out.uint32(128, inode.changed());
    switch (inode.content()) {
      case Content.Folder(var key) -> out.struct(1, 0, 1).text(0, key.getBytes(UTF_8));
      case Content.File file -> {
        out.uint16(64, 1);
        write(file, out.struct(1, 1, 1));
      }
      case Content.Link(var target) -> {
        out.uint16(64, 2);
        out.struct(1, 0, 1).text(0, target.bytes());
      }
      case Content.Special(var kind, var data) -> {
        out.uint16(64, 3);
        var special = out.struct(1, 1, 1);
        special.uint16(0, kind.ordinal());
        special.data(0, data.getBytes(ISO_8859_1));
      }
    }
  }

  private static void write(Content.File file, StructBuilder out) {
    out.uint16(0, file.pieceSize() / BLOCK_UNIT);
    var refs = file.blocks();
    if (refs.isEmpty()) {
      return; // readers expect a null pointer
    }
    var blocks = out.structs(0, refs.size(), 0, 2);
    for (int i = 0; i < refs.size(); i++) {
      blocks.get(i).data(0, refs.get(i).hash().bytes());
      blocks.get(i).data(1, refs.get(i).key().bytes());
    }
  }

  static byte[] write(Access access) {
    var message = new MessageBuilder();
    var root = message.root(3, 3);
    root.text(0, access.user().getBytes(UTF_8));
    root.text(1, access.group().getBytes(UTF_8));
    root.uint16(0, access.mode());
    root.int64(64, ~access.uid());
    root.int64(128, ~access.gid());
    return message.toBytes();
  }

  private static String text(Struct struct, int index) throws MalformedMessageException {
    return new String(struct.text(index), UTF_8);
  }
}
