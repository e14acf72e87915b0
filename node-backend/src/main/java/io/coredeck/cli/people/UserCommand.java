package io.coredeck.cli.people;

import io.coredeck.cli.list.SearchedList;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Table;
import io.coredeck.model.registry.User;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Search;
import io.coredeck.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `user`: who is on the grid. Its subcommands are about accounts: {@link AccountCommands}.
@Command(
    name = "user",
    description = {
      "Lists the users of the grid.",
      "The subcommands are about accounts: people who sign in."
    })
public final class UserCommand extends SearchedList<User> {

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only with this in name, host, description or email.")
  private String search = "";

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description = "By id, name, email or key; --sort=-id: the newest first (id).")
  private String sort = "";

  public UserCommand(Session session) {
    super(session);
  }

  @Override
  protected Listed<User> list() {
    return Listed.USERS;
  }

  @Override
  protected Search wanted() {
    var wanted = Search.ALL.text(search);
    return sort.isEmpty() ? wanted : wanted.sorted(sort);
  }

  @Override
  protected Table table() {
    return new Table("USER", "NAME", "EMAIL", "KEY");
  }

  @Override
  protected void add(Table table, User user) {
    table.add(String.valueOf(user.id()), user.name(), user.email(), user.pubkey());
  }

  @Override
  protected String json(User one) {
    return Json.write(one);
  }
}
