using System.CommandLine;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Recognising;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Commands;

namespace Swictation.Replay.Verbs;

/// <summary>
/// <c>retry</c>: has kept audio recognised again, by the running daemon behind live speech, or by one that is started for it.
/// </summary>
internal sealed class RetryCommand : Command
{
    private const int Failed = 1;

    // Recognised while one waits.
    private static readonly TimeSpan MostUnasked = TimeSpan.FromMinutes(10);

    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly SocketOption _ipcSocket;

    private readonly Argument<RetryTarget[]> _what = new("WHAT")
    {
        Description = "Sessions (12, last, yesterday, a title or tag, 12..15): their speech that has no text; or sentences by their positions (seq:4711)",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        [
            .. result.Tokens.Select(token =>
            {
                var target = RetryTarget.Parse(token.Value);
                if (target is null) result.AddError($"WHAT: {Refusal.Of(token.Value, RetryTarget.Forms)}");
                return target!;
            }),
        ],
    };

    private readonly TranscriberOption _transcriber = new();

    private readonly Option<bool> _all = new("--all")
    {
        Description = "All kept audio of the sessions, also what has a text; texts that were corrected by hand stay",
    };

    private readonly Option<bool> _diff = new("--diff") { Description = "Show the words that changed, segment by segment" };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object with old and new texts" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask where it is much" };

    public RetryCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("retry", "Recognise kept audio again; a text that there is stays as a version")
    {
        (_database, _time) = (database, time);
        _ipcSocket = SocketOption.Commands(settings);
        Arguments.Add(_what);
        foreach (var option in new Option[] { _all, _transcriber, _diff, _json, _yes, _ipcSocket }) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        string logId;
        long head;
        List<CommandRequest> requests;
        using (var archive = _database.Open(parsed))
        {
            (logId, head) = (archive.Log.LogId, archive.Log.Head);
            requests = [.. parsed.GetRequiredValue(_what).SelectMany(target => RequestsOf(target, archive, parsed.GetValue(_all), Tell))];
            if (!IsAgreed(parsed, archive, requests)) return Failed;
        }

        await using var daemon = new RecognisingDaemon(
            _database.Find(parsed), logId, _ipcSocket.Place(parsed).Find(), parsed.GetValue(_transcriber), _time, Tell);
        var run = new RecognitionRun(daemon, new(error, !Console.IsErrorRedirected, _time), _time);
        var output = parsed.InvocationConfiguration.Output;
        IHeardOutput shown = parsed.GetValue(_json)
            ? new HeardJson(output)
            : new HeardText(parsed.GetValue(_diff), ScreenStyle.OfOutput(), output);
        using var texts = new HeardTexts(() => _database.Open(parsed), head);
        var all = new HeardFigures();
        foreach (var request in requests)
        {
            var session = new SessionId(request.SessionId!.Value);
            var ofSession = new HeardFigures();
            await run.RunAsync(request, $"Session {session}", step => Take(texts.Find(session, step), ofSession), cancellationToken)
                .ConfigureAwait(false);
            shown.EndSession(session, ofSession);
        }

        shown.End(all);
        return all[RecognitionOutcome.Failed] > 0 ? Failed : 0;

        void Tell(string words) => error.WriteLine($"swictation-replay: {words}");

        void Take(HeardSegment heard, HeardFigures ofSession)
        {
            ofSession.Add(heard);
            all.Add(heard);
            shown.Add(heard);
        }
    }

    private static IEnumerable<CommandRequest> RequestsOf(RetryTarget target, SessionArchive archive, bool all, Action<string> tell)
    {
        switch (target)
        {
            case RetryTarget.Sessions { Selector: var selector }:
                var found = archive.FindAll([selector]);
                if (MissingSessions.Describe([selector], found) is { } missing) tell(missing);
                foreach (var session in found)
                    yield return new("recognise", RequestId: null, session.Id.Value) { All = all ? true : null };
                break;
            case RetryTarget.Sentence { At: var position }:
                var around = archive.FindSessionAt(position)
                    ?? throw new RecognitionFailedException($"there is no sentence at {position}; 'swictation-replay search' and 'show --positions' have positions");
                yield return new("recognise", RequestId: null, around.Id.Value) { Position = position };
                break;
        }
    }

    private bool IsAgreed(ParseResult parsed, SessionArchive archive, IReadOnlyList<CommandRequest> requests)
    {
        if (!parsed.GetValue(_all) || parsed.GetValue(_yes)) return true;

        var sessions = requests.Where(request => request.Position is null).Select(request => new SessionId(request.SessionId!.Value)).ToList();
        var kept = archive.MeasureKeptAudio(sessions);
        if (kept <= MostUnasked) return true;

        var agreed = Question.IsAgreed(
            parsed,
            $"{Counted.Of(sessions.Count, "session")} with {HumanText.Duration(kept)} of kept audio: all of it is recognised again, behind what "
            + "you say meanwhile, and every sentence that comes out otherwise gets that text. Go on? [y/N] ");
        if (!agreed) parsed.InvocationConfiguration.Output.WriteLine("Nothing was done.");
        return agreed;
    }
}
