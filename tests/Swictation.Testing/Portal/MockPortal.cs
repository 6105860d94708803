using System.Diagnostics;

namespace Swictation.Testing.Portal;

/// <summary>
/// A D-Bus session of the test's own with a desktop portal that is none: it answers as it is told to, and says what it was asked
/// for. Needs dbus-daemon, and Python with dbus and gi.
/// </summary>
public sealed class MockPortal : IAsyncDisposable
{
    // Nothing is started by this bus: a machine that has a real portal has none here.
    private const string Configuration =
        """
        <busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
        <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
        """;

    private const uint Shift = 0xFFE1;
    private const string Saying = "said";

    private readonly Process _bus;
    private readonly Process _service;
    private readonly TemporaryDirectory _directory;

    private MockPortal(Process bus, string address, Process service, TemporaryDirectory directory) =>
        (_bus, Address, _service, _directory) = (bus, address, service, directory);

    /// <summary>For DBUS_SESSION_BUS_ADDRESS.</summary>
    public string Address { get; }

    /// <summary>What it was asked for, a line each, written before it answers.</summary>
    public string Said => File.ReadAllText(_directory.File(Saying));

    /// <summary>Why it cannot be had here; null if it can.</summary>
    public static string? WhyNot { get; } = FindWhyNot();

    /// <summary>The keysyms that were pressed, in order, without Shift.</summary>
    public IReadOnlyList<uint> Pressed => [.. Lines("key ").Where(words => words[2] == "1").Select(words => Convert.ToUInt32(words[1], 16)).Where(symbol => symbol != Shift)];

    /// <param name="environment">For the service; null for none.</param>
    /// <param name="habits">How it behaves, as in portal.py.</param>
    public static async Task<MockPortal> StartAsync(IReadOnlyDictionary<string, string>? environment, params string[] habits)
    {
        var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("bus.conf"), Configuration);
        var bus = Start("dbus-daemon", [$"--config-file={directory.File("bus.conf")}", "--nofork", "--print-address"]);
        var address = (await bus.StandardOutput.ReadLineAsync())!;
        using var script = new StreamReader(typeof(MockPortal).Assembly.GetManifestResourceStream("portal.py")!);
        var service = Start(
            "sh",
            ["-c", "exec /usr/bin/python3 -u \"$@\" > \"$0\" 2>&1", directory.File(Saying), "-c", await script.ReadToEndAsync(), .. habits],
            new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["DBUS_SESSION_BUS_ADDRESS"] = address });
        await Eventually.IsTrueAsync(() => File.Exists(directory.File(Saying)), "the portal is started");
        var portal = new MockPortal(bus, address, service, directory);
        await Eventually.IsTrueAsync(() => portal.Said.Contains("ready\n", StringComparison.Ordinal) || service.HasExited, "the portal is there");
        return portal;
    }

    /// <summary>Has it do something, and returns when it is done.</summary>
    public async Task DoAsync(string what)
    {
        await _service.StandardInput.WriteLineAsync(what);
        await _service.StandardInput.FlushAsync();
        await SaysAsync($"done {what}");
    }

    /// <summary>Waits until it has said a line.</summary>
    public Task SaysAsync(string line) =>
        Eventually.IsTrueAsync(() => $"\n{Said}".Contains($"\n{line}\n", StringComparison.Ordinal), line);

    /// <summary>How often it has said a line that begins so.</summary>
    public int Count(string beginning) => Lines(beginning).Count();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (Process[])[_service, _bus])
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _directory.Dispose();
    }

    private IEnumerable<string[]> Lines(string beginning) =>
        Said.Split('\n').Where(line => line.StartsWith(beginning, StringComparison.Ordinal)).Select(line => line.Split(' '));

    private static Process Start(string program, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string? FindWhyNot()
    {
        try
        {
            using var python = Start("/usr/bin/python3", ["-c", "import dbus, gi"]);
            using var bus = Start("dbus-daemon", ["--version"]);
            python.WaitForExit();
            bus.WaitForExit();
            return python.ExitCode == 0 && bus.ExitCode == 0 ? null : "There is no dbus for Python; 'scripts/setup test' installs it.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no dbus-daemon, or no Python; 'scripts/setup test' installs them.";
        }
    }
}
