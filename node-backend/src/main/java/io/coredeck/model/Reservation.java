package io.coredeck.model;

import java.util.List;

/// A workload with everything the explorer keeps about it: who asked, where it runs, what happens
/// next and what became of it.
///
/// Source: the wire calls this flat object a workload; WIRE envelope, docs/formats/reservation.md.
///
/// @param id given by the explorer, from 1; 0 before
/// @param workloadId the client's own number, usually 1
/// @param nodeId where it runs, base58
/// @param poolId whose capacity pays for it
/// @param reference must be empty
/// @param description free text
/// @param metadata free text, at most 1024 bytes of UTF-8
/// @param customerTid the user's id
/// @param customerSignature hex of the user's ed25519 signature
/// @param nextAction what has to happen next
/// @param signingRequestProvision who may agree to the creation
/// @param signingRequestDelete who may ask for the deletion
/// @param signaturesProvision who agreed
/// @param signaturesDelete who asked
/// @param signatureFarmer kept for the wire's sake
/// @param epoch seconds since 1970: the client's when it signed, the explorer's afterwards
/// @param version which cipher the secrets use: 0 sealed box, 1 and above secret box
/// @param result what the node answered
/// @param workload what is asked for
public record Reservation(
    long id,
    long workloadId,
    String nodeId,
    long poolId,
    String reference,
    String description,
    String metadata,
    long customerTid,
    String customerSignature,
    NextAction nextAction,
    SigningRequest signingRequestProvision,
    SigningRequest signingRequestDelete,
    List<Signature> signaturesProvision,
    List<Signature> signaturesDelete,
    Signature signatureFarmer,
    long epoch,
    int version,
    Result result,
    Workload workload) {

  /// The version the explorer stamps on everything new.
  public static final int CURRENT_VERSION = 2;

  public Reservation {
    signaturesProvision = List.copyOf(signaturesProvision);
    signaturesDelete = List.copyOf(signaturesDelete);
  }

  /// The name of this workload on the whole grid.
  ///
  /// @return `<id>-<workload_id>`, e.g. `3-1`
  public String gwid() {
    return id + "-" + workloadId;
  }

  /// @return the same with another {@link #nextAction}
  public Reservation withNextAction(NextAction action) {
    return copy(id, nodeId, poolId, customerTid, customerSignature, action, epoch, version, result);
  }

  /// @return the same with another {@link #result}
  public Reservation withResult(Result answer) {
    return copy(
        id, nodeId, poolId, customerTid, customerSignature, nextAction, epoch, version, answer);
  }

  /// @param newEpoch seconds since 1970
  /// @return the same with another {@link #epoch}
  public Reservation withEpoch(long newEpoch) {
    return copy(
        id, nodeId, poolId, customerTid, customerSignature, nextAction, newEpoch, version, result);
  }

  /// @return the same with another {@link #id}
  public Reservation withId(long newId) {
    return copy(
        newId, nodeId, poolId, customerTid, customerSignature, nextAction, epoch, version, result);
  }

  /// @return the same with another {@link #customerSignature}
  public Reservation withCustomerSignature(String hex) {
    return copy(id, nodeId, poolId, customerTid, hex, nextAction, epoch, version, result);
  }

  /// Where it runs and who pays.
  ///
  /// @return the same for another node, pool and user
  public Reservation withPlace(String newNodeId, long newPoolId, long newCustomerTid) {
    return copy(
        id,
        newNodeId,
        newPoolId,
        newCustomerTid,
        customerSignature,
        nextAction,
        epoch,
        version,
        result);
  }

  /// As the explorer takes it in: everything that belongs to the explorer and the node is blank.
  ///
  /// @return the same, {@link #CURRENT_VERSION}, without id, signatures and result
  public Reservation asReceived() {
    return new Reservation(
        0,
        workloadId,
        nodeId,
        poolId,
        reference,
        description,
        metadata,
        customerTid,
        customerSignature,
        NextAction.CREATE,
        signingRequestProvision,
        signingRequestDelete,
        List.of(),
        List.of(),
        Signature.NONE,
        epoch,
        CURRENT_VERSION,
        Result.NONE,
        workload);
  }

  /// @return the same with others who may ask for the deletion
  public Reservation withSigningRequestDelete(SigningRequest request) {
    return new Reservation(
        id,
        workloadId,
        nodeId,
        poolId,
        reference,
        description,
        metadata,
        customerTid,
        customerSignature,
        nextAction,
        signingRequestProvision,
        request,
        signaturesProvision,
        signaturesDelete,
        signatureFarmer,
        epoch,
        version,
        result,
        workload);
  }

  /// @return the same with other {@link #description} and {@link #metadata}
  public Reservation withTexts(String newDescription, String newMetadata) {
    return new Reservation(
        id,
        workloadId,
        nodeId,
        poolId,
        reference,
        newDescription,
        newMetadata,
        customerTid,
        customerSignature,
        nextAction,
        signingRequestProvision,
        signingRequestDelete,
        signaturesProvision,
        signaturesDelete,
        signatureFarmer,
        epoch,
        version,
        result,
        workload);
  }

  /// @return the same, asking for something else
  public Reservation withWorkload(Workload other) {
    return new Reservation(
        id,
        workloadId,
        nodeId,
        poolId,
        reference,
        description,
        metadata,
        customerTid,
        customerSignature,
        nextAction,
        signingRequestProvision,
        signingRequestDelete,
        signaturesProvision,
        signaturesDelete,
        signatureFarmer,
        epoch,
        version,
        result,
        other);
  }

  /// @return the same with other delete signatures
  public Reservation withSignaturesDelete(List<Signature> signatures) {
    return withSignatures(signaturesProvision, signatures);
  }

  /// @return the same with other provision signatures
  public Reservation withSignaturesProvision(List<Signature> signatures) {
    return withSignatures(signatures, signaturesDelete);
  }

  private Reservation withSignatures(List<Signature> provision, List<Signature> delete) {
    return new Reservation(
        id,
        workloadId,
        nodeId,
        poolId,
        reference,
        description,
        metadata,
        customerTid,
        customerSignature,
        nextAction,
        signingRequestProvision,
        signingRequestDelete,
        provision,
        delete,
        signatureFarmer,
        epoch,
        version,
        result,
        workload);
  }

  private Reservation copy(
      long newId,
      String newNodeId,
      long newPoolId,
      long newTid,
      String newSignature,
      NextAction newAction,
      long newEpoch,
      int newVersion,
      Result newResult) {
    return new Reservation(
        newId,
        workloadId,
        newNodeId,
        newPoolId,
        reference,
        description,
        metadata,
        newTid,
        newSignature,
        newAction,
        signingRequestProvision,
        signingRequestDelete,
        signaturesProvision,
        signaturesDelete,
        signatureFarmer,
        newEpoch,
        newVersion,
        newResult,
        workload);
  }

  /// Who may sign something, and how many of them must.
  ///
  /// @param signers user ids
  /// @param quorumMin how many different signers are needed; 0 means it can never be reached by
  ///   signature
  public record SigningRequest(List<Long> signers, long quorumMin) {

    /// Nobody is asked.
    public static final SigningRequest NONE = new SigningRequest(List.of(), 0);

    public SigningRequest {
      signers = List.copyOf(signers);
    }
  }

  /// One signature.
  ///
  /// @param tid the signer's user id
  /// @param signature hex
  /// @param epoch seconds since 1970
  public record Signature(long tid, String signature, long epoch) {

    /// No signature.
    public static final Signature NONE = new Signature(0, "", 0);
  }
}
