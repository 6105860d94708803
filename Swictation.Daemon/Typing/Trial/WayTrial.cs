using System.Text;
using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;

namespace Swictation.Daemon.Typing.Trial;

/// <summary>
/// Delivers samples of all kinds of characters by each way into a window of its own, and reads what arrives there. Types
/// nothing while another window has the cursor, where that can be known.
/// </summary>
/// <param name="tell">Hears what the user is to do.</param>
internal sealed class WayTrial(IReadOnlyList<IWay> ways, IWindowSource windows, Action<string> tell, TimeProvider time)
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UntilHint = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UntilSurplus = TimeSpan.FromMilliseconds(60);

    /// <summary>Tries each way that can be used here with each kind.</summary>
    /// <exception cref="TrialException">The window did not get the cursor, or lost it.</exception>
    public async Task<IReadOnlyList<TrialResult>> RunAsync(TerminalProgram terminal, CancellationToken cancellationToken)
    {
        var before = windows.Find();
        using var window = new TrialWindow(terminal, time);
        await window.OpenAsync(LongestOpening, cancellationToken).ConfigureAwait(false);
        var own = await FindCursorAsync(window, before, cancellationToken).ConfigureAwait(false);
        var results = new List<TrialResult>();
        foreach (var way in ways.Where(way => way.Obstacle is null))
        {
            foreach (var kind in CharacterKinds.All)
            {
                if (!Nullable.Equals(windows.Find(), own))
                    throw new TrialException("another window has got the cursor: nothing more is typed, and nothing is kept. Try it again");

                results.Add(await TryAsync(window, own, way, kind, cancellationToken).ConfigureAwait(false));
            }
        }

        return results;
    }

    // The window that has come and got the cursor is ours. Where nobody tells, the user does, by Enter.
    private async Task<Window?> FindCursorAsync(TrialWindow window, Window? before, CancellationToken cancellationToken)
    {
        var isThere = await window.BecomesAsync(HasCursor, UntilHint, cancellationToken).ConfigureAwait(false);
        if (!isThere)
        {
            tell("click into the window that has opened, and press Enter there");
            isThere = await window.BecomesAsync(HasCursor, LongestWait, cancellationToken).ConfigureAwait(false);
        }

        return isThere ? windows.Find() : throw new TrialException("the window did not get the cursor; nothing was tried");

        bool HasCursor() => window.Length > 0 || (windows.Find() is { IsTerminal: true } now && !Nullable.Equals(now, before));
    }

    private static async Task<TrialResult> TryAsync(
        TrialWindow window, Window? own, IWay way, CharacterKind kind, CancellationToken cancellationToken)
    {
        var sample = CharacterKinds.SampleOf(kind);
        var start = window.Length;
        var fault = await way.TypeAsync(sample, own, cancellationToken).ConfigureAwait(false);
        var end = start + Encoding.UTF8.GetByteCount(sample);
        await window.BecomesAsync(() => window.Length >= end, LongestWay, cancellationToken).ConfigureAwait(false);
        // A way that types something twice is not done yet.
        await window.BecomesAsync(() => window.Length > end, UntilSurplus, cancellationToken).ConfigureAwait(false);
        return new(way.Name, kind, window.TypedBehind(start), fault?.Reason);
    }
}
