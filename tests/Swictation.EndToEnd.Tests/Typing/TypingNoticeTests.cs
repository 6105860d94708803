using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>What the user hears of the recording: notifications, and commands of the user's.</summary>
public sealed class TypingNoticeTests : IDisposable
{
    // A service as desktops have it, which writes what it is told: a line for each notification.
    private const string Service =
        """
        import dbus, dbus.service, sys
        from dbus.mainloop.glib import DBusGMainLoop
        from gi.repository import GLib
        DBusGMainLoop(set_as_default=True)
        NAME = 'org.freedesktop.Notifications'
        class Notifications(dbus.service.Object):
            @dbus.service.method(NAME, in_signature='susssasa{sv}i', out_signature='u')
            def Notify(self, app, replaces, icon, summary, body, actions, hints, timeout):
                print(app, summary, body, sep='|', flush=True)
                return 1
            @dbus.service.method(NAME, in_signature='', out_signature='as')
            def GetCapabilities(self):
                return ['body']
            @dbus.service.method(NAME, in_signature='', out_signature='ssss')
            def GetServerInformation(self):
                return ('test', 'test', '1', '1.2')
        bus = dbus.SessionBus()
        name = dbus.service.BusName(NAME, bus)
        service = Notifications(bus, '/org/freedesktop/Notifications')
        print('ready', flush=True)
        GLib.MainLoop().run()
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopFact(DesktopPrograms.Notifications)]
    public async Task Notifications_say_what_was_not_typed_and_what_the_recording_does_and_never_what_was_said()
    {
        Assert.SkipUnless(Tool.TryRun("/usr/bin/python3", "-c", "import dbus, gi"), "There is no dbus for Python; 'scripts/setup test' installs it.");
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        var bus = desktop.Start("dbus-daemon", ["--session", "--nofork", "--print-address"]);
        desktop.Environment["DBUS_SESSION_BUS_ADDRESS"] = (await bus.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        var service = desktop.Start("/usr/bin/python3", ["-c", Service]);
        Assert.Equal("ready", await service.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--notify", "started,stopped,not-typed");

        await daemon.CommandAsync("start");
        Assert.Equal("Swictation|Swictation|recording has begun", await NextAsync(service));
        await daemon.SayAsync("typed words");
        await desktop.TypedIsAsync("typed words ");
        Assert.Equal(0, await typist.EndAsync());
        await using var hook = await TypistProcess.StartAsync(desktop, daemon, "--notify", "not-typed", "--on-transcription", "exit 3");
        await daemon.SayAsync("secret words");
        var failed = await NextAsync(service);

        Assert.StartsWith("Swictation|Swictation|the command 'exit 3' ended with 3", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed, StringComparison.Ordinal);
        Assert.Equal(0, await hook.EndAsync());
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Commands_are_run_in_order_when_a_recording_begins_stops_and_fails()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        var seen = _directory.File("seen");
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await using var typist = await TypistProcess.StartAsync(
            desktop,
            daemon,
            "--on-start", $"echo start $SWICTATION_SESSION >> {seen}",
            "--on-stop", $"echo stop $SWICTATION_SESSION >> {seen}",
            "--on-error", $"echo error $(cat) >> {seen}");

        await daemon.CommandAsync("start");
        await SeenAsync("start 1\n");
        await daemon.CommandAsync("stop");
        await SeenAsync("start 1\nstop 1\n");

        Task SeenAsync(string expected) => Eventually.IsTrueAsync(() => File.Exists(seen) && File.ReadAllText(seen) == expected, expected);
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Command_for_errors_gets_their_codes()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        var seen = _directory.File("seen");
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, [LibriVox.Sentences[0]], pauseS: 2);
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"file:{speech}?pace=max", "--transcriber", "command:false", "--speech-model", "none");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--on-error", $"cat >> {seen}");

        await daemon.CommandAsync("start");

        await Eventually.IsTrueAsync(
            () => File.Exists(seen) && File.ReadAllText(seen).Contains("recogniser_failed", StringComparison.Ordinal), "it is told");
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Recording_in_which_nobody_speaks_is_stopped()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--stop-after-silence", "1s");

        await daemon.CommandAsync("start");

        await Eventually.IsTrueAsync(
            () => daemon.Query<long>("SELECT count(*) FROM events WHERE type = 'session_end'").Single() == 1, "it is stopped");
        await typist.TellsAsync("nobody has spoken for 1 s: recording is stopped");
    }

    private static async Task<string?> NextAsync(Process service) =>
        await service.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
}
