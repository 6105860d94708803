using System.Text;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Platform.Logging;

/// <summary>
/// Lines on their way to standard error, which may be a pipe that nobody reads: a paused pager, a supervisor that hangs.
/// At most so many wait; what comes then is left out, and counted where it was left out.
/// </summary>
internal sealed class LineQueue : IDisposable
{
    private const int MostLines = 2_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // Somebody who reads at all is through with everything by then.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly ErrorStream _output = new(Look);
    private readonly Thread _writing;
    private long _leftOut;
    private bool _isEnding;

    public LineQueue()
    {
        _writing = new(Write) { IsBackground = true, Name = "log" };
        _writing.Start();
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            if (_isEnding || _lines.Count >= MostLines)
            {
                _leftOut++;
                return;
            }

            if (_leftOut > 0) _lines.Enqueue($"({_leftOut} lines of the log were left out here: nobody read them)\n");
            _leftOut = 0;
            _lines.Enqueue(line);
            Monitor.Pulse(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isEnding = true;
            Monitor.Pulse(_gate);
        }

        _writing.Join(LongestEnd);
    }

    private void Write()
    {
        while (TryTake(out var line))
        {
            ReadOnlySpan<byte> left = Encoding.UTF8.GetBytes(line);
            while (!left.IsEmpty) left = left[_output.WriteSome(left)..];
        }
    }

    private bool TryTake(out string line)
    {
        lock (_gate)
        {
            while (!_lines.TryDequeue(out line!))
            {
                if (_isEnding) return false;
                Monitor.Wait(_gate);
            }

            return true;
        }
    }
}
