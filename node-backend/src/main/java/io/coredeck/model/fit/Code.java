package io.coredeck.model.fit;

import java.util.Arrays;
import java.util.Locale;

/// What a {@link Finding} is about. The words go over the wire and never change their meaning.
public enum Code {
  // as it is written
  KIND,
  METADATA,
  NO_POOL,
  REFERENCE,
  NUMBER,
  NO_IMAGE,
  BAD_IMAGE,
  BAD_HUB,
  BAD_VARIABLE,
  BAD_COMMAND,
  FEW_CPUS,
  LITTLE_MEMORY,
  TOO_MUCH,
  NO_VOLUME,
  BAD_VOLUME,
  NO_MOUNT,
  BAD_MOUNT,
  SAME_MOUNT,
  NO_NETWORK,
  NO_ADDRESS,
  BAD_ADDRESS,
  BAD_LOG,
  BAD_STATS,
  NO_SIZE,
  NO_NAME,
  BAD_RANGE,
  BAD_PART,
  BAD_KEY,
  BAD_PORT,
  // what stands in its way
  UNKNOWN_POOL,
  OTHERS_POOL,
  POOL_EMPTY,
  UNKNOWN_NODE,
  UNKNOWN_VOLUME,
  UNKNOWN_NETWORK,
  IPV6,
  YGGDRASIL,
  ADDRESS_USED,
  RANGE_USED,
  // why a node does not fit
  SILENT,
  POOL_ELSEWHERE,
  CPU,
  MEMORY,
  DISK,
  OTHER_DISK,
  VOLUME_ELSEWHERE,
  NETWORK_ELSEWHERE,
  ADDRESS_RANGE,
  RANGE_ON_NODE,
  // good to know
  VOLUME_SHARED,
  CPU_SHARED,
  NETWORK_REPLACED,
  RANGE_SHARED,
  NOT_ALL_SEEN,
  /// What another version of the grid says.
  OTHER;

  /// @return as it goes over the wire, e.g. `same-mount`
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @return {@link #OTHER} for a word that is not known here
  public static Code of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst().orElse(OTHER);
  }
}
