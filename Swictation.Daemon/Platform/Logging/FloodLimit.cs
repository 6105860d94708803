using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Platform.Logging;

/// <summary>
/// Messages about clients, of which there may be thousands a second: of each kind a few a minute, the others as a number.
/// At the level <c>debug</c>, which somebody has asked for, all are written.
/// </summary>
internal sealed class FloodLimit(TimeProvider time)
{
    private const int MostInAMinute = 20;
    private const int FirstOfClients = 3000;
    private const int LastOfClients = 3299;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _counting = new();
    private readonly Dictionary<int, Kind> _kinds = [];

    /// <summary>Whether a message is one too many.</summary>
    /// <param name="more">How many were too many before it, and are to be mentioned now.</param>
    public bool IsTooMuch(LogLevel level, string category, int id, out long more)
    {
        more = 0;
        if (level < LogLevel.Information || id is < FirstOfClients or > LastOfClients) return false;

        lock (_counting)
        {
            var now = time.GetTimestamp();
            if (!_kinds.TryGetValue(id, out var kind)) kind = new(category, now, Written: 0, More: 0);
            if (time.GetElapsedTime(kind.Since, now) >= Minute)
            {
                more = kind.More;
                kind = new(category, now, Written: 0, More: 0);
            }

            var isTooMuch = kind.Written >= MostInAMinute;
            _kinds[id] = isTooMuch ? kind with { More = kind.More + 1 } : kind with { Written = kind.Written + 1 };
            return isTooMuch;
        }
    }

    /// <summary>What was not mentioned yet.</summary>
    public IReadOnlyList<(string Category, int Id, long More)> End()
    {
        lock (_counting) return [.. _kinds.Where(kind => kind.Value.More > 0).Select(kind => (kind.Value.Category, kind.Key, kind.Value.More))];
    }

    private sealed record Kind(string Category, long Since, int Written, long More);
}
