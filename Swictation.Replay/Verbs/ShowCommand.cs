using System.CommandLine;
using Swictation.Domain.History;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Sessions;
using Swictation.Replay.Showing;

namespace Swictation.Replay.Verbs;

/// <summary><c>show</c>: the figures of a session, and its transcript.</summary>
internal sealed class ShowCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly Argument<SessionSelector> _session = SessionArgument.One();
    private readonly WhenOption _at = WhenOption.InSession("--at", "What was so at that moment (+1:30, 14:03) instead of all of it");
    private readonly Option<bool> _versions = new("--versions")
    {
        Description = "Show all texts that sentences have had, and the position of each sentence",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object" };
    private readonly Option<bool> _lines = new("--jsonl") { Description = "Print a JSON object a line: the session, then each part of it" };

    public ShowCommand(DatabaseOption database, TimeProvider time)
        : base("show", "Show a session and its transcript")
    {
        _database = database;
        _time = time;
        Arguments.Add(_session);
        Options.Add(_at);
        Options.Add(_versions);
        Options.Add(_json);
        Options.Add(_lines);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        using var archive = _database.Open(parsed);
        var session = archive.Find(parsed.GetRequiredValue(_session));
        using var output = LargeOutput.Open();
        if (parsed.GetValue(_at) is { } at)
        {
            var moment = MomentInSession.Of(
                session, archive.ReadEvents(session), archive.ReadSpoken(session), at.Begin(TimeAnchor.Of(_time, session.StartedAt)));
            if (parsed.GetValue(_json) || parsed.GetValue(_lines)) MomentOutput.WriteJson(moment, output);
            else MomentOutput.WriteText(moment, _time.LocalTimeZone, output);
            return;
        }

        var shown = Read(archive, session, parsed);
        if (parsed.GetValue(_lines)) ShownJson.WriteLines(shown, output);
        else if (parsed.GetValue(_json)) ShownJson.Write(shown, output);
        else ShownText.Write(shown, _time.LocalTimeZone, ScreenStyle.OfOutput(), output);
    }

    private ShownSession Read(SessionArchive archive, RecordedSession session, ParseResult parsed)
    {
        var withoutText = archive.Sessions.ReadWithoutText(session);
        return new(
            session,
            archive.ReadSpoken(session),
            withoutText,
            archive.ReadGaps(session),
            archive.ReadRecognisers(session),
            archive.FindWaitingAudio(session),
            session.CanRetry && withoutText.Any(segment => segment.File is not null)
                ? _database.InCommand(parsed, $"swictation-replay retry {session.Id}")
                : null)
        {
            Additions = archive.ReadAdditions(session),
            Delivered = DeliveredSentences.Read(archive, session),
            Versions = parsed.GetValue(_versions) ? archive.Sessions.ReadVersions(session.Id) : null,
        };
    }
}
