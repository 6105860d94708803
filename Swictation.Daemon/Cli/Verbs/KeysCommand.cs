using System.CommandLine;
using Swictation.Daemon.Cli.Output;
using Swictation.Daemon.Hotkeys;
using Swictation.Daemon.Hotkeys.X11;
using Swictation.Domain.Errors;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Processes;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>keys</c>: hears keys by the desktop, without right to the devices, and has the daemon do what they say.</summary>
internal sealed class KeysCommand : Command
{
    private const string ByForms = "auto, portal or x11";
    private const string None = "none";
    private const string NoKey = "the desktop has named no key; set them in its settings for shortcuts";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SettingOptions _settings;

    private readonly Option<string> _pushToTalk = new("--push-to-talk")
    {
        HelpName = "KEYS",
        Description = "The key that records while it is held, such as Pause or CTRL+ALT+space, or none [default: F10]",
    };

    private readonly Option<string> _toggle = new("--toggle")
    {
        HelpName = "KEYS",
        Description = "The key that starts recording, or stops it, or none [default: LOGO+F9]",
    };

    private readonly Option<string> _by = new("--by")
    {
        HelpName = "NAME",
        Description = $"Who tells of keys: {ByForms} [default: auto, the portal on Wayland, which may choose other keys with you]",
    };

    public KeysCommand(SettingOptions settings)
        : base("keys", "Record while a key is held, and toggle by another one, until it is ended")
    {
        _settings = settings;
        foreach (var option in (Option<string>[])[_pushToTalk, _toggle])
        {
            option.Accept(text => text == None || KeyChord.Parse(text) is not null, _ => KeyChord.Forms);
            Options.Add(option);
        }

        _by.Accept(name => name is "auto" or "portal" or "x11", _ => ByForms);
        Options.Add(_by);
        Options.Add(settings.IpcSocket);
        SetAction(RunAsync);
    }

    /// <returns>0 when it is ended.</returns>
    /// <exception cref="SwictationException">Keys cannot be heard.</exception>
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var given = _settings.Given(parsed);
        List<Hotkey> keys = [];
        Add(HotkeyAction.PushToTalk, parsed.GetValue(_pushToTalk) ?? "F10");
        Add(HotkeyAction.Toggle, parsed.GetValue(_toggle) ?? "LOGO+F9");
        if (keys.Count == 0) throw new HotkeyException("there is no key to hear");

        var isX11 = parsed.GetValue(_by) switch { "x11" => true, "portal" => false, _ => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY")) };
        using var signals = new EndSignals();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Ending);
        await using IHotkeySource source = isX11
            ? XHotkeys.Open(keys)
            : await PortalHotkeys.OpenAsync(Environment.GetEnvironmentVariable, keys, TimeProvider.System, ending.Token).ConfigureAwait(false);
        Console.Error.WriteLine($"swictation-daemon: keys: {(source.Shown.Count > 0 ? string.Join(", ", source.Shown) : NoKey)}");
        await new HotkeyRun(source, SendAsync, TimeProvider.System).RunAsync(ending.Token).ConfigureAwait(false);
        return 0;

        void Add(HotkeyAction action, string text)
        {
            if (text == None) return;
            keys.Add(new(action, KeyChord.Parse(text) ?? throw new HotkeyException("the names of keys are not known: libxkbcommon is not installed")));
        }

        // What fails is told, and the next key is heard all the same.
        async Task SendAsync(string action, CancellationToken token)
        {
            try
            {
                if (action != "stop") await StoppedService.WakeAsync(given, token).ConfigureAwait(false);
                var reply = await CommandClient
                    .SendAsync(SocketPlace.Of(given.IpcSocket).Find(), new CommandRequest(action, RequestId: null), Patience, token)
                    .ConfigureAwait(false);
                if (!reply.IsSuccess) Console.Error.WriteLine($"swictation-daemon: keys: {ReplyText.Explain(reply)}");
            }
            catch (DaemonUnreachableException e)
            {
                Console.Error.WriteLine($"swictation-daemon: keys: {e.Message}");
            }
        }
    }
}
