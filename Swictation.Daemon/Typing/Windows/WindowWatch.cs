namespace Swictation.Daemon.Typing.Windows;

/// <summary>
/// Remembers which window had the cursor when. Looks often while somebody may speak, and seldom otherwise. Any thread may
/// ask.
/// </summary>
internal sealed class WindowWatch(IWindowSource source, TimeProvider time) : IAsyncDisposable
{
    private const int MostChanges = 256;

    private static readonly TimeSpan WhileSpoken = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Otherwise = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilReleased = TimeSpan.FromMilliseconds(10);

    private readonly Lock _looking = new();
    private readonly List<(DateTimeOffset Since, Window? Window)> _changes = [];
    private readonly CancellationTokenSource _ending = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Whether somebody may be speaking.</summary>
    public bool IsSpoken { get; set; }

    /// <inheritdoc cref="IWindowSource.IsKnown"/>
    public bool IsKnown => source.IsKnown;

    public void Begin()
    {
        if (!source.IsKnown) return;

        Look();
        _watching = WatchAsync();
    }

    /// <summary>The window that has the cursor now.</summary>
    public Window? Look()
    {
        lock (_looking)
        {
            var window = source.Find();
            if (_changes.Count == 0 || !Nullable.Equals(_changes[^1].Window, window))
                _changes.Add((time.GetUtcNow(), window));
            if (_changes.Count > MostChanges) _changes.RemoveAt(0);
            return window;
        }
    }

    /// <summary>Whether a key such as Shift or Control is still held after a time; false where that cannot be known.</summary>
    public async Task<bool> HoldsModifierAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (HoldsModifier())
        {
            if (time.GetElapsedTime(since) > longest) return true;
            await Task.Delay(UntilReleased, time, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>The window that had the cursor at a time; of the time before the first look, the first one.</summary>
    public Window? At(DateTimeOffset moment)
    {
        lock (_looking)
        {
            for (var i = _changes.Count - 1; i > 0; i--)
            {
                if (_changes[i].Since <= moment) return _changes[i].Window;
            }

            return _changes.Count > 0 ? _changes[0].Window : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _ending.Dispose();
    }

    private bool HoldsModifier()
    {
        lock (_looking) return source.HoldsModifier() == true;
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(IsSpoken ? WhileSpoken : Otherwise, time, _ending.Token).ConfigureAwait(false);
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The end that it is meant to have.
        }
    }
}
