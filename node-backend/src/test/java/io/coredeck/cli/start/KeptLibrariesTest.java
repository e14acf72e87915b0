package io.coredeck.cli.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeptLibrariesTest {
  private static final int JAVA_6 = 50;

  @TempDir Path folder;

  @Test
  void old_classes_get_stack_maps_and_pass_the_verifier() throws Exception {
    var picocli = jarOf(CommandLine.class);
    assertThat(oldestClass(picocli)).isLessThan(JAVA_6);

    KeptLibraries.main(new String[] {folder.resolve("cli").toString(), picocli.toString()});

    var copy = folder.resolve("cli").resolve(picocli.getFileName());
    assertThat(oldestClass(copy)).isGreaterThanOrEqualTo(JAVA_6);
    assertThat(names(copy)).containsExactlyElementsOf(names(picocli));
    try (var loader = new URLClassLoader(new URL[] {copy.toUri().toURL()}, null)) {
      var command = loader.loadClass("picocli.CommandLine");
      assertThat(command).isNotEqualTo(CommandLine.class);
      var help = loader.loadClass("picocli.CommandLine$HelpCommand");
      var line =
          command.getConstructor(Object.class).newInstance(help.getConstructor().newInstance());
      var out = new StringWriter();
      command.getMethod("usage", PrintWriter.class).invoke(line, new PrintWriter(out, true));
      assertThat(out.toString()).contains("Usage: help");
      for (var name : names(copy)) { // linking is what verifies
        if (name.matches("picocli/CommandLine.*\\.class")) {
          var type = name.replace('/', '.').replaceFirst("\\.class$", "");
          assertThat(Class.forName(type, false, loader).getDeclaredMethods()).isNotNull();
        }
      }
    }
  }

  @Test
  void a_signed_library_is_signed_no_more_and_otherwise_the_same() throws Exception {
    var signed = jarOf(Ed25519.class);
    assertThat(names(signed)).anyMatch(name -> name.endsWith(".SF"));

    var copy = folder.resolve("copy.jar");
    KeptLibraries.copy(signed, copy);

    assertThat(names(copy)).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
    try (var before = new JarFile(signed.toFile());
        var after = new JarFile(copy.toFile())) {
      assertThat(after.getManifest().getEntries()).isEmpty();
      assertThat(after.getManifest().getMainAttributes())
          .isEqualTo(before.getManifest().getMainAttributes());
      var name = "org/bouncycastle/math/ec/rfc8032/Ed25519.class";
      assertThat(bytes(after, name)).isEqualTo(bytes(before, name));
    }
  }

  @Test
  void a_class_that_is_none_stops_it() throws Exception {
    var broken = folder.resolve("broken.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(broken))) {
      out.putNextEntry(new JarEntry("Broken.class"));
      out.write(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 49, 0, 9});
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> KeptLibraries.copy(broken, folder.resolve("copy.jar")))
        .withMessageContaining("Broken.class");
  }

  private static Path jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static int oldestClass(Path jar) throws IOException {
    var oldest = Integer.MAX_VALUE;
    try (var open = new JarFile(jar.toFile(), false)) {
      for (var entry : Collections.list(open.entries())) {
        if (entry.getName().endsWith(".class")) {
          var model = ClassFile.of().parse(bytes(open, entry.getName()));
          oldest = Math.min(oldest, model.majorVersion());
        }
      }
    }
    return oldest;
  }

  private static byte[] bytes(JarFile jar, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static List<String> names(Path jar) throws IOException {
    var names = new ArrayList<String>();
    try (var open = new JarFile(jar.toFile(), false)) {
      for (var entry : Collections.list(open.entries())) {
        if (!entry.isDirectory()) {
          names.add(entry.getName());
        }
      }
    }
    return names;
  }
}
