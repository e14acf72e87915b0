package io.coredeck.explorer.audit;

import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.ClientAddress;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Writing;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import io.coredeck.web.WebRequest;
import org.jspecify.annotations.Nullable;

/// What is to be remembered of one call. Filled while it is answered, by one thread at a time.
public final class Note {

  private static final int LONGEST_DETAIL = 300;
  private static final int LONGEST_OBJECT = 100;

  private final Journal journal;
  private final String address;
  private String action;
  private String object = "";
  private String detail = "";
  private long tid;
  private String via = "";
  private @Nullable String actor;
  private boolean isWritten;

  Note(Journal journal, WebRequest request, String action) {
    this.journal = journal;
    this.address = ClientAddress.of(request);
    this.action = action;
  }

  /// @param caller who was proven to call
  public void by(Caller caller) {
    tid = caller.tid();
    via = caller.via();
  }

  /// @param name who says to call and has not proven it
  /// @param user whose account is tried; 0 if there is none
  public void byStranger(String name, long user) {
    actor = shortened(name, LONGEST_OBJECT);
    tid = user;
    via = "password";
  }

  /// @param user who proved it with a password
  public void byPassword(long user) {
    tid = user;
    via = "password";
  }

  /// @param name as an identity provider says it
  /// @param user the account's; 0 if there is none yet
  public void byProvider(String name, long user) {
    actor = shortened(name, LONGEST_OBJECT);
    tid = user;
    via = "provider";
  }

  /// @param name as an identity provider says it, of somebody who has no account: perhaps that of
  ///   somebody else's
  public void byUnlinked(String name) {
    byProvider("(provider) " + name, 0);
  }

  /// @param word what is done, where one call does several things
  public void action(String word) {
    action = word;
  }

  /// @param name what it is done to
  public void object(String name) {
    object = shortened(name, LONGEST_OBJECT);
  }

  /// @param text more about it; nothing secret
  public void detail(String text) {
    detail = shortened(text, LONGEST_DETAIL);
  }

  /// Remembers that it was done, together with the change itself.
  public void done(Writing records) {
    isWritten = true;
    journal.add(records, entry(records, Result.OK, detail));
  }

  /// Remembers that it was tried and not done.
  ///
  /// @param why more about it; nothing secret
  public void failed(Writing records, String why) {
    isWritten = true;
    journal.add(records, refused(records, why));
  }

  /// There is nothing to remember: it was done before, and remembered then.
  public void nothing() {
    isWritten = true;
  }

  boolean isWritten() {
    return isWritten;
  }

  boolean isByAnybody() {
    return tid > 0 || actor != null;
  }

  AuditEntry refused(Reading records, String why) {
    return entry(records, Result.REFUSED, shortened(why, LONGEST_DETAIL));
  }

  private AuditEntry entry(Reading records, Result result, String more) {
    var at = journal.now().getEpochSecond();
    return new AuditEntry(0, at, tid, name(records), via, address, action, object, result, more);
  }

  private String name(Reading records) {
    if (actor != null) {
      return actor;
    }
    return records
        .accountOf(tid)
        .map(AccountEntry::account)
        .map(account -> account.name())
        .or(() -> records.user(tid).map(user -> shortened(user.name(), LONGEST_OBJECT)))
        .orElse("user " + tid);
  }

  private static String shortened(String text, int longest) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }
}
