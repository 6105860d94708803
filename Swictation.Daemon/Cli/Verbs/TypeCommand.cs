using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Daemon.Options;
using Swictation.Daemon.Typing;
using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Hooks;
using Swictation.Daemon.Typing.Notices;
using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Processes;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>type</c>: puts what is said at the cursor, in a process of its own.</summary>
internal sealed class TypeCommand : Command
{
    private const string BreakForms = "never, outside-terminals or always";

    private static readonly DurationRange Silence = DurationRange.OfSeconds(1, 86_400);
    private static readonly DurationRange Limit = DurationRange.OfSeconds(0.1, 60);

    private readonly SettingOptions _settings;

    private readonly Option<string> _way = Text("--way", "WAY", $"How words are typed, whatever the rules say: {WayChoice.Forms} [default: auto, and the rules]");

    private readonly Option<bool> _anyWindow = new("--any-window")
    {
        Description = "Type also where another window has the cursor than when the words were spoken",
    };

    private readonly Option<string> _lineBreaks = Text(
        "--line-breaks", "WHEN", $"Press Return for a line break: {BreakForms} [default: never, a space stands for it]");

    private readonly Option<string> _separator = Text("--separator", "TEXT", "Typed behind each sentence [default: a space]");
    private readonly Option<string> _onTranscription = Text(
        "--on-transcription",
        "CMDLINE",
        "Run with each text on its standard input before it is typed; exit code 77: it is not to be typed");

    private readonly Option<string> _onStart = Text("--on-start", "CMDLINE", "Run when a recording begins");
    private readonly Option<string> _onStop = Text("--on-stop", "CMDLINE", "Run when it stops");
    private readonly Option<string> _onError = Text("--on-error", "CMDLINE", "Run when something is wrong, with its codes on standard input");
    private readonly Option<string> _commandLimit = Text("--command-limit", "TIME", "The longest that such a command may take [default: 5s]");
    private readonly Option<string> _notify = Text(
        "--notify", "KINDS", $"What notify-send shows: {NoticeNames.Forms} [default: {NoticeNames.Usual}]");

    private readonly Option<string> _silence = Text(
        "--stop-after-silence", "TIME", "Stop a recording in which nobody has spoken for so long, such as 30m [default: never]");

    private readonly Option<int?> _again = new("--again")
    {
        HelpName = "N",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Type the last sentence once more, or the Nth before the end, and exit",
    };

    private readonly Option<bool> _missed = new("--missed")
    {
        Description = "List the sentences that were not typed, a line each: position, reason, text; and exit",
    };

    private readonly Option<bool> _undo = new("--undo")
    {
        Description = "Remove what was typed last, if it is certain that it stands directly before the cursor, and exit; X11 only",
    };

    public TypeCommand(SettingOptions settings)
        : base("type", "Type what is said where the cursor is, until it is ended")
    {
        _settings = settings;
        _way.Accept(name => WayChoice.Parse(name) is not null, _ => WayChoice.Forms);
        _lineBreaks.Accept(name => BreaksOf(name) is not null, _ => BreakForms);
        _notify.Accept(kinds => NoticeNames.Parse(kinds) is not null, _ => NoticeNames.Forms);
        _silence.Accept(text => Silence.Parse(text) is not null, _ => Silence.Forms);
        _commandLimit.Accept(text => Limit.Parse(text) is not null, _ => Limit.Forms);
        _again.CustomParser = ParseAgain;
        Options.Add(settings.IpcSocket);
        Options.Add(settings.MetricsSocket);
        Options.Add(settings.Typing);
        foreach (var option in (Option[])[
            _way, _anyWindow, _lineBreaks, _separator, _onTranscription, _onStart, _onStop, _onError, _commandLimit, _notify, _silence,
            _again, _missed, _undo])
        {
            Options.Add(option);
        }

        SetAction(RunAsync);
    }

    /// <returns>The exit code: 0 when it is ended, or has typed or listed what was asked for.</returns>
    /// <exception cref="SwictationException">It cannot type here, or no daemon answers.</exception>
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var given = _settings.Given(parsed);
        var metricsSocket = SocketPlace.Of(given.MetricsSocket);
        var deliveries = new DeliveryClient(SocketPlace.Of(given.IpcSocket), TimeProvider.System);
        if (parsed.GetValue(_missed))
            return await DeliveryLists.ListMissedAsync(deliveries, metricsSocket, cancellationToken).ConfigureAwait(false);

        var settings = DaemonSettings.Typing.Read(given);
        if (parsed.GetValue(_way) is { } named) settings = new(WayChoice.Parse(named)!.Value, []);
        var turn = new CursorTurn(metricsSocket.Path + ".keys.lock", TimeProvider.System);
        using var source = WindowSources.Open(Environment.GetEnvironmentVariable);
        await using var windows = new WindowWatch(source, TimeProvider.System);
        var breaks = BreaksOf(parsed.GetValue(_lineBreaks) ?? "never")!.Value;
        var separator = parsed.GetValue(_separator) ?? " ";
        if (parsed.GetValue(_undo))
        {
            using var removal = ProvedRemoval.TryOpen(Environment.GetEnvironmentVariable, TimeProvider.System);
            var undo = new Undo(removal, windows, new ScreenLock(), breaks, separator);
            return await DeliveryLists.TakeBackAsync(undo, turn, deliveries, metricsSocket, cancellationToken).ConfigureAwait(false);
        }

        var experience = ExperienceFile.In(new StandardPaths(Environment.GetEnvironmentVariable).StateDirectory)
            .Read(ExperienceFile.DesktopOf(Environment.GetEnvironmentVariable));
        await using var ways = WaySet.Open(Environment.GetEnvironmentVariable, experience, Tell, TimeProvider.System);
        await using var notices = new NoticeBoard(NoticeNames.Parse(parsed.GetValue(_notify) ?? NoticeNames.Usual)!);
        await ways.PrepareAsync(PortalQuestion.Once, settings.Names(DeliveryWay.Portal), cancellationToken).ConfigureAwait(false);
        if (ways.Choose("a", avoidsKeys: false, settings.Way.Way) is null) throw new TypingException(ways.Explain(settings.Way.Way));

        var options = new TypistOptions
        {
            Separator = separator,
            LineBreaks = breaks,
            AnyWindow = parsed.GetValue(_anyWindow),
            Way = settings.Way,
            Rules = settings.Rules,
            OnTranscription = HookOf(_onTranscription),
        };
        var typist = new Typist(deliveries, ways, windows, new ScreenLock(), turn, notices, options, TimeProvider.System);
        if (parsed.GetResult(_again) is { Implicit: false })
        {
            return await DeliveryLists
                .TypeAgainAsync(typist, deliveries, metricsSocket, parsed.GetValue(_again) ?? 1, cancellationToken)
                .ConfigureAwait(false);
        }

        using var only = TypingLock.TryTake(metricsSocket.Path + ".type.lock") ?? throw new TypingException("another one types already; end it first");
        using var signals = new EndSignals();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Ending);
        await using var hooks = new HookQueue(text => notices.Tell(NoticeKind.Error, text));
        windows.Begin();
        var watch = new RecordingWatch(
            metricsSocket,
            windows,
            notices,
            hooks,
            new(HookOf(_onStart), HookOf(_onStop), HookOf(_onError)),
            parsed.GetValue(_silence) is { } silence ? Silence.Parse(silence) : null,
            token => deliveries.SendAsync("stop", token),
            TimeProvider.System);
        var watching = watch.RunAsync(ending.Token);
        await new TypistRun(typist, deliveries, metricsSocket, TimeProvider.System).RunAsync(Follow, ending.Token).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        return 0;

        void Follow() => Tell("typing what is said");

        HookCommand? HookOf(Option<string> option) => parsed.GetValue(option) is { } commandLine
            ? new(commandLine, Limit.Parse(parsed.GetValue(_commandLimit) ?? "5s")!.Value)
            : null;
    }

    private static void Tell(string text) => Console.Error.WriteLine($"swictation-daemon: type: {text}");

    private static Option<string> Text(string name, string valueName, string description) =>
        new(name) { HelpName = valueName, Description = description };

    private static LineBreaks? BreaksOf(string name) => name switch
    {
        "never" => LineBreaks.Never,
        "outside-terminals" => LineBreaks.OutsideTerminals,
        "always" => LineBreaks.Always,
        _ => null,
    };

    private static int? ParseAgain(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var text }]) return 1;
        if (int.TryParse(text, out var number) && number is >= 1 and <= 1000) return number;

        result.AddError($"--again: {Refusal.Of(text, "a number from 1 to 1000")}");
        return null;
    }
}
