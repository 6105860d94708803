using System.Diagnostics;
using System.Globalization;
using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Models.Download;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Cli.Output;

/// <summary>
/// Asks before a download, and shows on standard error how it gets on: on a terminal in one line that changes.
/// </summary>
internal sealed class DownloadDisplay(KnownModel model, string directory, bool isAgreed) : IDownloadWatcher, IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _begunAt;
    private long _shownAt;
    private long _first = -1;
    private int _width;

    public void Agree(long left, Uri address)
    {
        var what = $"{model.Name}: {Megabytes(left)} MB from {address.Host} into {directory}";
        if (isAgreed)
        {
            Console.Error.WriteLine(what);
            return;
        }

        if (Console.IsInputRedirected || !_isTerminal)
            throw new ModelException(model.Name, $"{Megabytes(left)} MB would be downloaded; say so with --yes where nobody can be asked");

        Console.Error.Write($"{what}. Download? [y/N] ");
        if (Console.In.ReadLine() is not ['y' or 'Y', ..]) throw new ModelException(model.Name, "was not downloaded");
    }

    public void Progress(long done, long total)
    {
        if (_first < 0) (_first, _begunAt) = (done, Stopwatch.GetTimestamp());
        if (!_isTerminal || (_shownAt != 0 && Stopwatch.GetElapsedTime(_shownAt) < Between && done < total)) return;

        _shownAt = Stopwatch.GetTimestamp();
        Show(DescribeProgress(done, total, done - _first, Stopwatch.GetElapsedTime(_begunAt)));
    }

    public void Retry(string reason, TimeSpan wait)
    {
        End();
        Console.Error.WriteLine($"{model.Name}: {reason}; it goes on in {wait.TotalSeconds:0.#} s");
    }

    /// <summary>Leaves the line that changes.</summary>
    public void End()
    {
        if (_width > 0) Console.Error.WriteLine();
        _width = 0;
    }

    public void Dispose() => End();

    /// <summary>How much is here, in what time the rest will be.</summary>
    /// <param name="fresh">Bytes that have come in the time.</param>
    internal static string DescribeProgress(long done, long total, long fresh, TimeSpan time)
    {
        var speed = time > TimeSpan.Zero ? fresh / time.TotalSeconds : 0;
        var rest = speed > 0 ? $", {(total - done) / speed:0} s left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Megabytes(done)} of {Megabytes(total)} MB, {100.0 * done / Math.Max(1, total):0} %, {speed / 1e6:0.0} MB/s{rest}");
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture);

    private void Show(string line)
    {
        Console.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }
}
