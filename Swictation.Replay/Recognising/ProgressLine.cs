using System.Globalization;
using Swictation.Replay.Output;

namespace Swictation.Replay.Recognising;

/// <summary>
/// How recognition gets on, on a terminal: a line on standard error that changes, once it takes longer than a second. Nothing
/// elsewhere.
/// </summary>
/// <param name="isTerminal">Whether standard error is one.</param>
internal sealed class ProgressLine(TextWriter error, bool isTerminal, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private long _begunAt = time.GetTimestamp();
    private long? _shownAt;
    private int _width;

    /// <summary>Another thing is begun.</summary>
    public void Begin() => (_begunAt, _shownAt) = (time.GetTimestamp(), null);

    /// <param name="what">What is recognised.</param>
    /// <param name="doneS">Seconds of sound.</param>
    public void Show(string what, double doneS, double totalS)
    {
        var taken = time.GetElapsedTime(_begunAt);
        if (!isTerminal || taken < Quiet || (_shownAt is { } shown && time.GetElapsedTime(shown) < Between)) return;

        _shownAt = time.GetTimestamp();
        var line = $"{OneLine.Of(what)}: {Describe(doneS, totalS, taken)}";
        error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    /// <summary>Takes the line away, so that something else can be printed.</summary>
    public void Clear()
    {
        if (_width > 0) error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }

    internal static string Describe(double doneS, double totalS, TimeSpan taken)
    {
        if (totalS <= 0) return HumanText.Duration(TimeSpan.FromSeconds(doneS));

        var share = Math.Clamp(doneS / totalS, 0, 1);
        var rest = share > 0 ? $", {HumanText.Duration(taken * ((1 - share) / share))} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{HumanText.Duration(TimeSpan.FromSeconds(doneS))} of {HumanText.Duration(TimeSpan.FromSeconds(totalS))}, {share * 100:0} %{rest}");
    }
}
