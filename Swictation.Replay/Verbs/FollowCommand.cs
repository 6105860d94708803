using System.CommandLine;
using System.Globalization;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Processes;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
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
    private readonly TimeProvider _time;

    private readonly Option<long?> _after = new Option<long?>("--after")
    {
        HelpName = "SEQ",
        Description = "Begin behind this position in the log, 0 for everything [default: now]",
    }.ParsedBy("a position in the log, a whole number from 0 to 9223372036854775807", ParsePosition);

    private readonly Option<bool> _json = new("--json") { Description = "Print the whole line of every event, and of every gap" };

    private readonly SocketOption _metricsSocket;

    public FollowCommand(GivenSettings settings, TimeProvider time)
        : base("follow", "Print each transcription as it is recorded, until it is interrupted")
    {
        _time = time;
        _metricsSocket = SocketOption.Metrics(settings);
        Options.Add(_after);
        Options.Add(_json);
        Options.Add(_metricsSocket);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        PlainConsole.EnsureOutput();
        var isJson = parsed.GetValue(_json);
        var place = _metricsSocket.Place(parsed);
        var wait = new FollowedDaemon(place.Path, parsed.InvocationConfiguration.Error);
        var output = parsed.InvocationConfiguration.Output;
        var options = new ReconnectingClientOptions
        {
            After = parsed.GetValue(_after),
            Types = isJson ? [] : [Transcription.TypeName],
            Followed = wait.Tell,
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
                output.WriteLine(isJson ? Encoding.UTF8.GetString(received.Line.Span) : Text(received));
        }
        catch (OperationCanceledException)
        {
            // Interrupting is how it is meant to end.
        }
        catch (FeedRefusedException e)
            when (feed.Connections == 0 && options.After is { } after && Explain(e) is { } why)
        {
            throw new PositionRefusedException(after, why);
        }

        return 0;
    }

    private static long? ParsePosition(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;

    // The feed's message is for programs, and names the fields of a hello. Null if it is not about the position.
    private static string? Explain(FeedRefusedException refusal) => refusal switch
    {
        { Head: { } head } when refusal.Code == FeedErrorCode.PositionUnknown =>
            $"the log ends at {head}; give {head} or nothing for what comes now, 0 for everything",
        { Oldest: { } oldest } when refusal.Code == FeedErrorCode.PositionPruned =>
            $"the events before {oldest} have been removed; give {oldest - 1} or 0 for all that are left",
        _ => null,
    };

    private string Text(ReceivedEvent received)
    {
        var said = (Transcription)WireReader.Read(new(
            received.Sequence,
            received.Session,
            WireTime.ToMicroseconds(received.At),
            received.Type,
            WireWriter.CurrentVersion,
            received.Line));
        return $"{HumanText.TimeOfDay(said.At, _time.LocalTimeZone)}  {OneLine.Of(said.Text)}";
    }
}
