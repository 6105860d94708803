using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Playing;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Listening;

namespace Swictation.Replay.Verbs;

/// <summary><c>play</c>: a session over a metrics socket, so that user interfaces show it as it happened.</summary>
internal sealed class PlayCommand : Command
{
    private const double Most = 1e9;

    // No sign, and no comma: one would read 1,5 as 15.
    private const NumberStyles Figures = NumberStyles.AllowDecimalPoint;

    private static readonly DurationRange GapRange = DurationRange.OfSeconds(0, Most);

    private readonly DatabaseOption _database;
    private readonly GivenSettings _settings;
    private readonly TimeProvider _time;
    private readonly Argument<SessionSelector> _session = SessionArgument.New();

    private readonly Option<double?> _speed = new Option<double?>("--speed")
    {
        HelpName = "X",
        Description = "1 as it happened, 2 twice as fast, 0 as fast as possible [default: 1]",
    }.ParsedBy("a number from 0 to 1000000000", ParseNumber);

    private readonly Option<TimeSpan?> _maxGap = new Option<TimeSpan?>("--max-gap")
    {
        HelpName = "TIME",
        Description = "No pause is longer than this, before it is divided by the speed [default: no limit]",
    }.ParsedBy(GapRange.Forms, GapRange.Parse);

    private readonly Option<string> _socket = new("--socket")
    {
        HelpName = "PATH",
        Description = $"Socket for user interfaces [default: swictation_metrics.sock {SocketSetting.StandardPlaces}]",
    };

    private readonly Option<bool> _stay = new("--stay") { Description = "Go on when every client has got all of it" };

    public PlayCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("play", "Serve a session to user interfaces as if it happened now")
    {
        _database = database;
        _settings = settings;
        _time = time;
        _socket.RefuseEmpty();
        Arguments.Add(_session);
        Options.Add(_speed);
        Options.Add(_maxGap);
        Options.Add(_socket);
        Options.Add(_stay);
        SetAction(RunAsync);
    }

    private static double? ParseNumber(string text) =>
        double.TryParse(text, Figures, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= Most
            ? number
            : null;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var socket = SocketPlace.Of(
            _settings.With(SettingName.MetricsSocket, parsed.GetValue(_socket)).MetricsSocket);
        using var archive = _database.Open(parsed);
        var session = archive.Find(parsed.GetValue(_session));
        using var loggers = LoggerFactory.Create(AddLogging);
        var pace = new Pace(parsed.GetValue(_speed) ?? 1, parsed.GetValue(_maxGap));
        var player = new SessionPlayer(archive.Log, session, pace, _time, loggers);
        try
        {
            await player.PlayAsync(
                socket,
                parsed.GetValue(_stay),
                path => output.WriteLine(Ready(session, path)),
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how playing ends, and no failure.
        }

        return 0;
    }

    private static string Ready(RecordedSession session, string socket)
    {
        var soFar = session.IsOpen ? " so far, still open" : "";
        var length = $"{HumanText.Duration(session.Duration)}, {Counted.Of(session.Segments, "segment")}{soFar}";
        return $"Playing session {session.Id} ({length}) on {socket}; connect an interface, Ctrl-C to end";
    }

    private static void AddLogging(ILoggingBuilder logging) =>
        logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
}
