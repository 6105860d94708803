using System.Globalization;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>
/// Removes a text that stands directly before the cursor, where that is proved: it is selected with the keyboard, what is
/// selected is read from the primary selection, and only what is the same is removed. Otherwise the selection is left, and
/// the cursor is where it was. What the primary selection held is put back.
/// </summary>
internal sealed class ProvedRemoval(IClipboard clipboard, IEditKeys keys, TimeProvider time) : IDisposable
{
    /// <summary>Longer texts, in characters, are not removed: each is a key.</summary>
    public const int Most = 500;

    private static readonly TimeSpan UntilSelected = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <summary>Why it cannot be done here; null if it can.</summary>
    public string? Obstacle => clipboard.Obstacle ?? keys.Obstacle;

    /// <summary>With the clipboard and the keys of X11; null under Wayland, where it was not proved with any program.</summary>
    /// <param name="environment">Reads a variable.</param>
    public static ProvedRemoval? TryOpen(Func<string, string?> environment, TimeProvider time) =>
        environment("WAYLAND_DISPLAY") is { Length: > 0 } ? null : new(new XClipboard(), new XdotoolEditKeys(), time);

    /// <returns>Why it was not removed, in words; null if it was.</returns>
    public async Task<string?> RemoveAsync(string text, CancellationToken cancellationToken)
    {
        var characters = StringInfo.ParseCombiningCharacters(text);
        if (characters.Length is 0 or > Most) return $"a text of {characters.Length} characters is not removed";

        var before = await clipboard.ReadAsync(isPrimary: true, cancellationToken).ConfigureAwait(false);
        if (before.IsOther) return "the primary selection holds something other than text, which would be lost";

        // What it held may have been the same text, selected elsewhere.
        var mark = Guid.NewGuid().ToString("n");
        var fault = await clipboard.LendAsync(mark, isPrimary: true, cancellationToken).ConfigureAwait(false);
        if (fault is not null) return fault;

        // One character first: where these keys do something else, they do it once.
        fault = await SelectAsync(1, text[characters[^1]..]).ConfigureAwait(false)
            ?? (characters.Length > 1 ? await SelectAsync(characters.Length - 1, text).ConfigureAwait(false) : null);
        if (fault is null) fault = await keys.RemoveAsync(cancellationToken).ConfigureAwait(false);
        else await keys.LeaveAsync(cancellationToken).ConfigureAwait(false);

        if (before.Text is { } held) await clipboard.PutBackAsync(held, isPrimary: true, cancellationToken).ConfigureAwait(false);
        else await clipboard.ClearAsync(isPrimary: true, cancellationToken).ConfigureAwait(false);
        return fault;

        async Task<string?> SelectAsync(int count, string expected)
        {
            if (await keys.SelectBackAsync(count, cancellationToken).ConfigureAwait(false) is { } failed) return failed;

            var since = time.GetTimestamp();
            while (true)
            {
                var selected = await clipboard.ReadAsync(isPrimary: true, cancellationToken).ConfigureAwait(false);
                if (selected.Text == expected) return null;
                if (time.GetElapsedTime(since) > UntilSelected)
                {
                    return selected.Text == mark
                        ? "the window does not tell what stands before the cursor"
                        : "something else stands before the cursor";
                }

                await Task.Delay(BetweenLooks, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => clipboard.Dispose();
}
