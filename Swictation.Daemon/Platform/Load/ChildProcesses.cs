using System.Globalization;

namespace Swictation.Daemon.Platform.Load;

/// <summary>
/// The processor time of the processes that this one has started, and of theirs: the recogniser, and the programs that
/// it runs. Read from <c>/proc</c>, where ten milliseconds are one tick.
/// </summary>
/// <param name="proc">Another directory than <c>/proc</c>, for tests.</param>
internal sealed class ChildProcesses(string proc = "/proc")
{
    // The unit of user-visible times on every Linux that .NET runs on.
    private const int TicksPerSecond = 100;

    // Fields of a stat file behind the name of the program, which may hold anything.
    private const int UserTime = 11;
    private const int WaitedForTime = 13;

    // A recogniser has one child, perhaps two; one that has more than this is not followed further.
    private const int MostProcesses = 64;

    /// <summary>
    /// Those that have ended too. About 0.3 ms with a recogniser; what cannot be read counts nothing. May be less than
    /// before, for a moment: a process that has ended is counted with its parent only when that has taken note of it.
    /// </summary>
    public TimeSpan ProcessorTime()
    {
        var seen = 0;
        var ticks = Ticks("self", WaitedForTime) + OfChildren("self", ref seen);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private long OfChildren(string process, ref int seen)
    {
        var ticks = 0L;
        try
        {
            // Each thread has a list of the children that it has started.
            foreach (var thread in Directory.EnumerateDirectories(Path.Combine(proc, process, "task")))
            {
                var children = File.ReadAllText(Path.Combine(thread, "children"));
                foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (++seen > MostProcesses) return ticks;
                    ticks += Ticks(child, UserTime) + Ticks(child, WaitedForTime) + OfChildren(child, ref seen);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A thread or a process that has ended meanwhile, or a kernel that does not list children.
        }

        return ticks;
    }

    // Two neighbouring fields: time in the program, and in the kernel for it.
    private long Ticks(string process, int field)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(proc, process, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > field + 1 ? Parse(fields[field]) + Parse(fields[field + 1]) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long Parse(string ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
