using System.CommandLine;
using System.Globalization;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Processes;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
using Swictation.Replay.Following;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Sockets.Client;
using Swictation.Sockets.Protocol;

namespace Swictation.Replay.Verbs;

/// <summary>
/// <c>follow</c>: prints transcriptions as they are committed. Restarts of the daemon leave no gap: it connects again
/// and resumes behind the last event that it has printed.
/// </summary>
internal sealed class FollowCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;

    private readonly Option<long?> _after = new Option<long?>("--after")
    {
        HelpName = "SEQ",
        Description = "Begin behind this position in the log, 0 for everything [default: now]",
    }.ParsedBy("a position in the log, a whole number from 0 to 9223372036854775807", ParsePosition);

    private readonly Option<int?> _last = new Option<int?>("--lines", "-n")
    {
        HelpName = "N",
        Description = "Begin with the last N sentences of the log",
    }.ParsedBy("a whole number from 0 to 100000", ParseCount);

    private readonly Option<string> _types = new("--types")
    {
        HelpName = "A,B",
        Description = "Only events of these types [default: transcription; with --json all]",
    };

    private readonly Option<bool> _text = new("--text") { Description = "Only the text, without times" };

    private readonly Option<string> _cursor = new("--cursor-file")
    {
        HelpName = "FILE",
        Description = "Keep the position there, and begin behind it the next time",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the whole line of every event, and of every gap" };

    private readonly SocketOption _metricsSocket;

    public FollowCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("follow", "Print each transcription as it is recorded, until it is interrupted")
    {
        _database = database;
        _time = time;
        _metricsSocket = SocketOption.Metrics(settings);
        _cursor.RefuseEmpty();
        _types.Accept(
            types => UnknownIn(types) is null,
            types => $"types such as transcription,session_start; there is no '{UnknownIn(types)}'");
        Validators.Add(result =>
        {
            var begins = new Option[] { _after, _last }.Where(option => result.GetResult(option) is not null).ToList();
            if (begins.Count > 1) result.AddError("--after and --lines both say where to begin; give one");
        });
        foreach (var option in new Option[] { _after, _last, _types, _text, _cursor, _json, _metricsSocket }) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        PlainConsole.EnsureOutput();
        var isJson = parsed.GetValue(_json);
        var style = ScreenStyle.OfOutput();
        var text = new FollowedText(_time, style, parsed.GetValue(_text));
        var place = _metricsSocket.Place(parsed);
        using var cursor = parsed.GetValue(_cursor) is { } file ? FollowCursor.Open(file) : null;
        var (after, logId) = BeginOf(parsed, cursor);
        var output = parsed.InvocationConfiguration.Output;
        var options = new ReconnectingClientOptions
        {
            After = after,
            LogId = logId,
            Types = TypesOf(parsed, isJson, style),
            Followed = new FollowedDaemon(place.Path, parsed.InvocationConfiguration.Error).Tell,
            Removed = isJson ? removed => output.Write(Encoding.UTF8.GetString(ControlLines.Removed(removed).Span)) : null,
        };
        var feed = new ReconnectingClient(place, options, _time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A bar that is started again closes its end, perhaps hours before the next sentence would be written.
        _ = ClosedEnd.WaitAsync(StandardDescriptors.Output).ContinueWith(
            _ => ending.Cancel(), cancellationToken, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var received in feed.ReadAllAsync(ending.Token))
            {
                output.WriteLine(isJson ? Encoding.UTF8.GetString(received.Line.Span) : text.Of(received));
                cursor?.Save(feed.LogId!, received.Sequence);
            }
        }
        catch (OperationCanceledException)
        {
            // Interrupting is how it is meant to end.
        }
        catch (FeedRefusedException e)
            when (feed.Connections == 0 && options.After is { } position && Explain(e) is { } why)
        {
            throw new PositionRefusedException(position, why);
        }

        return 0;
    }

    // A file that has a position says where, whatever else was given for its first use.
    private (long? After, string? LogId) BeginOf(ParseResult parsed, FollowCursor? cursor)
    {
        if (cursor is { Position: { } kept }) return (kept, cursor.LogId);
        if (parsed.GetValue(_last) is not { } last) return (parsed.GetValue(_after), null);

        using var archive = _database.Open(parsed);
        var newest = archive.Sessions.ReadNewest(session: null, before: long.MaxValue, last, CancellationToken.None);
        return (newest.Count > 0 ? newest[^1].Sequence - 1 : archive.Log.Head, archive.Log.LogId);
    }

    // On a terminal it is shown where one session ends and another begins; who reads a pipe gets what was said.
    private IReadOnlyList<EventType> TypesOf(ParseResult parsed, bool isJson, ScreenStyle style)
    {
        if (parsed.GetValue(_types) is { } types) return [.. types.Split(',').Select(EventType.Named)];
        if (isJson) return [];
        return style.IsTerminal && !parsed.GetValue(_text)
            ? [Transcription.TypeName, SessionStart.TypeName, SessionEnd.TypeName]
            : [Transcription.TypeName];
    }

    private static string? UnknownIn(string types) =>
        types.Split(',').FirstOrDefault(type => !EventType.Known.Values.Contains(new EventType(type)));

    private static long? ParsePosition(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;

    private static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000 ? count : null;

    // The feed's message is for programs, and names the fields of a hello. Null if it is not about the position.
    private static string? Explain(FeedRefusedException refusal) => refusal switch
    {
        { Head: { } head } when refusal.Code == FeedErrorCode.PositionUnknown =>
            $"the log ends at {head}; give {head} or nothing for what comes now, 0 for everything",
        { Oldest: { } oldest } when refusal.Code == FeedErrorCode.PositionPruned =>
            $"the events before {oldest} have been removed; give {oldest - 1} or 0 for all that are left",
        _ => null,
    };
}
