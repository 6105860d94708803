using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Swictation.Domain.History;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Playing;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
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
    private readonly Argument<SessionSelector> _session = SessionArgument.One();

    private readonly Option<double?> _speed = new Option<double?>("--speed")
    {
        HelpName = "X",
        Description = "1 as it happened, 2 twice as fast, 0 or max as fast as possible [default: 1]",
    }.ParsedBy("a number from 0 to 1000000000, or max", ParseSpeed);

    private readonly WhenOption _from = WhenOption.InSession("--from", "Begin there (+1:30, 14:03) [default: its start]");

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

    private readonly Option<string> _dialect = new(SettingName.Option(SettingName.ClientDialect))
    {
        HelpName = "auto|documented|tauri",
        Description = "Who is served as the Tauri desktop interface needs it: that program alone, nobody, or all that speak "
            + "protocol 1 [default: auto]",
    };

    private readonly Option<bool> _stay = new("--stay") { Description = "Go on when every client has got all of it" };

    private readonly Option<bool> _here = new("--here")
    {
        Description = "Have the running daemon show it to the interfaces that are open, until its end, a start or a stop",
    };

    private readonly SocketOption _ipcSocket;

    public PlayCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("play", "Serve a session to user interfaces as if it happened now")
    {
        _database = database;
        _settings = settings;
        _time = time;
        _ipcSocket = SocketOption.Commands(settings);
        _ipcSocket.Description += "; with --here";
        _socket.RefuseEmpty();
        _here.Validators.Add(RefuseWhatIsOfNoUse);
        Arguments.Add(_session);
        Options.Add(_speed);
        Options.Add(_from);
        Options.Add(_maxGap);
        Options.Add(_socket);
        Options.Add(_dialect);
        Options.Add(_stay);
        Options.Add(_here);
        Options.Add(_ipcSocket);
        SetAction(RunAsync);
    }

    private static double? ParseSpeed(string text) =>
        text == "max" ? 0
        : double.TryParse(text, Figures, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= Most
            ? number
            : null;

    private void RefuseWhatIsOfNoUse(OptionResult here)
    {
        if (!here.GetValue(_here)) return;

        var used = new Option[] { _from, _socket, _dialect, _stay }.FirstOrDefault(option => here.GetResult(option) is { Implicit: false });
        if (used is not null) here.AddError($"'{used.Name}' is for a socket of its own, and '--here' for that of the daemon");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_here)) return await PlayHereAsync(parsed, output, cancellationToken);

        var socket = SocketPlace.Of(
            _settings.With(SettingName.MetricsSocket, parsed.GetValue(_socket)).MetricsSocket);
        var dialect = _settings.With(SettingName.ClientDialect, parsed.GetValue(_dialect)).ReadValue(
            SettingName.ClientDialect, ClientDialects.Standard, ClientDialects.Parse, _ => ClientDialects.Forms);
        using var archive = _database.Open(parsed);
        var session = FindRecorded(archive, parsed);
        using var loggers = LoggerFactory.Create(AddLogging);
        var from = parsed.GetValue(_from) is { } when ? SessionTimes.Find(session, when, _time) - session.StartedAt : TimeSpan.Zero;
        var player = new SessionPlayer(
            archive.Log, archive.Sessions, session, from, PaceOf(parsed), dialect, _time, loggers);
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

    private async Task<int> PlayHereAsync(ParseResult parsed, TextWriter output, CancellationToken cancellationToken)
    {
        using var archive = _database.Open(parsed);
        var session = FindRecorded(archive, parsed);
        var player = new DaemonPlayer(new(_ipcSocket.Place(parsed).Find()));
        var interfaces = await player.PlayAsync(session.Id, archive.Log.LogId, PaceOf(parsed), cancellationToken);
        output.WriteLine(
            $"The daemon plays {Describe(session)} to {Counted.Of(interfaces, "interface")}; "
            + "'swictation-daemon stop' ends it");
        return 0;
    }

    private RecordedSession FindRecorded(SessionArchive archive, ParseResult parsed)
    {
        var session = archive.Find(parsed.GetRequiredValue(_session));
        return session.IsImported
            ? throw new SessionRefusedException(
                session.Id,
                "was imported, so there is no recording to play; read it with: "
                    + _database.InCommand(parsed, $"swictation-replay show {session.Id}"))
            : session;
    }

    private Pace PaceOf(ParseResult parsed) => new(parsed.GetValue(_speed) ?? 1, parsed.GetValue(_maxGap));

    private static string Ready(RecordedSession session, string socket) =>
        $"Playing {Describe(session)} on {socket}; connect an interface, Ctrl-C to end";

    private static string Describe(RecordedSession session)
    {
        var soFar = session.IsOpen ? " so far, still open" : "";
        var length = $"{HumanText.Duration(session.Duration)}, {Counted.Of(session.Segments, "segment")}{soFar}";
        return $"session {session.Id} ({length})";
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
