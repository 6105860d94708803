using System.CommandLine;
using Swictation.Domain.Editing;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary><c>tag</c>: gives a session a tag, or takes it off.</summary>
internal sealed class TagCommand : EditingCommand
{
    private readonly Argument<SessionSelector> _session = SessionArgument.One();
    private readonly Argument<string[]> _text = TextArgument.Of("The tag");
    private readonly Option<bool> _remove = new("--remove") { Description = "Take the tag off" };

    public TagCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("tag", "Give a session a tag, or take it off", database, settings, time)
    {
        _text.Arity = ArgumentArity.OneOrMore;
        Arguments.Add(_session);
        Arguments.Add(_text);
        Options.Add(_remove);
    }

    protected override Task<IReadOnlyList<Edit>> FindEditsAsync(
        ParseResult parsed, SessionArchive archive, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Edit>>(
        [
            new Edit.Tag(
                archive.Find(parsed.GetRequiredValue(_session)).Id,
                TextArgument.Read(parsed, _text) ?? "",
                On: !parsed.GetValue(_remove)),
        ]);
}
