using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing;

/// <summary>
/// Takes the last delivery back, where it is proved that its words stand directly before the cursor of the same window. What
/// is not proved is refused, and nothing is changed.
/// </summary>
/// <param name="removal">Null where there is none.</param>
/// <param name="lineBreaks">As it was typed with.</param>
/// <param name="separator">Likewise: what was typed behind each text.</param>
internal sealed class Undo(
    ProvedRemoval? removal, WindowWatch windows, ScreenLock screen, LineBreaks lineBreaks, string separator)
{
    private const string ByHand = "remove it by hand";

    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);

    /// <returns>The position of the transcription that was taken back.</returns>
    /// <exception cref="TypingException">Nothing was taken back; says why, and what to do.</exception>
    public async Task<long> TakeBackAsync(TypistHistory history, CancellationToken cancellationToken)
    {
        if (removal is null) throw Refuse($"under Wayland it cannot be proved what stands before the cursor; {ByHand}");

        var said = Find(history);
        var window = windows.Look();
        if (!windows.IsKnown) throw Refuse($"this desktop does not tell which window has the cursor; {ByHand}");
        if (window?.ToString() is not { } now || now != history.Last!.Window)
            throw Refuse("another window has the cursor than the one in which it was typed; give that one the cursor, behind the words");
        if (window is { IsTerminal: true })
            throw Refuse("a terminal does not tell what stands before the cursor; in most shells Ctrl+W removes a word, Ctrl+U the line");
        if (await screen.IsLockedAsync(cancellationToken).ConfigureAwait(false)) throw Refuse("the screen is locked");

        // The keys with which it was asked for.
        if (await windows.HoldsModifierAsync(LongestHold, cancellationToken).ConfigureAwait(false))
            throw Refuse("Shift, Control, Alt or Super is being held; let it go");

        var text = SafeText.Of(said.Text, isForTerminal: false, lineBreaks) + separator;
        if (text.Any(char.IsControl)) throw Refuse($"it has a line break or a tabulator; {ByHand}");
        if (removal.Obstacle is { } obstacle) throw Refuse(obstacle);
        if (await removal.RemoveAsync(text, cancellationToken).ConfigureAwait(false) is { } fault) throw Refuse($"{fault}; {ByHand}");

        return said.Position;
    }

    private static Said Find(TypistHistory history)
    {
        if (history.Last is not { } last) throw Refuse("nothing was typed in the last hours");
        if (last.Outcome == DeliveryOutcome.TakenBack) throw Refuse("the last sentence was taken back before");
        if (last.Outcome != DeliveryOutcome.Typed) throw Refuse($"of the last sentence it is not certain that all of it was typed; {ByHand}");

        var said = history.All.FirstOrDefault(said => said.Position == last.Segment);
        return said is { IsWithheld: false } ? said : throw Refuse($"the last sentence was off the record, or is not in the log any more; {ByHand}");
    }

    private static TypingException Refuse(string reason) => new($"nothing was taken back: {reason}");
}
