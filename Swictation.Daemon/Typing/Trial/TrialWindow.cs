using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Swictation.Daemon.Typing.Trial;

/// <summary>
/// A terminal of our own, in which a reader writes every byte that it gets to a file: what is typed there runs nothing, and
/// gets nowhere else.
/// </summary>
internal sealed class TrialWindow : IDisposable
{
    private const string Reader =
        "printf '\\nSwictation tries here what can be typed. Leave the keyboard alone until this window closes.\\n\\n"
        + "If nothing happens, click here and press Enter.\\n'; stty raw -echo; echo $$ > \"$0.reader\"; mv \"$0.reader\" \"$0.ready\"; "
        + "exec cat > \"$0\"";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swictation-");
    private readonly Process _terminal;
    private readonly TimeProvider _time;

    /// <exception cref="TrialException">It cannot be run.</exception>
    public TrialWindow(TerminalProgram terminal, TimeProvider time)
    {
        _time = time;
        try
        {
            _terminal = Process.Start(
                new ProcessStartInfo(terminal.Program, [.. terminal.Arguments, "sh", "-c", Reader, TypedFile])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
        }
        catch (Win32Exception e)
        {
            _directory.Delete(recursive: true);
            throw new TrialException($"{terminal.Program} cannot be run: {e.Message}");
        }

        _terminal.BeginErrorReadLine();
        _terminal.BeginOutputReadLine();
    }

    private string TypedFile => Path.Combine(_directory.FullName, "typed");

    private string ReadyFile => TypedFile + ".ready";

    /// <summary>How many bytes have arrived so far.</summary>
    public int Length => File.Exists(TypedFile) ? (int)new FileInfo(TypedFile).Length : 0;

    /// <summary>Returns when the reader reads.</summary>
    /// <exception cref="TrialException">It does not within the time.</exception>
    public async Task OpenAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        if (!await BecomesAsync(() => File.Exists(ReadyFile), within, cancellationToken).ConfigureAwait(false))
            throw new TrialException("the terminal did not open; name another one with --terminal");
    }

    /// <summary>What has arrived behind so many bytes.</summary>
    public string TypedBehind(int start) => Encoding.UTF8.GetString(File.ReadAllBytes(TypedFile).AsSpan(start));

    /// <summary>Waits for a condition; false if it did not come within the time.</summary>
    public async Task<bool> BecomesAsync(Func<bool> condition, TimeSpan within, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        while (!condition())
        {
            if (_time.GetElapsedTime(since) > within) return false;
            await Task.Delay(BetweenLooks, _time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    public void Dispose()
    {
        // With some terminals the window belongs to a process that was there before.
        if (File.Exists(ReadyFile) && int.TryParse(File.ReadAllText(ReadyFile), NumberStyles.None | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var reader))
            Kill(reader);
        if (!_terminal.HasExited) _terminal.Kill(entireProcessTree: true);
        _terminal.Dispose();
        _directory.Delete(recursive: true);
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or Win32Exception or InvalidOperationException)
        {
            // It has ended.
        }
    }
}
