using System.CommandLine;
using Swictation.Domain.Editing;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary><c>title</c>: gives a session a title, by which it can be named from then on.</summary>
internal sealed class TitleCommand : EditingCommand
{
    private readonly Argument<SessionSelector> _session = SessionArgument.One();
    private readonly Argument<string[]> _text = TextArgument.Of("The title");
    private readonly Option<bool> _remove = new("--remove") { Description = "Take the title away" };

    public TitleCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("title", "Give a session a title", database, settings, time)
    {
        Arguments.Add(_session);
        Arguments.Add(_text);
        Options.Add(_remove);
        Validators.Add(result =>
        {
            if (result.GetResult(_text)?.Tokens.Count is > 0 == result.GetValue(_remove))
                result.AddError("title needs either TEXT or --remove behind the session");
            else if (result.GetResult(_text)?.Tokens is { Count: > 0 } given && given.All(token => string.IsNullOrWhiteSpace(token.Value)))
                result.AddError("the title is empty; --remove takes it away");
        });
    }

    protected override Task<IReadOnlyList<Edit>> FindEditsAsync(
        ParseResult parsed, SessionArchive archive, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Edit>>(
            [new Edit.Title(archive.Find(parsed.GetRequiredValue(_session)).Id, TextArgument.Read(parsed, _text) ?? "")]);
}
