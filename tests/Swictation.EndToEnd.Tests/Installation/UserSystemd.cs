using System.Diagnostics;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>
/// A real <c>systemd --user</c> for a home of a test's own. It ends with the test, and with everything that it has started. One at a
/// time, in the collection of this name: two would have the same control groups, and one that stops a service ends that of the other.
/// </summary>
internal sealed class UserSystemd : IAsyncDisposable
{
    // It refuses to run where systemd is not the first process. In a mount namespace of its own a directory says that it is;
    // nobody else sees that.
    private const string Script =
        """
        mkdir -p /run/systemd && mount -t tmpfs none /run/systemd && mkdir /run/systemd/system && exec "$0" --user
        """;

    private static readonly string[] Programs = ["/usr/lib/systemd/systemd", "/lib/systemd/systemd"];

    private const string Bus = "/usr/lib/systemd/user/dbus.socket";

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Home _home;

    private UserSystemd(Process process, Home home)
    {
        (_process, _home) = (process, home);
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Why none can be started; null if one can.</summary>
    public static string? FindObstacle() =>
        !Environment.IsPrivilegedProcess ? "Only root can start a systemd for a test alone."
        : !Programs.Any(File.Exists) || !Tool.TryRun("systemctl", "--version") || !File.Exists(Bus)
            ? "There is no systemd, or no bus for it; scripts/setup test installs both on Debian and Ubuntu."
        : !Tool.TryRun("unshare", "--mount", "--propagation", "private", "mount", "-t", "tmpfs", "none", "/mnt")
            ? "This machine does not allow a mount namespace."
        : null;

    /// <summary>Starts it and returns when it has started what is enabled, as after a login.</summary>
    public static async Task<UserSystemd> LogInAsync(Home home)
    {
        var start = home.StartInfo(
            "unshare",
            ["--mount", "--propagation", "private", "bash", "-c", Script, Programs.First(File.Exists)],
            "SYSTEMD_LOG_TARGET=console");
        var manager = new UserSystemd(Process.Start(start)!, home);
        manager._process.StandardInput.Close();
        try
        {
            await Eventually.IsTrueAsync(manager.HasStartedAsync, "the user's systemd has started");
        }
        catch (TimeoutException)
        {
            await manager.DisposeAsync();
            Assert.Skip($"systemd --user does not start here: {manager.Log}");
        }

        return manager;
    }

    public async Task<ProcessResult> AskAsync(params string[] arguments) =>
        await _home.RunAsync("systemctl", ["--user", .. arguments]);

    /// <summary>A property of a unit, as <c>systemctl show</c> has it.</summary>
    public async Task<string> ShowAsync(string unit, string property) =>
        (await AskAsync("show", "--property", property, "--value", "--", unit)).Output.Trim();

    public async ValueTask DisposeAsync()
    {
        await AskAsync("exit");
        try
        {
            using var late = new CancellationTokenSource(LineClient.Deadline);
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The user's systemd does not end: {Log}");
        }
        finally
        {
            _process.Dispose();
        }
    }

    private async Task<bool> HasStartedAsync()
    {
        if (_process.HasExited) throw new TimeoutException("It has ended.");
        return (await AskAsync("is-active", "default.target")).Output.Trim() == "active";
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_log) _log.AppendLine(line.Data);
    }
}
