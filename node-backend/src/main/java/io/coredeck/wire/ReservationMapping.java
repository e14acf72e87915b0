package io.coredeck.wire;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.model.WorkloadType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The flat object of a reservation: the envelope here, the members of its kind in {@link
/// WorkloadMapping}.
final class ReservationMapping {
  private static final Logger LOG = System.getLogger(ReservationMapping.class.getName());

  private ReservationMapping() {}

  static Reservation read(JsonValue from) {
    return read(from, readWorkload(from, readType(from)));
  }

  /// What a client asks for. Members that belong to the explorer and the node are not looked at,
  /// whatever they are.
  static Reservation readWish(JsonValue from) {
    var workload = readWorkload(from, readType(from));
    return new Reservation(
        0,
        from.member("workload_id").integer(),
        from.member("node_id").text(),
        from.member("pool_id").integer(),
        from.member("reference").text(),
        from.member("description").text(),
        from.member("metadata").text(),
        from.member("customer_tid").integer(),
        from.member("customer_signature").text(),
        NextAction.CREATE,
        readSigningRequest(from.member("signing_request_provision")),
        readSigningRequest(from.member("signing_request_delete")),
        List.of(),
        List.of(),
        Signature.NONE,
        from.member("epoch").timestamp(),
        Reservation.CURRENT_VERSION,
        Result.NONE,
        workload);
  }

  /// @return the entry; if it is broken, what is readable of it and the reason as {@link
  ///   Unsupported}; nothing if not even its id is readable
  static Optional<Reservation> readOrExplain(JsonValue from) {
    try {
      return Optional.of(read(from));
    } catch (WireException broken) {
      return explain(from, broken);
    }
  }

  private static Optional<Reservation> explain(JsonValue from, WireException broken) {
    var type = readable(() -> readType(from), WorkloadType.ZDB);
    var unsupported = new Unsupported(type, broken.reason());
    try {
      return Optional.of(read(from, unsupported));
    } catch (WireException _) {
      // The envelope itself is broken: keep what the answer to it needs.
    }
    try {
      return Optional.of(readRemains(from, unsupported));
    } catch (WireException unanswerable) {
      LOG.log(
          Level.WARNING,
          "left out a workload that nobody could answer: {0}",
          unanswerable.reason());
      return Optional.empty();
    }
  }

  private static Reservation readRemains(JsonValue from, Unsupported workload) {
    return new Reservation(
        from.member("id").integer(1, Long.MAX_VALUE),
        from.member("workload_id").integer(),
        readable(() -> from.member("node_id").text(), ""),
        readable(() -> from.member("pool_id").integer(), 0L),
        "",
        "",
        "",
        readable(() -> from.member("customer_tid").integer(), 0L),
        "",
        readable(() -> readNextAction(from.member("next_action")), NextAction.CREATE),
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        readable(() -> from.member("epoch").timestamp(), 0L),
        Reservation.CURRENT_VERSION,
        Result.NONE,
        workload);
  }

  private static <T> T readable(Supplier<T> read, T otherwise) {
    try {
      return read.get();
    } catch (WireException _) {
      return otherwise;
    }
  }

  private static Reservation read(JsonValue from, Workload workload) {
    return new Reservation(
        from.member("id").integer(),
        from.member("workload_id").integer(),
        from.member("node_id").text(),
        from.member("pool_id").integer(),
        from.member("reference").text(),
        from.member("description").text(),
        from.member("metadata").text(),
        from.member("customer_tid").integer(),
        from.member("customer_signature").text(),
        readNextAction(from.member("next_action")),
        readSigningRequest(from.member("signing_request_provision")),
        readSigningRequest(from.member("signing_request_delete")),
        readSignatures(from.member("signatures_provision")),
        readSignatures(from.member("signatures_delete")),
        readSignature(from.member("signature_farmer")),
        from.member("epoch").timestamp(),
        (int) from.member("version").integer(0, Integer.MAX_VALUE),
        readResult(from.member("result")),
        workload);
  }

  private static WorkloadType readType(JsonValue from) {
    var member = from.member("workload_type");
    return WorkloadType.ofCode(member.integer())
        .orElseThrow(() ->
            member.fault(
                "is %d; it must be %d (container), %d (volume) or %d (network_resource)"
                    .formatted(
                        member.integer(),
                        WorkloadType.CONTAINER.code(),
                        WorkloadType.VOLUME.code(),
                        WorkloadType.NETWORK_RESOURCE.code())));
  }

  private static Workload readWorkload(JsonValue from, WorkloadType type) {
    return switch (type) {
      case CONTAINER -> WorkloadMapping.readContainer(from);
      case VOLUME -> WorkloadMapping.readVolume(from);
      case NETWORK_RESOURCE -> WorkloadMapping.readNetwork(from);
      default ->
          new Unsupported(
              type,
              "workload_type is %d (%s); it must be a container, volume or network_resource"
                  .formatted(type.code(), type.name().toLowerCase(Locale.ROOT)));
    };
  }

  private static NextAction readNextAction(JsonValue member) {
    return NextAction.ofCode(member.integer())
        .orElseThrow(() -> member.fault("is " + member.integer() + "; it must be from 0 to 7"));
  }

  private static SigningRequest readSigningRequest(JsonValue from) {
    return new SigningRequest(
        from.member("signers").integers(), from.member("quorum_min").integer());
  }

  private static List<Signature> readSignatures(JsonValue from) {
    return from.items().stream().map(ReservationMapping::readSignature).toList();
  }

  static Signature readSignature(JsonValue from) {
    return new Signature(
        from.member("tid").integer(),
        from.member("signature").text(),
        from.member("epoch").timestamp());
  }

  static Result readResult(JsonValue from) {
    var state = from.member("state");
    return new Result(
        (int) from.member("category").integer(0, Integer.MAX_VALUE),
        from.member("workload_id").text(),
        from.member("data_json").json(),
        from.member("signature").text(),
        Result.State.values()[(int) state.integer(0, Result.State.values().length - 1)],
        from.member("message").text(),
        from.member("epoch").timestamp(),
        from.member("node_id").text());
  }

  static Map<String, Object> write(Reservation from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", from.id());
    to.put("workload_id", from.workloadId());
    to.put("node_id", from.nodeId());
    to.put("pool_id", from.poolId());
    to.put("reference", from.reference());
    to.put("description", from.description());
    to.put("metadata", from.metadata());
    to.put("customer_tid", from.customerTid());
    to.put("customer_signature", from.customerSignature());
    to.put("next_action", from.nextAction().code());
    to.put("workload_type", from.workload().type().code());
    to.put("signing_request_provision", write(from.signingRequestProvision()));
    to.put("signing_request_delete", write(from.signingRequestDelete()));
    to.put(
        "signatures_provision",
        from.signaturesProvision().stream().map(ReservationMapping::write).toList());
    to.put(
        "signatures_delete",
        from.signaturesDelete().stream().map(ReservationMapping::write).toList());
    to.put("signature_farmer", write(from.signatureFarmer()));
    to.put("epoch", from.epoch());
    to.put("json", "");
    to.put("version", from.version());
    to.put("result", writeResult(from.result()));
    switch (from.workload()) {
      case Container container -> WorkloadMapping.write(container, to);
      case Volume volume -> WorkloadMapping.write(volume, to);
      case NetworkResource network -> WorkloadMapping.write(network, to);
      case Unsupported _ -> {
        // Its own members were not understood, so there are none to write.
      }
    }
    return to;
  }

  private static Map<String, Object> write(SigningRequest from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("signers", from.signers());
    to.put("quorum_min", from.quorumMin());
    return to;
  }

  static Map<String, Object> write(Signature from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("tid", from.tid());
    to.put("signature", from.signature());
    to.put("epoch", from.epoch());
    return to;
  }

  static Map<String, Object> writeResult(Result from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("category", from.category());
    to.put("workload_id", from.workloadId());
    to.put("data_json", Json.tree(from.dataJson()));
    to.put("signature", from.signature());
    to.put("state", from.state().ordinal());
    to.put("message", from.message());
    to.put("epoch", from.epoch());
    to.put("node_id", from.nodeId());
    return to;
  }
}
