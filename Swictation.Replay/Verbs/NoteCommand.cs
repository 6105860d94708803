using System.CommandLine;
using Swictation.Domain.Editing;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary><c>note</c>: writes a note about a session.</summary>
internal sealed class NoteCommand : EditingCommand
{
    private readonly Argument<SessionSelector> _session = SessionArgument.One();
    private readonly Argument<string[]> _text = TextArgument.Of("The note");

    public NoteCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("note", "Write a note about a session", database, settings, time)
    {
        _text.Arity = ArgumentArity.OneOrMore;
        Arguments.Add(_session);
        Arguments.Add(_text);
    }

    protected override Task<IReadOnlyList<Edit>> FindEditsAsync(
        ParseResult parsed, SessionArchive archive, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Edit>>(
            [new Edit.Note(archive.Find(parsed.GetRequiredValue(_session)).Id, TextArgument.Read(parsed, _text) ?? "")]);
}
