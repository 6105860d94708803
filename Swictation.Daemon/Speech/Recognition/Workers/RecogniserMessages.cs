using Microsoft.Extensions.Logging;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// The standard error of a recogniser's process goes into the daemon's log, but not more than a little
/// between two segments. It is read in any case: a full pipe would stop the process.
/// </summary>
internal sealed class RecogniserMessages : IAsyncDisposable
{
    private const int LongestLine = 500;
    private const int MostLines = 20;

    private readonly BoundedLines _lines;
    private readonly int _processId;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _counting = new();
    private readonly Task _reading;
    private List<string>? _beforeReady = [];
    private int _count;
    private bool _isWithheld;

    /// <param name="stream">The standard error of the process.</param>
    /// <param name="processId">For the log.</param>
    /// <param name="patience">How long the last words are waited for once the process has ended.</param>
    public RecogniserMessages(Stream stream, int processId, TimeSpan patience, TimeProvider time, ILogger logger)
    {
        _lines = new(stream, LongestLine);
        _processId = processId;
        _patience = patience;
        _time = time;
        _logger = logger;
        _reading = ReadAsync(_closing.Token);
    }

    /// <summary>
    /// The recogniser is ready, and its lines are logged from now on. If it never is, the one line that says why is
    /// enough.
    /// </summary>
    public void Ready()
    {
        lock (_counting)
        {
            _beforeReady?.ForEach(text => _logger.RecogniserMessage(_processId, text));
            _beforeReady = null;
        }
    }

    /// <summary>There is a new segment, and there may be something new to say.</summary>
    /// <param name="isOffTheRecord">True: none of its lines are logged until a segment on the record begins.</param>
    public void Begin(bool isOffTheRecord)
    {
        lock (_counting)
        {
            _isWithheld = isOffTheRecord;
            if (_count > MostLines) _logger.RecogniserMessagesLeftOut(
                    _processId, Counted.Of(_count - MostLines, "more line"));
            _count = 0;
        }
    }

    /// <summary>The last line of a process that ended before it was ready; null if it wrote none.</summary>
    public async Task<string?> LastWordsAsync()
    {
        await ReadToEndAsync().ConfigureAwait(false);
        lock (_counting) return _beforeReady?.LastOrDefault();
    }

    public async ValueTask DisposeAsync()
    {
        await ReadToEndAsync().ConfigureAwait(false);
        // A program that it had started may still have the other end open.
        await _closing.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task ReadToEndAsync()
    {
        using var late = new CancellationTokenSource(_patience, _time);
        await _reading.WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                var text = PlainText.Of(line.Bytes.Span);
                if (text.Length > 0) Take(text);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            _logger.RecogniserMessagesEnded(_processId, e.Message);
        }
    }

    private void Take(string text)
    {
        lock (_counting)
        {
            if (_isWithheld || ++_count > MostLines) return;
            if (_beforeReady is { } waiting)
                waiting.Add(text);
            else
                _logger.RecogniserMessage(_processId, text);
        }
    }
}
