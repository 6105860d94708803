using System.CommandLine;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Settings;
using Swictation.Domain.Wire;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Sockets.Client;

namespace Swictation.Replay.Commands;

/// <summary>
/// <c>follow</c>: prints what is dictated as it is committed. Restarts of the daemon leave no gap: it connects again
/// and resumes behind the last event that it has printed.
/// </summary>
internal sealed class FollowCommand : Command
{
    private readonly TimeProvider _time;

    private readonly Option<long?> _after = new("--after")
    {
        HelpName = "SEQ",
        Description = "Begin behind this position in the log, 0 for everything [default: now]",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the whole line of every event" };

    private readonly SocketOption _metricsSocket;

    public FollowCommand(GivenSettings settings, TimeProvider time)
        : base("follow", "Print what is dictated while it is dictated, until it is interrupted")
    {
        _time = time;
        _metricsSocket = SocketOption.Metrics(settings);
        _after.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() < 0)
                result.AddError("--after takes a position in the log, 0 or more");
        });
        Options.Add(_after);
        Options.Add(_json);
        Options.Add(_metricsSocket);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isJson = parsed.GetValue(_json);
        var options = new ReconnectingClientOptions
        {
            After = parsed.GetValue(_after),
            Types = isJson ? [] : [EventType.Transcription],
        };
        var output = parsed.InvocationConfiguration.Output;
        try
        {
            var feed = new ReconnectingClient(_metricsSocket.Path(parsed), options, _time);
            await foreach (var received in feed.ReadAllAsync(cancellationToken))
                output.WriteLine(isJson ? Encoding.UTF8.GetString(received.Line.Span) : Text(received));
        }
        catch (OperationCanceledException)
        {
            // Interrupting is how it is meant to end.
        }

        return 0;
    }

    private string Text(ReceivedEvent received)
    {
        var said = (SegmentTranscribed)WireReader.Read(new(
            received.Sequence,
            received.Session,
            WireTime.ToMicroseconds(received.At),
            received.Type,
            WireWriter.CurrentVersion,
            received.Line));
        return $"{HumanText.TimeOfDay(said.At, _time.LocalTimeZone)}  {OneLine.Of(said.Text)}";
    }
}
