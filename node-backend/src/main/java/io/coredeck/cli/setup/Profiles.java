package io.coredeck.cli.setup;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a person has logged in: `profiles.json` in the person's own directory, readable by nobody
/// else.
public final class Profiles {

  private static final String FILE = "profiles.json";
  private static final int FILE_BYTES = 1 << 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWN_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private final Path file;
  private final Map<String, Profile> all;
  private final String current;

  private Profiles(Path file, Map<String, Profile> all, String current) {
    this.file = file;
    this.all = all;
    this.current = current;
  }

  /// Where somebody has logged in. Its text form hides the token.
  ///
  /// @param name as the person calls it
  /// @param user the person's account there; empty if it is not known
  /// @param expires when the token ends, seconds since 1970; 0 if that is not known
  public record Profile(String name, URI explorer, String token, String user, long expires) {

    @Override
    public String toString() {
      return "Profile[name=%s, explorer=%s, token hidden]".formatted(name, explorer);
    }
  }

  /// @return what is kept; nothing if there is no such file
  /// @throws CliException if it cannot be read, or others can read it too
  public static Profiles of(Surroundings around) throws CliException {
    var file = around.keepDirectory().resolve(FILE);
    try {
      var mode = Files.getPosixFilePermissions(file);
      if (!OWN.containsAll(mode)) {
        throw new CliException(
            ExitCode.NO_PLATFORM,
            "%s can be read by others (%s) and holds tokens; run: chmod 600 %s"
                .formatted(file, PosixFilePermissions.toString(mode), file));
      }
      if (Files.size(file) > FILE_BYTES) {
        throw new CliException(ExitCode.NO_PLATFORM, file + " is larger than 1 MiB; delete it");
      }
      return read(file, Json.tree(Files.readString(file)));
    } catch (NoSuchFileException _) {
      return new Profiles(file, Map.of(), "");
    } catch (WireException e) {
      throw new CliException(
          ExitCode.NO_PLATFORM, "%s: %s; delete it and log in again".formatted(file, e.reason()));
    } catch (IOException e) {
      throw new CliException(
          ExitCode.NO_PLATFORM, file + " cannot be read: " + e.getMessage() + "; look at the disk");
    }
  }

  private static Profiles read(Path file, JsonValue from) {
    var all = new LinkedHashMap<String, Profile>();
    for (var one : from.member("profiles").items()) {
      var name = one.member("name").text();
      all.put(
          name,
          new Profile(
              name,
              URI.create(one.member("explorer").text()),
              one.member("token").text(),
              one.member("user").text(),
              one.member("expires").integer()));
    }
    return new Profiles(file, all, from.member("current").text());
  }

  /// @return all, in the order they were made
  public List<Profile> all() {
    return List.copyOf(all.values());
  }

  /// @return the one that is used where nothing else is said
  public Optional<Profile> current() {
    return Optional.ofNullable(all.get(current));
  }

  /// @throws CliException if there is none of that name
  public Profile named(String name) throws CliException {
    var found = all.get(name);
    if (found == null) {
      throw new CliException(
          ExitCode.UNKNOWN,
          "there is no profile '%s'; there is %s"
              .formatted(name, all.isEmpty() ? "none, log in first" : all.keySet()));
    }
    return found;
  }

  /// @return the same with one more, or another in its place, which is the current one
  /// @throws CliException if its name cannot be one
  public Profiles with(Profile profile) throws CliException {
    if (!NAME.matcher(profile.name()).matches()) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "'%s' is no name of a profile; it must be 1 to 63 letters, digits, '.', '_' or '-'"
              .formatted(profile.name()));
    }
    var changed = new LinkedHashMap<>(all);
    changed.put(profile.name(), profile);
    return new Profiles(file, changed, profile.name());
  }

  /// @return the same without it; none is current if it was
  public Profiles without(Profile profile) {
    var changed = new LinkedHashMap<>(all);
    changed.remove(profile.name());
    return new Profiles(file, changed, current.equals(profile.name()) ? "" : current);
  }

  /// @return the same with another current one
  public Profiles using(Profile profile) {
    return new Profiles(file, all, profile.name());
  }

  /// Writes all, whole or not at all.
  ///
  /// @throws CliException if they cannot be written
  public void save() throws CliException {
    var directory = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWN_DIRECTORY));
      var fresh =
          Files.createTempFile(directory, FILE, ".new", PosixFilePermissions.asFileAttribute(OWN));
      Files.writeString(fresh, text(), StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CliException(
          ExitCode.FAILED, file + " cannot be written: " + e.getMessage() + "; look at the disk");
    }
  }

  private String text() {
    var profiles = all.values().stream().map(Profiles::members).toList();
    var members = new LinkedHashMap<String, Object>();
    members.put("current", current);
    members.put("profiles", profiles);
    return Json.writeTree(members) + "\n";
  }

  private static Map<String, Object> members(Profile profile) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", profile.name());
    members.put("explorer", profile.explorer().toString());
    members.put("user", profile.user());
    members.put("token", profile.token());
    members.put("expires", profile.expires());
    return members;
  }
}
