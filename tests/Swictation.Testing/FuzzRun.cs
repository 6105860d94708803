using System.Diagnostics;
using System.Globalization;

namespace Swictation.Testing;

/// <summary>
/// Gives a reader generated inputs and looks for what must not happen: an exception, an input that takes for ever,
/// memory that grows. Some thousand inputs in an ordinary run; <c>SWICTATION_TEST_FUZZ_INPUTS</c> sets how many, and
/// <c>scripts/fuzz</c> runs a million.
/// </summary>
public static class FuzzRun
{
    private const string Variable = "SWICTATION_TEST_FUZZ_INPUTS";
    private const int Usual = 20_000;
    private const long MostGrowth = 8 * 1024 * 1024;

    // An input that takes for ever, and nothing less: the slowest that there are take half a second on a quiet machine.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <param name="share">What part of the inputs that are wanted this reader gets.</param>
    /// <param name="read">Reads the next input; what it throws is a fault.</param>
    public static void Run(double share, Action<string> print, Action<int> read)
    {
        var wanted = Environment.GetEnvironmentVariable(Variable) is { } set
            ? int.Parse(set, CultureInfo.InvariantCulture)
            : Usual;
        var inputs = Math.Max(1, (int)(wanted * share));
        var slowest = TimeSpan.Zero;
        var slowestInput = 0;
        long held = 0;
        for (var i = 0; i < inputs; i++)
        {
            // After a tenth everything that is made once has been made.
            if (i == inputs / 10) held = GC.GetTotalMemory(forceFullCollection: true);
            var (began, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            read(i);
            var took = Min(Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - worked);
            if (took > slowest) (slowest, slowestInput) = (took, i);
        }

        var growth = MeasureGrowth(held);
        print($"{inputs} inputs, the slowest ({slowestInput}) {slowest.TotalMilliseconds:0.0} ms, memory grew by {growth} bytes");
        if (slowest > Longest) throw new TimeoutException($"Input {slowestInput} took {slowest}.");
        if (growth > MostGrowth) throw new InvalidOperationException($"Memory grew by {growth} bytes.");
    }

    // Other tests of this process hold memory too, until they end.
    private static long MeasureGrowth(long held)
    {
        var least = long.MaxValue;
        SpinWait.SpinUntil(
            () => (least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true) - held)) <= MostGrowth, Longest);
        return least;
    }

    // A machine that is busy with something else makes nothing slow: what counts is time and work.
    private static TimeSpan Min(TimeSpan time, TimeSpan work) => time < work ? time : work;
}
