package io.coredeck.cli.start;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/// Libraries as Java can keep them in a cache of classes (JEP 483): without signatures, and with
/// what the verifier has needed since Java 6, stack maps. Those of `dist/lib` stay as they are; the
/// copies are for the command line alone.
public final class KeptLibraries {

  /// The oldest class files a cache takes: Java 6, the first with stack maps (JVMS 4.10.1).
  private static final int OLDEST_MAJOR = ClassFile.JAVA_6_VERSION;

  /// What rewritten classes get: the first version whose verifier takes nothing but stack maps.
  private static final int NEW_MAJOR = ClassFile.JAVA_7_VERSION;

  private static final int MAJOR_AT = 6;
  private static final String MANIFEST = JarFile.MANIFEST_NAME;
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  private KeptLibraries() {}

  /// @param args a folder, which is made, and the jars that get a copy there
  /// @throws IOException if one cannot be read or written, or a class would not be valid
  public static void main(String[] args) throws IOException {
    var folder = Files.createDirectories(Path.of(args[0]));
    for (var at = 1; at < args.length; at++) {
      var jar = Path.of(args[at]);
      copy(jar, folder.resolve(jar.getFileName().toString()));
    }
  }

  /// @param from a jar
  /// @param to the same for a cache of classes
  /// @throws IOException if one cannot be read or written, or a class would not be valid
  static void copy(Path from, Path to) throws IOException {
    try (var jar = new JarFile(from.toFile(), false);
        var loader = new URLClassLoader(new URL[] {from.toUri().toURL()});
        var out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
      var classes = classFile(loader);
      for (var entry : Collections.list(jar.entries())) {
        var name = entry.getName();
        if (entry.isDirectory() || SIGNATURE.matcher(name).matches()) {
          continue;
        }
        byte[] bytes;
        try (var in = jar.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        var copied = new JarEntry(name);
        copied.setTime(entry.getTime());
        out.putNextEntry(copied);
        out.write(
            name.equals(MANIFEST)
                ? withoutDigests(bytes)
                : isOld(name, bytes) ? renewed(classes, name, bytes) : bytes);
        out.closeEntry();
      }
    }
  }

  private static ClassFile classFile(ClassLoader library) {
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(library)
            .orElse(ClassHierarchyResolver.defaultResolver());
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(hierarchy));
  }

  private static boolean isOld(String name, byte[] bytes) {
    return name.endsWith(".class")
        && bytes.length > MAJOR_AT + 1
        && Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(MAJOR_AT)) < OLDEST_MAJOR;
  }

  private static byte[] renewed(ClassFile classes, String name, byte[] old) throws IOException {
    try {
      var transform =
          ClassTransform.endHandler(made -> made.withVersion(NEW_MAJOR, 0))
              .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
      var renewed = classes.transformClass(classes.parse(old), transform);
      var faults = classes.verify(renewed);
      if (faults.isEmpty()) {
        return renewed;
      }
      throw new IOException(name + " cannot be renewed", faults.getFirst());
    } catch (IllegalArgumentException e) { // among others ConstantPoolException
      throw new IOException(name + " cannot be renewed", e);
    }
  }

  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    var kept = new Manifest(new ByteArrayInputStream(manifest));
    kept.getEntries().clear();
    var out = new ByteArrayOutputStream();
    kept.write(out);
    return out.toByteArray();
  }
}
